// What an enterprise does with a filing, in the words of the page.
import { expect, type Locator, type Page } from '@playwright/test';
import type { Electrician, Technician } from './api';
import type { File } from './files';
import { alive, escape, expectHeading, field, fill, fillAll, named, open, pageOf } from './page';
import type { Registration } from './people';

export type Tab =
  | '申请类别'
  | '基本情况'
  | '技术负责人'
  | '安全负责人'
  | '电力相关技术人员'
  | '电力相关专业技能人员'
  | '规定年限内主要业绩'
  | '资料提交';

const KINDS: Record<string, string> = {
  high_voltage: '高压电工',
  low_voltage: '低压电工',
  cable: '电力电缆',
  relay_protection: '继电保护',
  testing: '电气试验',
};
const TITLES: Record<string, string> = { junior: '初级', intermediate: '中级', senior: '高级' };

/** From the home page into a new filing; its id. */
export async function startNewLicence(page: Page): Promise<string> {
  return startFiling(page, '许可证新申请', '申请类别');
}

/** The kinds that ask on which track to go. */
const TRACKED = ['许可证新申请', '登记事项变更', '许可事项变更', '许可证延续', '许可证补（换）证'];

/** From the page with the tiles into a filing of this kind, on the first of its tabs; its id. */
export async function startFiling(page: Page, kind: string, tab: string, { button = kind, track = '一般性申请' } = {}): Promise<string> {
  await page.getByRole('main').getByRole('button', { name: new RegExp(escape(button)) }).click();
  if (TRACKED.includes(kind)) await page.getByRole('dialog', { name: `${kind}：申请方式` }).getByRole('button', { name: track }).click();
  await page.waitForURL(/\/filings\/[^/]+\/[a-z_]+$/);
  await expectHeading(page, new RegExp(`^${escape(kind)} · \\d+$`));
  await expect(page.getByRole('navigation', { name: '当前位置' })).toContainText(tab);
  await alive(page);
  return new URL(page.url()).pathname.split('/')[2];
}

/** Submits from the last tab, by the kind's own button, and waits for the receipt. */
export async function submitFiling(page: Page, label: string): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: label, exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: /^确认/ }).click();
  await expect(page.getByRole('heading', { name: '回执：申请已提交' })).toBeVisible();
}

export async function openTab(page: Page, id: string, tab: string): Promise<void> {
  await open(page, `/filings/${id}/${tab}`);
  await expect(check(page).locator('.check-summary')).toBeVisible(); // all rows are here
}

/** The entry of a tab in the list of steps. */
export function step(page: Page, tab: Tab): Locator {
  return page.getByRole('navigation', { name: '填报步骤' }).getByRole('listitem').filter({ has: page.getByText(tab, { exact: true }) });
}

/** Moves to another tab as people do. */
export async function goTo(page: Page, tab: Tab): Promise<void> {
  const drawer = page.locator('.wizard-drawer > summary');
  if (await drawer.isVisible()) await drawer.click();
  await step(page, tab).getByRole('link').click();
  await expect(step(page, tab)).toHaveAttribute('aria-current', 'step');
}

/** The word on saving in the head of the page. */
export function saveState(page: Page): Locator {
  return page.locator('.page-head .save-state');
}

export async function expectSaved(page: Page): Promise<void> {
  await expect(saveState(page)).toHaveText(/^已自动保存 \d\d:\d\d:\d\d$/);
}

/** The live check beside the form. */
export function check(page: Page): Locator {
  return page.getByRole('complementary', { name: '申请条件核对' });
}

/** The place for one kind of document. */
export function slot(scope: Page | Locator, label: string): Locator {
  return scope.locator('.upload-slot').filter({ has: pageOf(scope).getByRole('heading', { name: label, exact: true }) });
}

export async function choose(scope: Page | Locator, label: string, ...files: File[]): Promise<void> {
  await scope.getByLabel(`选取文件：${label}`).setInputFiles(files);
}

/** Chooses files, uploads them, and waits until they are there. */
export async function upload(scope: Page | Locator, label: string, ...files: File[]): Promise<void> {
  await choose(scope, label, ...files);
  await slot(scope, label).getByRole('button', { name: '上传' }).click();
  for (const file of files) await expect(slot(scope, label).getByRole('link', { name: file.name, exact: true })).toBeVisible();
}

export async function fillApplication(page: Page, enterprise: Registration, wanted: Record<string, string>): Promise<void> {
  for (const [category, grade] of Object.entries(wanted)) {
    await page.getByRole('checkbox', { name: category, exact: true }).check();
    await fill(page, `${category}级别`, grade);
  }
  await page.getByRole('radio', { name: '新申请', exact: true }).check();
  await page.getByRole('radio', { name: '法定代表人提交' }).check();
  await fillAll(page, { 提交人姓名: enterprise.representative, 提交人身份证号: enterprise.representativeId });
  await page.getByRole('checkbox', { name: /法定代表人声明/ }).check();
}

export async function fillBasics(page: Page, enterprise: Registration): Promise<void> {
  await fillAll(page, { 总资产: '1000', 净资产: '600', 经营场所面积: '200' });
  await addLine(page, '股权结构', {
    股东名称: enterprise.representative,
    证件号码: enterprise.representativeId,
    出资额: '500',
    持股比例: '100',
  });
}

type Lead = {
  name: string;
  resident_id: string;
  mobile: string;
  post: string;
  title: string;
  specialty: string;
  title_certificate: string;
  years: string;
  work: { from: string; employer: string; post: string; referee: string; referee_mobile: string }[];
};

export async function fillLead(page: Page, lead: Lead): Promise<void> {
  await fillAll(page, {
    姓名: lead.name,
    身份证号码: lead.resident_id,
    手机: lead.mobile,
    职务: lead.post,
    职称: TITLES[lead.title],
    职称专业: lead.specialty,
    职称证书编号: lead.title_certificate,
    从事电力相关管理工作年限: lead.years,
  });
  for (const line of lead.work) {
    await addLine(page, '工作经历', {
      开始日期: line.from,
      工作单位: line.employer,
      职务: line.post,
      证明人: line.referee,
      证明人电话: line.referee_mobile,
    });
  }
}

/** Adds a line to one of a form's own lists. */
export async function addLine(page: Page, list: string, values: Record<string, string>): Promise<void> {
  await page.getByRole('button', { name: named('新增', list) }).click();
  const dialog = page.getByRole('dialog', { name: `新增${list}` });
  await fillAll(dialog, values);
  await dialog.getByRole('button', { name: '确定' }).click();
  await expect(dialog).toBeHidden();
}

/** Opens the dialog for a new row of the tab's list. */
export async function startRow(page: Page, what: '技术人员' | '电工' | '业绩'): Promise<Locator> {
  await page.getByRole('button', { name: '新增', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: `新增${what}` });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Saves the row of an open dialog, which then offers the next one. */
export async function saveRow(dialog: Locator, title: string): Promise<void> {
  await dialog.getByRole('button', { name: '保存并新增下一条' }).click();
  await expect(dialog.getByRole('status')).toHaveText(`已保存：${title}`);
}

export async function closeDialog(dialog: Locator): Promise<void> {
  await dialog.getByRole('button', { name: '取消' }).click();
  await expect(dialog).toBeHidden();
}

export function technicianFields(row: Technician): Record<string, string> {
  return {
    姓名: row.name,
    身份证号码: row.resident_id,
    职称: TITLES[row.title],
    职称专业: row.specialty,
    职称证书编号: row.title_certificate,
    发证机关: row.issuing_authority,
    发证日期: row.issued_on,
  };
}

/** What the dialog asks for: 发证机关 is chosen before, and the certificate's number follows the ID number. */
export function electricianFields(row: Electrician): Record<string, string> {
  return {
    姓名: row.name,
    身份证号码: row.resident_id,
    电工类别: KINDS[row.kind],
    证书类型: '特种作业操作证（电工）',
    有效期起: row.valid_from,
    有效期止: row.valid_until,
  };
}

export async function addTechnician(dialog: Locator, row: Technician): Promise<void> {
  await fillAll(dialog, technicianFields(row));
  await saveRow(dialog, row.name);
}

export async function addElectrician(dialog: Locator, row: Electrician): Promise<void> {
  await fillAll(dialog, electricianFields(row));
  await expect(field(dialog, '证书编号')).toHaveValue(`T${row.resident_id}`);
  await saveRow(dialog, row.name);
}

type PerformanceRecord = { project: string; client: string; length: string; started_on: string; completed_on: string };

export async function addPerformance(dialog: Locator, row: PerformanceRecord): Promise<void> {
  await fillAll(dialog, {
    工程名称: row.project,
    建设单位: row.client,
    电压等级: '35千伏',
    工程类型: '架空线路工程',
    线路长度: row.length,
    开工日期: row.started_on,
    竣工日期: row.completed_on,
  });
  await saveRow(dialog, row.project);
}

/** Chooses 发证机关, without which no electrician can be added. */
export async function chooseAuthority(page: Page, authority = '上海市应急管理局'): Promise<void> {
  await fill(page, '发证机关', authority);
}

/** The table of the tab's list, row by row, without the heading. */
export function rows(page: Page): Locator {
  return page.getByRole('region', { name: /名单$/ }).locator('tbody').getByRole('row');
}

export async function expectTotals(page: Page, totals: Record<string, number>): Promise<void> {
  for (const [term, count] of Object.entries(totals)) {
    const line = page.locator('.totals > div').filter({ has: page.getByText(term, { exact: true }) });
    await expect(line.locator('dd')).toHaveText(String(count));
  }
}

/** Hands the filing in; the receipt. */
export async function submit(page: Page): Promise<Locator> {
  await goTo(page, '资料提交');
  await expect(page.getByText('没有不符合项，可以提交。')).toBeVisible();
  await page.getByRole('button', { name: '提交', exact: true }).click();
  const question = page.getByRole('dialog', { name: '确认提交' });
  await question.getByRole('button', { name: '确认提交' }).click();
  const receipt = page.getByRole('status').filter({ hasText: '回执：申请已提交' });
  await expect(receipt).toBeVisible();
  return receipt;
}

export async function reload(page: Page): Promise<void> {
  await page.reload();
  await alive(page);
}
