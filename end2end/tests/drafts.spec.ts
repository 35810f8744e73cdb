import { Api, electrician, lead } from './helpers/api';
import { begun } from './helpers/draft';
import {
  addElectrician,
  check,
  chooseAuthority,
  closeDialog,
  electricianFields,
  expectSaved,
  expectTotals,
  fillLead,
  goTo,
  openTab,
  reload,
  rows,
  saveState,
  startRow,
} from './helpers/enterprise';
import { field, fill, fillAll, messageOf, named, open } from './helpers/page';
import { newEnterprise, PASSWORD } from './helpers/people';
import { expect, test } from './helpers/test';

const SAVE_SECTION = '**/api/filings/save_section';
const SAVE_ROW = '**/api/filings/save_row';
test('停止输入片刻后自动保存并显示时刻，刷新后内容仍在', async ({ page }) => {
  const { id } = await begun(page);
  const typed = lead();
  await openTab(page, id, 'technical_lead');
  await fillLead(page, typed);
  await expectSaved(page);
  await reload(page);
  await expect(field(page, '姓名')).toHaveValue(typed.name);
  await expect(field(page, '职称')).toHaveValue('senior');
  await expect(page.getByRole('region', { name: '工作经历' })).toContainText(typed.work[0].employer);
  await expectSaved(page);
});

test('切换页签、后退、回到首页都不丢失刚输入的内容', async ({ page }) => {
  const { id } = await begun(page);
  await openTab(page, id, 'technical_lead');
  await field(page, '姓名').fill('张未保存');
  await goTo(page, '安全负责人');
  await field(page, '姓名').fill('李未保存');
  await page.goBack();
  await expect(field(page, '姓名')).toHaveValue('张未保存');
  await field(page, '职务').fill('总工程师');
  await page.getByRole('link', { name: '首页' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: '首页' })).toBeVisible();
  await open(page, `/filings/${id}/technical_lead`);
  await expect(field(page, '职务')).toHaveValue('总工程师');
  await goTo(page, '安全负责人');
  await expect(field(page, '姓名')).toHaveValue('李未保存');
});

test('刚输入就刷新，内容从本机恢复并保存', async ({ page, otherBrowser }) => {
  const { id, enterprise } = await begun(page);
  await openTab(page, id, 'basics');
  await page.route(SAVE_SECTION, () => {}); // the save never arrives
  await field(page, '总资产').fill('1234.5');
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await reload(page);
  await expect(field(page, '总资产')).toHaveValue('1234.5');
  await expectSaved(page);

  const elsewhere = await otherBrowser();
  await new Api(elsewhere.request).signIn(enterprise.account, PASSWORD);
  await open(elsewhere, `/filings/${id}/basics`);
  await expect(field(elsewhere, '总资产')).toHaveValue('1234.5');
});

test('保存失败时说明原因、内容保留在本机，并自动重试', async ({ page, otherBrowser, complaints }) => {
  complaints.expectOffline();
  const { id, enterprise } = await begun(page);
  await openTab(page, id, 'basics');
  await page.route(SAVE_SECTION, (route) => route.abort('connectionfailed'));
  await field(page, '总资产').fill('800');
  await expect(saveState(page)).toHaveText('保存失败，已保留在本机，将自动重试');
  await reload(page);
  await expect(field(page, '总资产')).toHaveValue('800');
  await expect(saveState(page)).toHaveText('保存失败，已保留在本机，将自动重试');

  await page.unroute(SAVE_SECTION);
  await expectSaved(page);
  const elsewhere = await otherBrowser();
  await new Api(elsewhere.request).signIn(enterprise.account, PASSWORD);
  await open(elsewhere, `/filings/${id}/basics`);
  await expect(field(elsewhere, '总资产')).toHaveValue('800');
});

test('服务器暂时不可用时同样保留并重试', async ({ page, complaints }) => {
  complaints.expectStatus(503);
  const { id } = await begun(page);
  await openTab(page, id, 'basics');
  let refusals = 0;
  await page.route(SAVE_SECTION, (route) => {
    refusals += 1;
    return refusals > 1 ? route.continue() : route.fulfill({ status: 503, contentType: 'text/html', body: '<h1>Bad gateway</h1>' });
  });
  await field(page, '净资产').fill('300');
  await expect(saveState(page)).toHaveText('保存失败，已保留在本机，将自动重试');
  await expectSaved(page);
  await reload(page);
  await expect(field(page, '净资产')).toHaveValue('300');
});

test('保存途中继续输入的内容随后保存', async ({ page }) => {
  const { id } = await begun(page);
  await openTab(page, id, 'technical_lead');
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  const reached = page.waitForRequest(SAVE_SECTION);
  await page.route(SAVE_SECTION, async (route) => {
    await held;
    await route.continue();
  });
  await field(page, '姓名').fill('王一');
  await reached;
  await field(page, '职务').fill('总经理');
  release();
  await expectSaved(page);
  await reload(page);
  await expect(field(page, '姓名')).toHaveValue('王一');
  await expect(field(page, '职务')).toHaveValue('总经理');
});

for (const choice of ['保留我的', '采用已保存的'] as const) {
  test(`两个窗口填同一页，后保存者看到两份内容：${choice}`, async ({ page, context, complaints }) => {
    complaints.expectStatus(409);
    const { id } = await begun(page);
    const other = await context.newPage();
    await openTab(page, id, 'technical_lead');
    await openTab(other, id, 'technical_lead');
    await fillAll(page, { 姓名: '甲窗口', 职务: '总工' });
    await expectSaved(page);

    await field(other, '姓名').fill('乙窗口');
    const dialog = other.getByRole('dialog', { name: '“技术负责人”已在别处修改' });
    await expect(dialog.getByRole('row', { name: /姓名/ })).toContainText('乙窗口');
    await expect(dialog.getByRole('row', { name: /姓名/ })).toContainText('甲窗口');
    await expect(dialog.getByRole('row', { name: /职务/ })).toContainText('总工');
    await dialog.getByRole('button', { name: choice }).click();
    await expect(dialog).toBeHidden();

    const [name, post] = choice === '保留我的' ? ['乙窗口', ''] : ['甲窗口', '总工'];
    await expect(field(other, '姓名')).toHaveValue(name);
    await expect(field(other, '职务')).toHaveValue(post);
    await field(other, '职称专业').fill('继电保护');
    await expectSaved(other);
    await reload(other);
    await expect(field(other, '姓名')).toHaveValue(name);
    await expect(field(other, '职务')).toHaveValue(post);
    await expect(field(other, '职称专业')).toHaveValue('继电保护');
  });
}

test('两个窗口修改同一名电工，后保存者看到两份内容', async ({ page, context, complaints }) => {
  complaints.expectStatus(409);
  const { api, id } = await begun(page);
  const person = electrician();
  await api.addRow(id, 'electricians', person);
  const other = await context.newPage();
  for (const window of [page, other]) {
    await openTab(window, id, 'electricians');
    await window.getByRole('button', { name: named('修改', person.name) }).click();
    await expect(field(window.getByRole('dialog', { name: '修改电工' }), '姓名')).toHaveValue(person.name);
  }
  await fill(page.getByRole('dialog'), '电工类别', '电力电缆');
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await expectTotals(page, { 合计: 1, 电力电缆: 1, 高压电工: 0 });

  const dialog = other.getByRole('dialog', { name: '修改电工' });
  await fill(dialog, '姓名', '改名者');
  await dialog.getByRole('button', { name: '保存' }).click();
  const conflict = dialog.getByRole('alert');
  await expect(conflict.getByRole('row', { name: /电工类别/ })).toContainText('电力电缆');
  await expect(conflict.getByRole('row', { name: /姓名/ })).toContainText('改名者');
  await conflict.getByRole('button', { name: '采用已保存的' }).click();
  await expect(dialog).toBeHidden();
  await expectTotals(other, { 合计: 1, 电力电缆: 1 });
  await expect(rows(other)).toContainText(person.name);
});

test('填写途中登录失效，就地重新登录后继续保存', async ({ page, complaints }) => {
  complaints.expectStatus(401, 422);
  const { id, enterprise } = await begun(page);
  await openTab(page, id, 'technical_lead');
  await field(page, '姓名').fill('赵先');
  await expectSaved(page);
  await page.context().clearCookies();

  await field(page, '职务').fill('总工程师');
  const dialog = page.getByRole('dialog', { name: '请重新登录' });
  await expect(field(dialog, '用户名')).toHaveValue(enterprise.account);
  await field(dialog, '密码').fill('not the password');
  await dialog.getByRole('button', { name: '登录' }).click();
  await expect(messageOf(dialog, '密码')).toHaveText('用户名或密码不正确');
  await field(dialog, '密码').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expectSaved(page);
  await expect(field(page, '职务')).toHaveValue('总工程师');
  await reload(page);
  await expect(field(page, '职务')).toHaveValue('总工程师');
});

test('新增电工时登录失效，登录后该条记录随即保存', async ({ page, complaints }) => {
  complaints.expectStatus(401);
  const { id } = await begun(page);
  const person = electrician();
  await openTab(page, id, 'electricians');
  await chooseAuthority(page);
  const dialog = await startRow(page, '电工');
  await fillAll(dialog, electricianFields(person));
  await page.context().clearCookies();
  await dialog.getByRole('button', { name: '保存并新增下一条' }).click();

  const signIn = page.getByRole('dialog', { name: '请重新登录' });
  await field(signIn, '密码').fill(PASSWORD);
  await signIn.getByRole('button', { name: '登录' }).click();
  await expect(signIn).toBeHidden();
  await expect(dialog.getByRole('status')).toHaveText(`已保存：${person.name}`);
  await closeDialog(dialog);
  await expectTotals(page, { 合计: 1 });
});

test('新增到一半刷新页面，对话框和内容都在', async ({ page }) => {
  const { id } = await begun(page);
  await openTab(page, id, 'technicians');
  const dialog = await startRow(page, '技术人员');
  await fillAll(dialog, { 姓名: '半途', 职称: '高级', 职称专业: '电气' });
  await reload(page);
  await expect(dialog.getByRole('status')).toHaveText('已恢复上次未保存的内容');
  await expect(field(dialog, '姓名')).toHaveValue('半途');
  await expect(field(dialog, '职称')).toHaveValue('senior');
  await closeDialog(dialog);
  await reload(page);
  await expect(dialog).toBeHidden();
});

test('保存一条记录的答复丢失后重试，不会重复添加', async ({ page, complaints }) => {
  complaints.expectOffline();
  const { id } = await begun(page);
  const person = electrician();
  await openTab(page, id, 'electricians');
  await chooseAuthority(page);
  const dialog = await startRow(page, '电工');
  await fillAll(dialog, electricianFields(person));
  await page.route(SAVE_ROW, async (route) => {
    await route.fetch(); // the server saves it
    await route.abort('connectionreset');
  });
  await dialog.getByRole('button', { name: '保存并新增下一条' }).click();
  await expect(dialog.getByRole('alert')).toContainText('网络连接失败');
  await expect(field(dialog, '姓名')).toHaveValue(person.name);
  await page.unroute(SAVE_ROW);
  await dialog.getByRole('button', { name: '保存并新增下一条' }).click();
  await expect(dialog.getByRole('status')).toHaveText(`已保存：${person.name}`);
  await closeDialog(dialog);
  await reload(page);
  await expectTotals(page, { 合计: 1 });
  await expect(rows(page)).toHaveCount(1);
});

test('名单尚未载入完时新增的人不会消失', async ({ page }) => {
  const { api, id } = await begun(page);
  await api.addRow(id, 'electricians', electrician('cable'));
  const person = electrician();
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/api/filings/rows', async (route) => {
    const response = await route.fetch(); // as the list is now
    await held;
    await route.fulfill({ response });
  });
  await open(page, `/filings/${id}/electricians`);
  await chooseAuthority(page);
  const dialog = await startRow(page, '电工');
  await addElectrician(dialog, person);
  await closeDialog(dialog);
  const late = page.waitForResponse('**/api/filings/rows');
  release();
  await late;
  await expect(check(page).locator('.check-summary')).toBeVisible();
  await expectTotals(page, { 合计: 2, 高压电工: 1, 电力电缆: 1 });
  await expect(rows(page)).toHaveCount(2);
});

test('重复提交只提交一次', async ({ page, complaints }) => {
  complaints.expectOffline();
  const enterprise = newEnterprise();
  const api = new Api(page.request);
  await api.register(enterprise);
  const { id } = await api.readyDraft(enterprise);
  await openTab(page, id, 'submission');
  await page.route('**/api/filings/submit', async (route) => {
    await route.fetch(); // the server submits it
    await route.abort('connectionreset');
  });
  const question = page.getByRole('dialog', { name: '确认提交' });
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await question.getByRole('button', { name: '确认提交' }).click();
  await expect(page.getByRole('alert')).toContainText('网络连接失败');
  await page.unroute('**/api/filings/submit');
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await question.getByRole('button', { name: '确认提交' }).click();
  await expect(page.getByRole('status').filter({ hasText: '回执：申请已提交' })).toBeVisible();
  await open(page, `/filings/${id}`);
  await expect(page.locator('.timeline strong').filter({ hasText: /^提交$/ })).toHaveCount(1);
});

test('名单较长时先显示一屏，滚动时显示其余，合计始终完整', async ({ page }) => {
  const { api, id } = await begun(page);
  for (let n = 0; n < 120; n += 1) await api.addRow(id, 'electricians', electrician(n < 70 ? 'high_voltage' : 'low_voltage'));
  await openTab(page, id, 'electricians');
  await expectTotals(page, { 合计: 120, 高压电工: 70, 低压电工: 50 });
  expect(await rows(page).count()).toBeLessThan(120);
  await expect(async () => {
    await rows(page).last().scrollIntoViewIfNeeded();
    await page.mouse.wheel(0, 2000);
    await expect(rows(page)).toHaveCount(120, { timeout: 200 });
  }).toPass();
});

test('页面脚本尚未就绪时输入的内容不会丢失', async ({ page }) => {
  const { id } = await begun(page);
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/*.wasm', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`/filings/${id}/technical_lead`, { waitUntil: 'commit' });
  await field(page, '姓名').fill('早到的字');
  await fill(page, '职称', '高级');
  expect(await page.locator('body[data-hydrated]').count()).toBe(0);
  release();
  await expectSaved(page);
  await expect(field(page, '姓名')).toHaveValue('早到的字');
  await reload(page);
  await expect(field(page, '姓名')).toHaveValue('早到的字');
  await expect(field(page, '职称')).toHaveValue('senior');
});
