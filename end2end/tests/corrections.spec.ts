// 补正, the whole round: comments beside what they are about, one notice, what can be edited meanwhile, the answers, before and
// after, a further round by the head; and a deferred document that is sent back.
import type { Locator, Page } from '@playwright/test';
import { Api, DOCUMENTS, type Draft } from './helpers/api';
import { slot, upload } from './helpers/enterprise';
import { pdf } from './helpers/files';
import { look } from './helpers/look';
import { act, actions, claim, signInAs, STAFF, status } from './helpers/office';
import { field, fill, open } from './helpers/page';
import { newEnterprise } from './helpers/people';
import { expect, test } from './helpers/test';

type Filed = { api: Api; draft: Draft; id: string; number: string };

/** A filing of a new enterprise that is signed in on this page. */
async function submitted(page: Page): Promise<Filed> {
  const enterprise = newEnterprise();
  const api = new Api(page.request);
  await api.register(enterprise);
  const draft = await api.readyDraft(enterprise);
  await api.submit(draft.id);
  return { api, draft, id: draft.id, number: (await api.header(draft.id)).number };
}

/** Comments on what is called so, with what is typed or picked. */
async function comment(page: Page, label: string, reason: string, { pick = false } = {}): Promise<void> {
  await page.getByRole('button', { name: `批注：${label}`, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '批注' });
  await expect(dialog).toContainText(label);
  if (pick) await field(dialog, '常用理由（补正）').selectOption({ label: reason });
  else await field(dialog, '需补正的问题和要求').fill(reason);
  await dialog.getByRole('button', { name: '保存批注' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.locator('.remark').filter({ hasText: reason })).toBeVisible();
}

/** The item for this place, with its answer. */
function item(page: Page, label: string): Locator {
  return page.getByRole('group', { name: `补正事项：${label}` });
}

async function answer(page: Page, label: string, said: string): Promise<void> {
  await field(item(page, label), '补正说明').fill(said);
  await expect(item(page, label)).toContainText('已保存');
}

async function openPage(page: Page, id: string, tab: string): Promise<void> {
  await open(page, `/filings/${id}/${tab}`);
  await expect(page.locator('.check-summary').first()).toBeVisible();
}

async function resubmit(page: Page, id: string): Promise<void> {
  await openPage(page, id, 'submission');
  await page.getByRole('main').getByRole('button', { name: '提交', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: /^确认/ }).click();
  await expect(page.getByRole('heading', { name: '回执：申请已提交' })).toBeVisible();
}

const SHIPPED = '材料不清晰，无法辨认，请重新上传清晰的扫描件。';

test('补正全过程：批注、一次告知、只改所列、逐项说明、前后对比，再次补正由负责人决定', async ({ page, otherBrowser }) => {
  test.setTimeout(180_000);
  const { api, draft, id, number } = await submitted(page);
  const worker = draft.electricians[0];
  const office = await otherBrowser();
  await signInAs(office, STAFF.reviewer);
  await claim(office, number);

  // Comments, kept at once.
  await open(office, `/filings/${id}/technical_lead`);
  await comment(office, '技术负责人 · 手机', '手机号码无法接通，请核对。');
  await comment(office, '附件 · 技术负责人职称证书', SHIPPED, { pick: true });
  await look(office, 'correction-comments');
  await open(office, `/filings/${id}/electricians`);
  await comment(office, `电力相关专业技能人员 · ${worker.name}`, '有效期与证书不一致。');
  await office.reload();
  await expect(office.locator('.remark').filter({ hasText: '有效期与证书不一致。' })).toContainText(STAFF.reviewer.name);

  // One notice; one comment is left out.
  await open(office, `/filings/${id}/safety_lead`);
  await comment(office, '安全负责人 · 职务', '留待审查时核实。');
  await open(office, `/filings/${id}`);
  await actions(office).getByRole('link', { name: '要求补正' }).click();
  await expect(office.getByRole('heading', { level: 1, name: '要求补正' })).toBeVisible();
  await office.getByRole('checkbox', { name: '安全负责人 · 职务' }).uncheck();
  await look(office, 'correction-desk');
  await office.getByRole('button', { name: '发出补正通知（3 项）' }).click();
  await expect(status(office)).toHaveText('待补正');
  await expect(office.getByRole('main')).toContainText('期间不计入办理时限');

  // The enterprise finds each beside its field.
  await open(page, '/');
  await page.getByRole('region', { name: '待办' }).getByRole('link', { name: new RegExp(`补正.*${number}`) }).click();
  const notice = page.getByRole('region', { name: '补正通知（第1次）' });
  await expect(notice.getByRole('listitem')).toHaveCount(3);
  await notice.getByRole('link', { name: '技术负责人 · 手机' }).click();
  await expect(field(page, '手机')).toBeFocused();
  await expect(field(page, '手机')).toBeEditable();
  // What is not named stays shut.
  await expect(field(page, '姓名')).not.toBeEditable();
  await expect(page.getByRole('button', { name: '新增工作经历' })).toHaveCount(0);
  await expect(slot(page, '技术负责人身份证件').getByText('选取文件')).toHaveCount(0);
  await look(page, 'correction-field');
  await field(page, '手机').fill('13600136000');
  await answer(page, '技术负责人 · 手机', '已换为常用号码。');
  await slot(page, '技术负责人职称证书').getByRole('button', { name: /^删除/ }).click();
  await page.getByRole('dialog', { name: '删除附件' }).getByRole('button', { name: '删除' }).click();
  await upload(page, '技术负责人职称证书', pdf('title-new.pdf'));
  await answer(page, '附件 · 技术负责人职称证书', '已重新扫描。');
  await expect(notice).toContainText('还有 1 项未填写补正说明');

  // Submitting waits for the last answer.
  await openPage(page, id, 'submission');
  await page.getByRole('main').getByRole('button', { name: '提交', exact: true }).click();
  await expect(page.getByRole('main')).toContainText(`请先填写“电力相关专业技能人员 · ${worker.name}”的补正说明`);
  await openPage(page, id, 'electricians');
  await expect(page.getByRole('button', { name: '新增', exact: true })).toHaveCount(0);
  await expect(page.getByRole('row').filter({ hasText: draft.electricians[1].name }).getByRole('button', { name: /修改/ })).toHaveCount(0);
  await page.getByRole('row').filter({ hasText: worker.name }).getByRole('button', { name: /修改/ }).click();
  const row = page.getByRole('dialog', { name: '修改电工' });
  await fill(row, '有效期止', '2031-06-30');
  await row.getByRole('button', { name: '保存', exact: true }).click();
  await expect(row).toBeHidden();
  await answer(page, `电力相关专业技能人员 · ${worker.name}`, '已按证书更正。');
  await look(page, 'correction-rows');
  // Nor does the server take what is not named.
  await expect(api.changeSection(id, 'technical_lead', { name: '别人' })).rejects.toThrow('补正通知所列的范围');
  await resubmit(page, id);

  // Another reviewer cannot claim it; who knows it sees before and after.
  const colleague = await otherBrowser();
  await signInAs(colleague, STAFF.otherReviewer);
  await open(colleague, `/filings/${id}`);
  await expect(actions(colleague).getByRole('button', { name: '领取' })).toHaveCount(0);
  await open(office, `/filings/${id}`);
  await act(office, '领取', { becomes: '形审中' });
  const round = office.getByRole('region', { name: '第1次补正' });
  await expect(round).toContainText('已换为常用号码。');
  await expect(round).toContainText('136****6000');
  await expect(round).toContainText('2031-06-30');
  await expect(round.getByRole('link', { name: 'title-new.pdf' })).toBeVisible();
  await look(office, 'correction-result');
  await round.getByRole('link', { name: '对比各次提交' }).click();
  await expect(office.getByRole('main')).toContainText('共有 3 处不同');
  await look(office, 'correction-versions');

  // Once more is for the head, with a reason.
  await open(office, `/filings/${id}/basics`);
  await comment(office, '基本情况 · 总资产', '与审计报告不一致。');
  await open(office, `/filings/${id}`);
  await expect(actions(office).getByRole('link', { name: '要求补正' })).toHaveCount(0);
  await open(office, `/filings/${id}/correction`);
  await expect(office.getByRole('main')).toContainText('再次要求补正须由机构负责人提出');
  const head = await otherBrowser();
  await signInAs(head, STAFF.head);
  await open(head, `/filings/${id}`);
  await actions(head).getByRole('link', { name: '要求补正' }).click();
  await head.getByRole('checkbox', { name: '安全负责人 · 职务' }).uncheck();
  await head.getByRole('button', { name: /发出补正通知/ }).click();
  await expect(head.getByRole('main')).toContainText('再次要求补正请填写理由');
  await field(head, '再次要求补正的理由').fill('资产数额影响许可条件，须再次核实。');
  await head.getByRole('button', { name: '发出补正通知（1 项）' }).click();
  await expect(status(head)).toHaveText('待补正');

  await openPage(page, id, 'basics');
  await expect(page.getByRole('region', { name: '补正通知（第2次）' })).toContainText('资产数额影响许可条件，须再次核实。');
  await field(page, '总资产').fill('1200');
  await answer(page, '基本情况 · 总资产', '按审计报告更正。');
  await resubmit(page, id);
  await open(office, `/filings/${id}/versions?before=1&after=3`);
  await expect(office.getByRole('row').filter({ hasText: '总资产' })).toContainText('1200');
  await expect(office.getByRole('row').filter({ hasText: '技术负责人 · 手机' })).toBeVisible();
});

test('补正期间的通知、栏目和对比在手机上可读 @phone', async ({ page, otherBrowser }) => {
  test.slow();
  const { id } = await submitted(page);
  const office = new Api((await otherBrowser()).request);
  await office.signIn(STAFF.reviewer.account, STAFF.reviewer.password);
  await office.act(id, 'claim');
  for (const [path, reason] of [['technical_lead.mobile', '号码有误'], ['technical_lead.work[0].referee_mobile', '无法接通']]) {
    await office.call('corrections/comment', { id, known: null, key: `${path}-key`, path, reason, cited: null });
  }
  await office.act(id, 'request_correction');
  await openPage(page, id, 'technical_lead');
  await look(page, 'correction-phone');
  await item(page, '技术负责人 · 工作经历第1条的证明人电话').getByRole('button', { name: '前往修改' }).click();
  const line = page.getByRole('dialog', { name: '修改工作经历' });
  await expect(field(line, '工作单位')).not.toBeEditable();
  await field(line, '证明人电话').fill('13700137001');
  await line.getByRole('button', { name: '确定' }).click();
  await field(page, '手机').fill('13600136001');
  await answer(page, '技术负责人 · 工作经历第1条的证明人电话', '已更正。');
  await answer(page, '技术负责人 · 手机', '已更正。');
  await resubmit(page, id);
  await open(page, `/filings/${id}/versions`);
  await expect(page.getByRole('main')).toContainText('共有 2 处不同');
  await look(page, 'correction-versions-phone');
});

test('容缺材料不对的退回，企业看到理由，期限不变', async ({ page, otherBrowser }) => {
  test.slow();
  const enterprise = newEnterprise();
  const api = new Api(page.request);
  await api.register(enterprise);
  const id = await api.start('new_licence', 'deferred_documents');
  await api.readyDraft(enterprise, id, DOCUMENTS.filter((key) => key !== 'financial_statement'));
  await api.changeSection(id, 'application', { deferred: ['financial_statement'] });
  await api.submit(id);
  const office = await otherBrowser();
  await signInAs(office, STAFF.reviewer);
  const reviewer = new Api(office.request);
  for (const step of ['claim', 'accept', 'examine']) await reviewer.act(id, step);
  await api.attach(id, 'financial_statement');
  await api.call('filings/hand_in', { id });
  const { due } = (await api.header(id)).deferrals[0];

  await open(office, `/filings/${id}`);
  await office.getByRole('button', { name: '退回：上一年度审计报告或财务报表' }).click();
  const dialog = office.getByRole('dialog', { name: '退回容缺材料' });
  await dialog.getByRole('button', { name: '退回', exact: true }).click();
  await expect(dialog).toContainText('请填写');
  await field(dialog, '退回理由').fill('缺少注册会计师签章页。');
  await dialog.getByRole('button', { name: '退回', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(office.getByRole('region', { name: '容缺材料' })).toContainText('已退回，待重新提交');

  await open(page, `/filings/${id}`);
  const sheet = page.getByRole('region', { name: '容缺材料' });
  await expect(sheet).toContainText('退回理由：缺少注册会计师签章页。');
  await look(page, 'deferral-returned');
  expect((await api.header(id)).deferrals[0].due).toBe(due);
  await upload(sheet, '上一年度审计报告或财务报表', pdf('with-seal.pdf'));
  await sheet.getByRole('button', { name: '提交容缺材料' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '确认提交' }).click();
  await expect(sheet).toContainText('已提交，待核对');
});

test('管理员维护常用理由：新增、修改、停用、排序，审核人员随即可以选用', async ({ page, request, otherBrowser }) => {
  await new Api(page.request).signIn('administrator', STAFF.head.password);
  await open(page, '/administration/reasons');
  const sheet = page.getByRole('region', { name: '不予受理', exact: true });
  await sheet.getByRole('button', { name: '新增理由：不予受理' }).click();
  const dialog = page.getByRole('dialog', { name: '常用理由' });
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog).toContainText('请填写');
  const text = `申请人隐瞒有关情况（${Date.now()}）。`;
  await field(dialog, '理由').fill(text);
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog).toBeHidden();
  const row = sheet.getByRole('row').filter({ hasText: text });
  await expect(row).toContainText('使用中');
  await row.getByRole('button', { name: `上移：${text}` }).click();
  await expect(page.locator('#reasons-told')).toContainText('已调整顺序');
  await look(page, 'reasons');

  const enterprise = newEnterprise();
  const api = new Api(request);
  await api.register(enterprise);
  const { id } = await api.readyDraft(enterprise);
  await api.submit(id);
  const office = await otherBrowser();
  await signInAs(office, STAFF.reviewer);
  await claim(office, (await api.header(id)).number);
  await field(actions(office), '常用理由（不予受理）').selectOption({ label: text });
  await expect(field(actions(office), '理由或备注')).toHaveValue(text);
  await actions(office).getByRole('button', { name: '不予受理', exact: true }).click();
  await office.getByRole('dialog', { name: '确认不予受理？' }).getByRole('button', { name: '不予受理', exact: true }).click();
  await expect(status(office)).toHaveText('不予受理');

  await page.reload();
  await expect(row.getByRole('cell').nth(1)).toHaveText('1');
  await row.getByRole('button', { name: `停用：${text}` }).click();
  await expect(row).toContainText('已停用');
  const reasons = await new Api(office.request).call<{ text: string }[]>('reasons/all', {});
  expect(reasons.map((reason) => reason.text)).not.toContain(text);
});
