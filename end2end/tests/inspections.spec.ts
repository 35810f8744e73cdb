// 企业自查, from the plan to the conclusion. On a server of its own: a campaign concerns every licence that there is.
import type { Page } from '@playwright/test';
import { rmSync } from 'node:fs';
import { another, type Other } from '../server';
import { sendSignIn } from './helpers/accounts';
import { upload } from './helpers/enterprise';
import { pdf } from './helpers/files';
import { look } from './helpers/look';
import { STAFF } from './helpers/office';
import { fill, fillAll, open } from './helpers/page';
import { daysAgo } from './helpers/people';
import { expect, test } from './helpers/test';

const TITLE = '承装修试2026年自查';

// The second test is about the campaign that the first has launched.
test.describe.configure({ mode: 'serial' });

let server: Other;
test.beforeAll(async () => {
  server = await another({ demo: true });
});
test.afterAll(async () => {
  await server.stop();
  rmSync(server.folder, { recursive: true, force: true });
});

async function enter(page: Page, account: string): Promise<void> {
  await open(page, `${server.url}/sign-in`);
  await sendSignIn(page, account, STAFF.head.password);
  await expect(page.getByRole('heading', { level: 1, name: '首页' })).toBeVisible();
}

const saved = (page: Page) => expect(page.locator('.save-state')).toContainText('已自动保存', { timeout: 15_000 });

/** Looks at the page at both widths. */
async function pictures(page: Page, name: string): Promise<void> {
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    await look(page, name);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

test('管理员发起自查，企业从待办填报，缺项不能提交，派出机构退回、限期整改、确认完成', async ({ page, otherBrowser }) => {
  test.setTimeout(240_000);
  const administrator = page;
  await enter(administrator, 'administrator');
  await open(administrator, `${server.url}/administration/inspections`);
  await administrator.getByRole('button', { name: '新建自查' }).click();
  await fillAll(administrator, { 年度: '2026', 名称: TITLE });
  await administrator.getByRole('button', { name: '预览', exact: true }).click();
  await expect(administrator.locator('.field-error').first()).toBeVisible();
  await fillAll(administrator, { 开始日期: daysAgo(0), 截止日期: daysAgo(-30) });
  await administrator.getByRole('button', { name: '新增资料' }).click();
  const added = administrator.getByRole('group', { name: '资料 6' });
  await fillAll(added, { 资料名称: '机具设备清单', 说明: '加盖公章' });
  await administrator.getByRole('button', { name: '预览', exact: true }).click();
  const preview = administrator.getByRole('region', { name: '预览' });
  await expect(preview).toContainText(/涉及 \d+ 家持证企业/);
  await pictures(administrator, 'inspection-plan');
  await preview.getByRole('button', { name: '发起自查' }).click();
  await administrator.getByRole('dialog').getByRole('button', { name: '发起', exact: true }).click();
  await expect(administrator.getByRole('status').filter({ hasText: '发起完毕' })).toBeVisible({ timeout: 20_000 });
  await pictures(administrator, 'inspection-launched');

  const enterprise = await otherBrowser();
  await enter(enterprise, 'demo-licensed');
  await enterprise.getByRole('region', { name: '待办' }).getByRole('link', { name: `[承装（修丶试）类自查]${TITLE}` }).click();
  await expect(enterprise.getByRole('heading', { level: 1, name: TITLE })).toBeVisible();
  await pictures(enterprise, 'inspection-standing');
  await enterprise.getByRole('button', { name: '开始填报' }).click();
  await expect(enterprise.getByLabel(/^联系人/)).not.toHaveValue('');
  await enterprise.getByRole('navigation', { name: '填报步骤' }).getByRole('link', { name: /资料提交/ }).click();
  await expect(enterprise.getByText(/还缺少 \d+ 项必填内容或资料/)).toBeVisible();
  await expect(enterprise.getByRole('button', { name: '提交', exact: true })).toHaveCount(0);
  await pictures(enterprise, 'inspection-missing');
  await enterprise.getByRole('link', { name: /企业概况：/ }).first().click();

  await fill(enterprise, '从业人员总数', '36');
  await enterprise.getByRole('group', { name: /单位名称、法定代表人、住所是否与许可证一致/ }).getByText('是', { exact: true }).click();
  await saved(enterprise);
  await open(enterprise, enterprise.url());
  await expect(enterprise.getByLabel(/^从业人员总数/)).toHaveValue('36');
  const next = () => enterprise.getByRole('link', { name: '下一步' }).click();
  await next();
  await fillAll(enterprise, { 总资产: '1000', 净资产: '600', 经营场所地址: '上海市黄浦区1号', 经营场所面积: '120' });
  await saved(enterprise);
  await next();
  await expect(enterprise.getByRole('main')).toContainText('人员与许可条件核对');
  await pictures(enterprise, 'inspection-staff');
  await enterprise.getByRole('group', { name: /实际在职人员是否与系统登记一致/ }).getByText('是', { exact: true }).click();
  await saved(enterprise);
  await next();
  // Records of another year are not this year's.
  while ((await enterprise.getByRole('group', { name: /第 1 条业绩/ }).count()) > 0) {
    await enterprise.getByRole('button', { name: '删除第 1 条业绩' }).click();
  }
  await enterprise.getByRole('checkbox', { name: '本年度无业绩' }).check();
  await saved(enterprise);
  await next();
  await enterprise.getByRole('button', { name: '新增设备' }).click();
  await fillAll(enterprise.getByRole('group', { name: '第 1 条设备' }), { 名称: '牵引机', 规格型号: 'QY-40', 数量: '2' });
  await saved(enterprise);
  await pictures(enterprise, 'inspection-equipment');
  await next();
  await enterprise.getByRole('group', { name: /安全生产组织和制度/ }).getByText('是', { exact: true }).click();
  await fill(enterprise, '本年度安全培训', '36');
  await enterprise.getByRole('checkbox', { name: '本年度未发生生产安全事故' }).check();
  await saved(enterprise);
  await next();
  for (const group of await enterprise.getByRole('main').getByRole('group').all()) await group.getByText('否', { exact: true }).click();
  await saved(enterprise);
  await next();
  for (const label of ['企业自查报告', '营业执照副本', '上一年度财务报表或审计报告']) await upload(enterprise, label, pdf(`${label}.pdf`));
  await pictures(enterprise, 'inspection-documents');
  await next();
  await enterprise.getByRole('button', { name: '提交', exact: true }).click();
  await expect(enterprise.getByText('自查已提交，等待派出机构审阅')).toBeVisible();

  const office = await otherBrowser();
  await enter(office, STAFF.reviewer.account);
  await office.getByRole('region', { name: '待办' }).getByRole('link', { name: /1 份.*待审阅/ }).click();
  await expect(office.getByRole('heading', { level: 1, name: TITLE })).toBeVisible();
  await pictures(office, 'inspection-office');
  const download = office.waitForEvent('download');
  await office.getByRole('link', { name: '导出' }).click();
  expect((await download).suggestedFilename()).toBe(`${TITLE}.xlsx`);
  await office.getByRole('row').filter({ hasText: '已提交' }).getByRole('link').click();
  await expect(office.getByRole('main')).toContainText('QY-40');
  await pictures(office, 'inspection-read');
  const report = office.url();
  const conclude = async (who: Page, step: string, values: Record<string, string>) => {
    await who.getByRole('region', { name: '审阅' }).getByRole('button', { name: step }).click();
    const dialog = who.getByRole('dialog');
    await fillAll(dialog, values);
    await dialog.getByRole('button', { name: '确定' }).click();
    await expect(dialog).toBeHidden();
  };
  await conclude(office, '退回修改', { 需要修改的内容: '请补充机具设备清单' });
  await expect(office.locator('.page-head .status')).toHaveText('已退回');

  for (const [who, name, path] of [
    [administrator, 'inspection-campaigns', '/administration/inspections'],
    [enterprise, 'inspections-own', '/inspections'],
    [office, 'inspections-office', '/inspections'],
  ] as const) {
    await open(who, `${server.url}${path}`);
    await expect(who.getByRole('link', { name: TITLE })).toBeVisible();
    await pictures(who, name);
  }
  await open(office, report);
  await open(enterprise, `${server.url}/`);
  await enterprise.getByRole('region', { name: '待办' }).getByRole('link', { name: /已退回，请修改/ }).click();
  await expect(enterprise.getByRole('main')).toContainText('请补充机具设备清单');
  await enterprise.getByRole('link', { name: '继续填报' }).click();
  await enterprise.getByRole('navigation', { name: '填报步骤' }).getByRole('link', { name: /附件资料/ }).click();
  await upload(enterprise, '机具设备清单', pdf('机具设备清单.pdf'));
  await next();
  await enterprise.getByRole('button', { name: '提交', exact: true }).click();
  await expect(enterprise.getByText('自查已提交')).toBeVisible();

  await open(office, office.url());
  await conclude(office, '结论：限期整改', { 整改要求: '补足高压电工', 整改期限: daysAgo(-20) });
  await expect(office.locator('.page-head .status')).toHaveText('限期整改');
  await open(enterprise, `${server.url}/`);
  await enterprise.getByRole('region', { name: '待办' }).getByRole('link', { name: /完成整改并报告/ }).click();
  await fill(enterprise, '整改情况', '已补足高压电工两名');
  await enterprise.getByRole('button', { name: '提交整改情况' }).click();
  await expect(enterprise.locator('.page-head .status')).toHaveText('整改已报告');
  await open(office, office.url());
  await conclude(office, '确认整改完成', {});
  await expect(office.locator('.page-head .status')).toHaveText('整改完成');
});

test('两个窗口同时填报同一页：第二个看到两份内容，选择保留哪一份', async ({ page, complaints }) => {
  complaints.expectStatus(409); // what the second window saved first
  test.slow();
  await enter(page, 'demo-renewal');
  await page.getByRole('region', { name: '待办' }).getByRole('link', { name: /承装修试2026年自查/ }).click();
  await page.getByRole('button', { name: '开始填报' }).click();
  const other = await page.context().newPage();
  await expect(page.getByLabel(/^联系人/)).toBeVisible();
  await open(other, page.url());
  await fill(page, '从业人员总数', '40');
  await saved(page);
  await fill(other, '从业人员总数', '50');
  const dialog = other.getByRole('dialog', { name: '该页已在别处修改' });
  await expect(dialog).toContainText('40');
  await expect(dialog).toContainText('50');
  await dialog.getByRole('button', { name: '保留我的' }).click();
  await saved(other);
  await open(page, page.url());
  await expect(page.getByLabel(/^从业人员总数/)).toHaveValue('50');
});
