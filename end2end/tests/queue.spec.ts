// 审核队列: narrowed, searched, given to others, by keyboard; and who works on how much.
import { Api } from './helpers/api';
import { find, lineOf, openQueue, signInAs, STAFF, status, timeline } from './helpers/office';
import { look, lookAt } from './helpers/look';
import { expectHeading, field, fill, messageOf, open } from './helpers/page';
import { newEnterprise, type Registration } from './helpers/people';
import { expect, test } from './helpers/test';
import type { APIRequestContext, Page } from '@playwright/test';

type Filed = { enterprise: Registration; api: Api; id: string; number: string };

async function submitted(request: APIRequestContext): Promise<Filed> {
  const enterprise = newEnterprise();
  const api = new Api(request);
  await api.register(enterprise);
  const { id } = await api.readyDraft(enterprise);
  await api.submit(id);
  return { enterprise, api, id, number: (await api.header(id)).number };
}

const filters = (page: Page) => page.getByRole('region', { name: '筛选' });
const shortcuts = (page: Page) => page.getByRole('dialog', { name: '快捷键' });

test('按单位名称、信用代码和编号查找，条件留在地址中，可以后退', async ({ request, page }) => {
  const { enterprise, number } = await submitted(request);
  await signInAs(page, STAFF.reviewer);
  await openQueue(page);
  for (const text of [enterprise.name.slice(0, -4), enterprise.creditCode, number]) {
    await find(page, text);
    await expect(lineOf(page, number)).toContainText(enterprise.name);
    await expect(lineOf(page, number)).toContainText('剩余 5 个工作日');
  }
  await find(page, '没有这样的企业');
  await expect(page.getByText('没有符合条件的申请')).toBeVisible();
  await page.goBack();
  await expect(field(filters(page), '查找')).toHaveValue(number);
  await expect(lineOf(page, number)).toBeVisible();
  await filters(page).getByRole('link', { name: '清除条件' }).click();
  await expect(page).toHaveURL(/\/queue$/);
});

test('按状态、时限、事项和办理人筛选，各项显示件数', async ({ request, page }) => {
  const { number, id } = await submitted(request);
  await signInAs(page, STAFF.reviewer);
  await openQueue(page, number);
  const states = page.getByRole('navigation', { name: '按办理状态筛选' });
  await expect(states.getByRole('link', { name: '在办 1' })).toHaveAttribute('aria-current', 'true');
  await expect(states.getByRole('link', { name: '已提交，待形审 1' })).toBeVisible();
  await expect(states.getByRole('link', { name: /审查中/ })).toHaveCount(0);
  await states.getByRole('link', { name: /已提交，待形审/ }).click();
  await expect(page).toHaveURL(/status=submitted/);
  await expect(lineOf(page, number)).toBeVisible();
  const dues = page.getByRole('navigation', { name: '按办理时限筛选' });
  await dues.getByRole('link', { name: '三日后到期 1' }).click();
  await expect(page).toHaveURL(/due=later/);
  await expect(lineOf(page, number)).toBeVisible();

  await fill(filters(page), '申请事项', '许可证新申请（1）');
  await fill(filters(page), '办理人', '无人领取（1）');
  await filters(page).getByRole('button', { name: '查询' }).click();
  await expect(page).toHaveURL(/assignee=nobody/);
  await expect(page).toHaveURL(/due=later/); // what the links chose stays
  await expect(lineOf(page, number)).toBeVisible();

  const api = new Api(page.request);
  for (const step of ['claim', 'accept']) await api.act(id, step);
  await api.act(id, 'terminate').catch(() => undefined); // not the office's step
  await open(page, `/queue?q=${number}&assignee=me`);
  await expect(lineOf(page, number)).toContainText('已受理');
  await states.getByRole('link', { name: /^已办结/ }).click();
  await expect(page.getByText('没有符合条件的申请')).toBeVisible();
});

test('办结的申请也能查到', async ({ request, page }) => {
  const { number, enterprise, id } = await submitted(request);
  await signInAs(page, STAFF.reviewer);
  const api = new Api(page.request);
  await api.act(id, 'claim');
  await api.act(id, 'decline', '材料不全，请补齐后重新申请。');
  await openQueue(page, enterprise.creditCode);
  await expect(lineOf(page, number)).toHaveCount(0);
  await page.getByRole('navigation', { name: '按办理状态筛选' }).getByRole('link', { name: '已办结 1' }).click();
  await expect(lineOf(page, number)).toContainText('不予受理');
});

test('转交他人时说明对方有多少在办，对方首先看到', async ({ request, page, otherBrowser }) => {
  const { number, id, api: enterprise } = await submitted(request);
  await signInAs(page, STAFF.reviewer);
  await new Api(page.request).act(id, 'claim');
  await openQueue(page, number);
  await page.getByRole('button', { name: `转交 ${number}` }).click();
  const dialog = page.getByRole('dialog', { name: '转交申请' });
  await dialog.getByRole('button', { name: '转交', exact: true }).click();
  await expect(messageOf(dialog, '接手的审核人员')).toHaveText('请选择接手的审核人员');
  const choice = field(dialog, '接手的审核人员');
  await expect(choice.getByRole('option', { name: new RegExp(`^${STAFF.otherReviewer.name}（在办 \\d+ 件）$`) })).toHaveCount(1);
  await expect(choice.getByRole('option', { name: new RegExp(STAFF.reviewer.name) })).toHaveCount(0);
  const label = await choice.getByRole('option', { name: new RegExp(STAFF.otherReviewer.name) }).textContent();
  await choice.selectOption({ label: label! });
  await field(dialog, '说明').fill('本周休假，请接手。');
  await look(page, 'queue-hand-over');
  await dialog.getByRole('button', { name: '转交', exact: true }).click();
  await expect(page.getByText(`${number} 已交由${STAFF.otherReviewer.name}办理。`)).toBeVisible();
  await expect(lineOf(page, number)).toContainText(STAFF.otherReviewer.name);
  await expect(page.getByRole('button', { name: `转交 ${number}` })).toHaveCount(0);

  const other = await otherBrowser();
  await signInAs(other, STAFF.otherReviewer);
  await open(other, `/filings/${id}`);
  await expect(timeline(other).filter({ hasText: '转交' })).toContainText('本周休假，请接手。');
  await other.getByRole('button', { name: '转交', exact: true }).click();
  await expect(other.getByRole('dialog', { name: '转交申请' })).toBeVisible();
  await other.keyboard.press('Escape');
  expect((await enterprise.header(id)).assignee).toBeNull(); // the office answers for its staff
});

test('负责人看到各人的工作量，并改派待领取的申请', async ({ request, page, otherBrowser }) => {
  const { number, id } = await submitted(request);
  await signInAs(page, STAFF.head);
  await openQueue(page);
  await page.getByRole('link', { name: '工作量' }).click();
  await expectHeading(page, '工作量');
  const line = page.getByRole('row').filter({ hasText: STAFF.otherReviewer.name });
  await expect(line).toBeVisible();
  await look(page, 'workload');

  await openQueue(page, number);
  await page.getByRole('button', { name: `改派 ${number}` }).click();
  const dialog = page.getByRole('dialog', { name: '改派申请' });
  const choice = field(dialog, '接手的审核人员');
  const label = await choice.getByRole('option', { name: new RegExp(STAFF.otherReviewer.name) }).textContent();
  await choice.selectOption({ label: label! });
  await dialog.getByRole('button', { name: '改派', exact: true }).click();
  await expect(lineOf(page, number)).toContainText(STAFF.otherReviewer.name);

  const other = await otherBrowser();
  await signInAs(other, STAFF.otherReviewer);
  await openQueue(other);
  const top = other.getByRole('region', { name: '交我办理、待领取', exact: true });
  await expect(top).toContainText(number);
  await look(other, 'queue-returned');
  await top.getByRole('button', { name: `领取 ${number}` }).click();
  await expect(top.getByText(number)).toHaveCount(0);
  await open(other, `/filings/${id}`);
  await expect(status(other)).toHaveText('形审中');
});

test('审核人员不能看工作量', async ({ page, complaints }) => {
  complaints.expectStatus(403);
  await signInAs(page, STAFF.reviewer);
  await page.goto('/queue/workload');
  await expectHeading(page, '没有权限');
  await openQueue(page);
  await expect(page.getByRole('link', { name: '工作量' })).toHaveCount(0);
});

test('用键盘在列表中移动、打开、领取；打字时不起作用，可以关闭', async ({ request, page }) => {
  const { number, enterprise } = await submitted(request);
  await signInAs(page, STAFF.reviewer);
  await openQueue(page, number);
  await page.keyboard.press('j');
  await expect(page.getByRole('link', { name: `查看 ${number}` })).toBeFocused();
  await page.keyboard.press('c');
  await expect(lineOf(page, number)).toContainText('形审中');

  await page.keyboard.press('/');
  const search = field(filters(page), '查找');
  await expect(search).toBeFocused();
  await search.fill('');
  await page.keyboard.type('jock?');
  await expect(search).toHaveValue('jock?');
  await expect(shortcuts(page)).toBeHidden();

  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('?');
  await expect(shortcuts(page)).toContainText('领取所在的申请');
  await look(page, 'queue-shortcuts');
  await field(shortcuts(page), '启用快捷键（在本浏览器中）').uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.keyboard.press('j');
  await expect(shortcuts(page)).toBeHidden();
  await expect(page.getByRole('link', { name: `查看 ${number}` })).not.toBeFocused();

  await openQueue(page, enterprise.creditCode);
  await page.keyboard.press('j');
  await expect(page.getByRole('link', { name: `查看 ${number}` })).not.toBeFocused(); // still off on the next page
  await page.getByRole('button', { name: '快捷键' }).click();
  await field(shortcuts(page), '启用快捷键（在本浏览器中）').check();
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await page.keyboard.press('o');
  await expectHeading(page, new RegExp(number));
  await page.keyboard.press('g');
  await page.keyboard.press('q');
  await expectHeading(page, '审核队列');
});

test('队列的页面', { tag: '@phone' }, async ({ request, page }) => {
  const { number } = await submitted(request);
  await signInAs(page, STAFF.head);
  await lookAt(page, 'queue-head', '/queue');
  await lookAt(page, 'queue-found', `/queue?q=${number}`);
  await lookAt(page, 'queue-ended', '/queue?status=ended');
  await lookAt(page, 'workload', '/queue/workload');
});

test('未启用 JavaScript 时也能筛选', async ({ request, browser, page }) => {
  const { number } = await submitted(request);
  await signInAs(page, STAFF.reviewer);
  const context = await browser.newContext({ javaScriptEnabled: false, storageState: await page.context().storageState() });
  const plain = await context.newPage();
  await plain.goto(new URL('/queue', page.url()).href);
  await plain.getByLabel('查找').fill(number);
  await plain.getByRole('button', { name: '查询' }).click();
  await expect(lineOf(plain, number)).toBeVisible();
  await context.close();
});
