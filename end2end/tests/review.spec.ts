import { Api } from './helpers/api';
import { startNewLicence } from './helpers/enterprise';
import { toSignOff } from './helpers/licensed';
import { act, actions, claim, find, lineOf, openQueue, signInAs, STAFF, status, timeline } from './helpers/office';
import { expectHeading, field, messageOf, open } from './helpers/page';
import { newEnterprise, type Registration } from './helpers/people';
import { expect, test } from './helpers/test';

type Filed = { enterprise: Registration; api: Api; id: string; number: string };

/** A filing of a new enterprise; `page.request` of whoever calls keeps its session. */
async function submitted(request: ConstructorParameters<typeof Api>[0]): Promise<Filed> {
  const enterprise = newEnterprise();
  const api = new Api(request);
  await api.register(enterprise);
  const { id } = await api.readyDraft(enterprise);
  await api.submit(id);
  return { enterprise, api, id, number: (await api.header(id)).number };
}

test('领取、退回队列、再由他人领取', async ({ request, page, otherBrowser }) => {
  const { enterprise, number } = await submitted(request);
  await signInAs(page, STAFF.reviewer);
  await page.getByRole('main').getByRole('link', { name: /审核队列/ }).click();
  await expectHeading(page, /审核队列/);
  await find(page, number);
  await expect(lineOf(page, number)).toContainText(enterprise.name);
  await expect(lineOf(page, number)).toContainText('已提交，待形审');

  await page.getByRole('button', { name: `领取 ${number}` }).click();
  await expect(lineOf(page, number)).toContainText('形审中');
  await expect(lineOf(page, number)).toContainText(STAFF.reviewer.name);

  const other = await otherBrowser();
  await signInAs(other, STAFF.otherReviewer);
  await openQueue(other, number);
  await expect(lineOf(other, number)).toContainText(STAFF.reviewer.name);
  await expect(other.getByRole('button', { name: `领取 ${number}` })).toHaveCount(0);
  await expect(other.getByRole('button', { name: `退回队列 ${number}` })).toHaveCount(0);
  await other.getByRole('link', { name: `查看 ${number}` }).click();
  await expectHeading(other, new RegExp(number));
  await expect(actions(other).getByRole('button', { name: '受理', exact: true })).toHaveCount(0);

  await page.getByRole('button', { name: `退回队列 ${number}` }).click();
  await expect(lineOf(page, number)).toContainText('已提交，待形审');
  await claim(other, number);
  await expect(actions(other).getByRole('button', { name: '受理', exact: true })).toBeVisible();
  await expect(timeline(other).filter({ hasText: '领取' })).toHaveCount(2);
});

test('不予受理必须说明理由，企业看到理由且人员解除占用', async ({ page, otherBrowser }) => {
  const filed = await submitted(page.request);
  const office = await otherBrowser();
  await signInAs(office, STAFF.reviewer);
  await claim(office, filed.number);

  await act(office, '不予受理');
  await expect(messageOf(office, '理由或备注')).toHaveText('请填写不予受理的理由');
  await expect(field(office, '理由或备注')).toBeFocused();
  await expect(status(office)).toHaveText('形审中');

  const reason = '审计报告缺少注册会计师签章，请补齐后重新申请。';
  await act(office, '不予受理', { reason, confirm: true, becomes: '不予受理' });
  await expect(actions(office)).toHaveCount(0);
  await openQueue(office, filed.number);
  await expect(lineOf(office, filed.number)).toHaveCount(0);

  await open(page, '/');
  await page.getByRole('region', { name: '待办' }).getByRole('link', { name: new RegExp(`${filed.number}.*不予受理`) }).click();
  await expect(status(page)).toHaveText('不予受理');
  await expect(page.getByText(`理由：${reason}`)).toBeVisible();
  await expect(timeline(page).filter({ hasText: '不予受理' })).toContainText('国家能源局华东监管局');
  await expect(page.getByRole('main')).not.toContainText(STAFF.reviewer.name); // the office answers for its staff

  await open(page, '/');
  await startNewLicence(page);
});

test('不予许可必须说明理由', async ({ request, page, otherBrowser }) => {
  const { number, id } = await submitted(request);
  const office = new Api((await otherBrowser()).request);
  await office.signIn(STAFF.reviewer.account, STAFF.reviewer.password);
  await toSignOff({ reviewer: office }, id);

  await signInAs(page, STAFF.head);
  await openQueue(page, number);
  await page.getByRole('link', { name: `查看 ${number}` }).click();
  await expect(status(page)).toHaveText('待签批');
  await act(page, '不予许可');
  await expect(messageOf(page, '理由或备注')).toHaveText('请填写不予许可的理由');
  await act(page, '不予许可', { reason: '现场核查与申报不符。', confirm: true, becomes: '不予许可' });
  await expect(timeline(page).last()).toContainText('现场核查与申报不符。');
  await expect(page.getByRole('link', { name: '查看许可证' })).toHaveCount(0);
});

test('审查人不能签批自己审查的申请', async ({ request, page, complaints }) => {
  complaints.expectStatus(409);
  const { number, id } = await submitted(request);
  await signInAs(page, STAFF.head);
  const api = new Api(page.request);
  await toSignOff({ reviewer: api }, id);

  await open(page, `/filings/${id}`);
  await expectHeading(page, new RegExp(number));
  await expect(status(page)).toHaveText('待签批');
  await expect(page.getByRole('button', { name: '准予许可' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: '不予许可' })).toHaveCount(0);
  await expect(api.act(id, 'grant')).rejects.toThrow('签批人不能是本申请的审查人');
});

test('两名审核人员同时领取，只有一人成功，另一人得到说明', async ({ request, page, otherBrowser, complaints }) => {
  complaints.expectStatus(409);
  const { number } = await submitted(request);
  const other = await otherBrowser();
  await signInAs(page, STAFF.reviewer);
  await signInAs(other, STAFF.otherReviewer);
  await openQueue(page, number);
  await openQueue(other, number);
  await Promise.all([page, other].map((reviewer) => reviewer.getByRole('button', { name: `领取 ${number}` }).click()));
  await expect(lineOf(page, number)).toContainText('形审中');
  await expect(lineOf(other, number)).toContainText('形审中');
  const told = await Promise.all([page, other].map((reviewer) => reviewer.getByRole('alert').count()));
  expect(told.toSorted()).toEqual([0, 1]);
  const loser = told[0] === 1 ? page : other;
  await expect(loser.getByRole('alert')).toContainText('该申请已由他人处理');
  await expect(loser.getByRole('button', { name: `退回队列 ${number}` })).toHaveCount(0);
});

test('两个窗口办理同一申请，后办的一方得到说明并可刷新', async ({ request, page, context, complaints }) => {
  complaints.expectStatus(409);
  const { number, id } = await submitted(request);
  await signInAs(page, STAFF.reviewer);
  await claim(page, number);
  const other = await context.newPage();
  await open(other, `/filings/${id}`);
  await act(page, '受理', { becomes: '已受理' });

  await actions(other).getByRole('button', { name: '退回队列', exact: true }).click();
  const told = other.getByRole('alert');
  await expect(told).toContainText('该申请已由他人处理');
  await told.getByRole('button', { name: '刷新' }).click();
  await expect(status(other)).toHaveText('已受理');
  await act(other, '开始审查', { becomes: '审查中' });
});

test('审核人员只读查看申请内容，证件号码按需遮盖', async ({ request, page }) => {
  const { enterprise, number, id } = await submitted(request);
  await signInAs(page, STAFF.reviewer);
  await openQueue(page, number);
  await page.getByRole('link', { name: `查看 ${number}` }).click();
  await expectHeading(page, new RegExp(number));
  await expect(page.getByRole('main')).toContainText(enterprise.name);
  await expect(page.getByRole('main')).not.toContainText(enterprise.mobile);

  await page.getByRole('link', { name: '电力相关专业技能人员' }).click();
  await expect(page).toHaveURL(new RegExp(`/filings/${id}/electricians$`));
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(6); // five, and the heading
  await expect(page.getByRole('button', { name: /新增|修改|删除|保存/ })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'electrician_certificates.pdf', exact: true })).toBeVisible();
  await expect(page.locator('input[type=file]')).toHaveCount(0);
});

test('企业不能进入审核队列，也看不到其他企业的申请', async ({ request, page, complaints }) => {
  complaints.expectStatus(403, 404);
  const { number, id, api, enterprise } = await submitted(request);
  const stranger = newEnterprise();
  await new Api(page.request).register(stranger);

  await page.goto('/queue');
  await expectHeading(page, '没有权限');
  for (const address of [`/filings/${id}`, `/filings/${id}/application`, `/filings/${id.replaceAll(/./g, '0')}`]) {
    const answer = await page.goto(address);
    expect(answer?.status(), address).toBe(404);
    await expectHeading(page, '没有找到');
    await expect(page.locator('body')).not.toContainText(number);
    await expect(page.locator('body')).not.toContainText(enterprise.name);
  }
  const [attachment] = await api.attachments(id);
  expect((await page.request.get(`/attachments/${attachment.id}`)).status()).toBe(404);
  const answer = await page.goto('/nothing/here');
  expect(answer?.status()).toBe(404);
  await expectHeading(page, '页面不存在');
});

test('其他监管机构的审核人员看不到本机构的申请', async ({ request, page, complaints }) => {
  complaints.expectStatus(404);
  const { number, id } = await submitted(request);
  await signInAs(page, STAFF.strangeReviewer);
  await openQueue(page, number);
  await expect(lineOf(page, number)).toHaveCount(0);
  const answer = await page.goto(`/filings/${id}`);
  expect(answer?.status()).toBe(404);
});

test('企业终止申请后流程结束', async ({ page }) => {
  const { id, number } = await submitted(page.request);
  await open(page, `/filings/${id}`);
  await act(page, '终止申请', { reason: '项目计划调整，不再申请。', confirm: true, becomes: '已终止' });
  await expect(timeline(page).last()).toContainText('项目计划调整，不再申请。');
  await open(page, '/');
  await expect(lineOf(page, number)).toContainText('已终止');
  await expect(page.getByRole('button', { name: /许可证新申请/ })).toBeVisible();
});
