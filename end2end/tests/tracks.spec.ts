// 容缺受理 and 自贸区, from the home page to the decision, and who may not enter and why.
import { request as requests } from '@playwright/test';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { rmSync } from 'node:fs';
import { another } from '../server';
import { sendSignIn } from './helpers/accounts';
import { Api, DOCUMENTS } from './helpers/api';
import { deliberate } from './helpers/committee';
import { expectSaved, openTab, slot, startFiling, upload } from './helpers/enterprise';
import { pdf } from './helpers/files';
import { grant, licensed, office } from './helpers/licensed';
import { act, claim, signInAs, STAFF } from './helpers/office';
import { field, fill, open } from './helpers/page';
import { newEnterprise, PASSWORD } from './helpers/people';
import { expect, test } from './helpers/test';

const FOLLOWS = ['financial_statement', 'social_insurance'];

test('容缺受理：选择后补的材料，受理后限期交齐，核对后才能继续', async ({ page, otherBrowser }) => {
  test.slow();
  const enterprise = newEnterprise();
  const api = new Api(page.request);
  await api.register(enterprise);
  await open(page, '/');
  const id = await startFiling(page, '许可证新申请', '申请类别', { track: '容缺申请' });
  await expect(page.getByRole('main')).toContainText('容缺受理');
  await api.readyDraft(enterprise, id);
  for (const file of await api.attachments(id)) {
    if (FOLLOWS.some((key) => file.name.startsWith(key))) await page.request.delete(`/attachments/${file.id}`);
  }
  await openTab(page, id, 'basics');
  await slot(page, '上一年度审计报告或财务报表').getByRole('checkbox', { name: /容缺，后补/ }).check();
  await expectSaved(page);
  await expect(slot(page, '企业法人营业执照').getByRole('checkbox')).toHaveCount(0);
  await openTab(page, id, 'technicians');
  await slot(page, '人员社会保险缴纳证明').getByRole('checkbox', { name: /容缺，后补/ }).check();
  await expectSaved(page);
  await api.submit(id);

  const reviewer = await otherBrowser();
  await signInAs(reviewer, STAFF.reviewer);
  await claim(reviewer, (await api.header(id)).number);
  await act(reviewer, '受理', { becomes: '已受理' });
  await act(reviewer, '开始审查', { becomes: '审查中' });

  await open(page, '/');
  await expect(page.getByRole('region', { name: '待办' })).toContainText(/容缺材料/);
  await open(page, `/filings/${id}`);
  const due = page.getByRole('region', { name: '容缺材料' });
  await expect(due).toContainText(/还有 \d+ 天/);
  await due.getByRole('button', { name: '提交容缺材料' }).click();
  await expect(due.getByRole('alert')).toContainText('请先上传');
  for (const label of ['上一年度审计报告或财务报表', '人员社会保险缴纳证明']) await upload(due, label, pdf());
  await due.getByRole('button', { name: '提交容缺材料' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '确认提交' }).click();
  await expect(due).toContainText('已提交，待核对');

  await open(reviewer, `/filings/${id}`);
  await expect(reviewer.getByRole('region', { name: '办理', exact: true }).getByRole('button', { name: '提交行政许可委员会审议' })).toHaveCount(0);
  for (const label of ['上一年度审计报告或财务报表', '人员社会保险缴纳证明']) {
    await reviewer.getByRole('button', { name: `核对：${label}` }).click();
    await expect(reviewer.getByRole('button', { name: `核对：${label}` })).toHaveCount(0);
  }
  await act(reviewer, '提交行政许可委员会审议', { becomes: '行政许可委员会审议' });
  await deliberate(id);
  const head = await otherBrowser();
  await signInAs(head, STAFF.head);
  await open(head, `/filings/${id}`);
  await act(head, '准予许可', { confirm: true, becomes: '准予许可' });
});

test('容缺材料逾期未交：申请终止、人员释放、两年内不能再选容缺受理', async ({ page }) => {
  test.setTimeout(180_000);
  const enterprise = newEnterprise();
  // A server that lives thirty days ago, and then one that lives now, on the same data.
  const past = await another({ time: '-30d', demo: true });
  let id = '';
  try {
    const [mine, theirs] = [await requests.newContext({ baseURL: past.url }), await requests.newContext({ baseURL: past.url })];
    const api = new Api(mine);
    await api.register(enterprise);
    id = await api.start('new_licence', 'deferred_documents');
    const draft = await api.readyDraft(enterprise, id);
    expect(draft.id).toBe(id);
    for (const file of await api.attachments(id)) {
      if (file.name.startsWith('financial_statement')) await mine.delete(`/attachments/${file.id}`);
    }
    await api.changeSection(id, 'application', { deferred: ['financial_statement'] });
    await api.submit(id);
    const reviewer = new Api(theirs);
    await reviewer.signIn(STAFF.reviewer.account, STAFF.reviewer.password);
    for (const step of ['claim', 'accept']) await reviewer.act(id, step);
    expect((await api.header(id)).deferrals.map(({ slot }) => slot)).toEqual(['financial_statement']);
    await Promise.all([mine.dispose(), theirs.dispose()]);
  } finally {
    await past.stop();
  }
  const now = await another({ folder: past.folder });
  try {
    const context = await requests.newContext({ baseURL: now.url });
    const api = new Api(context);
    await api.signIn(enterprise.account, PASSWORD);
    await expect.poll(async () => (await api.header(id)).status, { timeout: 90_000 }).toBe('terminated');
    await context.dispose();
    await open(page, `${now.url}/sign-in`);
    await sendSignIn(page, enterprise.account, PASSWORD);
    await page.getByRole('main').getByRole('button', { name: /许可证新申请/ }).click();
    const dialog = page.getByRole('dialog', { name: '许可证新申请：申请方式' });
    await expect(dialog).toContainText('两年内曾申请容缺受理但未按时提交容缺材料');
    await expect(dialog.getByRole('button', { name: '容缺申请' })).toHaveCount(0);
    await dialog.getByRole('button', { name: '一般性申请' }).click();
    await page.waitForURL(/\/application$/);
  } finally {
    await page.goto('about:blank'); // nothing is asked of a server that goes
    await now.stop();
    rmSync(past.folder, { recursive: true, force: true });
  }
});

test('自贸区：改革措施全文，取消关闭、确定进入，减免的条件和材料不再要求', async ({ page, otherBrowser }) => {
  test.slow();
  const enterprise = newEnterprise({ freeTradeZone: true });
  const api = new Api(page.request);
  await api.register(enterprise);
  await open(page, '/');
  await page.getByRole('main').getByRole('button', { name: /许可证新申请/ }).click();
  const dialog = page.getByRole('dialog', { name: '许可证新申请：申请方式' });
  for (const measure of ['全程网上办理', '取消许可条件中对“经营场所”面积的要求', '审批时限由20日压减至15日']) await expect(dialog).toContainText(measure);
  await dialog.getByRole('button', { name: '取消' }).click();
  await expect(dialog).toBeHidden();
  const id = await startFiling(page, '许可证新申请', '申请类别', { track: '自贸区申请' });
  await api.readyDraft(enterprise, id, DOCUMENTS.filter((key) => key !== 'business_licence'));
  await openTab(page, id, 'basics');
  await expect(page.getByRole('heading', { name: '企业法人营业执照', exact: true })).toHaveCount(0);
  await openTab(page, id, 'submission');
  await expect(page.getByRole('main')).not.toContainText('特种电工');
  await api.submit(id);
  const people = await office(otherBrowser);
  await grant(people, id);

  // A lost certificate: no notice of one's own, no committee, and the office publishes the loss.
  await open(page, '/');
  const reissue = await startFiling(page, '许可证补（换）证', '许可证补（换）证申请', { track: '确定' });
  await fill(page, '申请类别', '补证（遗失）');
  await expect(field(page, '遗失声明刊登媒体')).toHaveCount(0);
  await fill(page, '遗失日期', '2026-01-05');
  await fill(page, '情况说明', '搬迁途中遗失');
  await expectSaved(page);
  await api.submit(reissue);
  const reviewer = await otherBrowser();
  await signInAs(reviewer, STAFF.reviewer);
  await claim(reviewer, (await api.header(reissue)).number);
  await act(reviewer, '受理', { becomes: '已受理' });
  await act(reviewer, '开始审查', { becomes: '审查中' });
  await act(reviewer, '提交签批', { becomes: '待签批' });
  await people.head.act(reissue, 'grant');
  const anybody = await otherBrowser();
  await open(anybody, '/public/notices');
  await expect(anybody.getByRole('main')).toContainText((await api.licence()).number);
});

test('不符合条件的，说明哪一项不符合，一般性申请仍然可以', async ({ page, otherBrowser }) => {
  const { api, enterprise } = await licensed(page, otherBrowser);
  await open(page, '/');
  await page.getByRole('main').getByRole('button', { name: /登记事项变更/ }).click();
  const dialog = page.getByRole('dialog', { name: '登记事项变更：申请方式' });
  await expect(dialog).toContainText('企业不在自贸区试点范围内');
  await dialog.getByRole('button', { name: '取消' }).click();

  const reviewer = await otherBrowser();
  await signInAs(reviewer, STAFF.reviewer);
  await open(reviewer, '/credit');
  await reviewer.getByRole('button', { name: /登记/ }).first().click();
  const record = reviewer.getByRole('dialog', { name: '登记企业信用' });
  await fill(record, '企业名称（至少两个字）', enterprise.name);
  await record.getByRole('button', { name: '查询' }).click();
  await record.getByText(enterprise.name).first().click();
  await expect(record.getByRole('status')).toContainText(`已选择：${enterprise.name}`);
  await record.getByRole('radio', { name: '失信', exact: true }).check();
  await field(record, '原因').fill('拖欠工资被列入名单');
  await record.getByRole('button', { name: '登记', exact: true }).click();
  await expect(record).toBeHidden();

  await open(page, '/');
  await page.getByRole('main').getByRole('button', { name: /许可事项变更/ }).click();
  const scope = page.getByRole('dialog', { name: '许可事项变更：申请方式' });
  await expect(scope).toContainText('信用情况为“失信”（拖欠工资被列入名单）');
  await expect(scope.getByRole('button', { name: '容缺申请' })).toHaveCount(0);
  await scope.getByRole('button', { name: '一般性申请' }).click();
  await page.waitForURL(/\/application$/);
  await expect(api.start('registration_change', 'free_trade_zone')).rejects.toThrow('信用情况');
});

test('信用服务不可用时如实说明，一般性申请不受影响', async ({ page }) => {
  // It answers nobody: first with an error, then not at all.
  const broken = createServer((_, response) => response.writeHead(500).end()).listen(0, '127.0.0.1');
  await once(broken, 'listening');
  const { port } = broken.address() as AddressInfo;
  const server = await another({ settings: { CREDIT_URL: `http://127.0.0.1:${port}` } });
  try {
    const enterprise = newEnterprise();
    const api = new Api(await requests.newContext({ baseURL: server.url }));
    await api.register(enterprise);
    await open(page, `${server.url}/sign-in`);
    await sendSignIn(page, enterprise.account, PASSWORD);
    await page.getByRole('main').getByRole('button', { name: /许可证新申请/ }).click();
    const dialog = page.getByRole('dialog', { name: '许可证新申请：申请方式' });
    await expect(dialog).toContainText('暂时无法查询企业信用');
    await dialog.getByRole('button', { name: '一般性申请' }).click();
    await page.waitForURL(/\/application$/);
  } finally {
    await page.goto('about:blank'); // nothing is asked of a server that goes
    await server.stop();
    broken.close();
    rmSync(server.folder, { recursive: true, force: true });
  }
});
