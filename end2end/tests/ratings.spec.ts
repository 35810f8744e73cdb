// 好差评: from the decision to the to-do, by QR codes from a phone, and what the office does about bad ratings.
import type { Locator, Page } from '@playwright/test';
import { rmSync } from 'node:fs';
import { another } from '../server';
import { sendSignIn } from './helpers/accounts';
import { Api } from './helpers/api';
import { licensed } from './helpers/licensed';
import { look } from './helpers/look';
import { signInAs, STAFF } from './helpers/office';
import { expectHeading, field, fill, fillAll, messageOf, open } from './helpers/page';
import { mobile, unique } from './helpers/people';
import { scan } from './helpers/qr';
import { expect, test } from './helpers/test';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

const toDos = (page: Page) => page.getByRole('region', { name: '待办' });

/** Chooses a face by its words. */
async function choose(page: Page, grade: string): Promise<void> {
  await page.getByRole('radio', { name: grade, exact: true }).check();
}

/** Makes a code for a service point today, and opens its page; where the code is. */
async function makeVisitCode(page: Page, point: string): Promise<Locator> {
  await open(page, '/ratings');
  await page.getByRole('navigation', { name: '好差评' }).getByRole('link', { name: '一次一评' }).click();
  await page.waitForURL(/\/visits$/);
  await open(page, page.url()); // its day is then the server's, which may live in another time
  await fill(page, '服务地点', point);
  await page.getByRole('button', { name: '生成' }).click();
  await expect(page.getByRole('status').filter({ hasText: '已生成' })).toBeVisible();
  await page.getByRole('row').filter({ hasText: point }).getByRole('link', { name: /^二维码/ }).click();
  const code = page.getByRole('img', { name: '评价页面的二维码' });
  await expect(code).toBeVisible();
  return code;
}

test('一事一评：办结后待办出现，评价保存即回首页，每个事项只能评价一次', async ({ page, otherBrowser }) => {
  test.slow();
  const { draft, enterprise, api } = await licensed(page, otherBrowser);
  const { number } = await api.header(draft.id);
  await page.setViewportSize({ width: 1280, height: 900 });
  await open(page, '/');
  await toDos(page).getByRole('link', { name: `好差评：请评价许可证新申请（${number}）的办理` }).click();
  await expectHeading(page, '好差评');
  await expect(field(page, '手机')).toHaveValue(enterprise.mobile);
  await expect(field(page, '姓名')).toHaveValue(enterprise.contact);

  // What is missing is said beside the field.
  await field(page, '手机').fill('1380013');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText('请选择满意程度')).toBeVisible();
  await expect(messageOf(page, '手机')).toContainText('手机号码');
  await fill(page, '手机', enterprise.mobile);

  // The reasons follow the grade; by keyboard as well.
  await page.getByRole('radio', { name: '非常满意' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('checkbox', { name: '办事效率高' }).check();
  await page.getByRole('radio', { name: '非常满意' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: '满意', exact: true })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: '办事效率高' })).toBeChecked();
  await choose(page, '不满意');
  await expect(page.getByRole('checkbox', { name: /办事效率低/ })).not.toBeChecked();
  await choose(page, '满意');
  await page.getByRole('checkbox', { name: '系统好用，操作简单' }).check();
  await fill(page, '意见建议', '全程网上办理，很方便。');
  await look(page, 'rating-of-a-matter');
  await page.getByRole('button', { name: '保存' }).click();
  await expectHeading(page, '首页');
  await expect(page.getByText('评价已保存，感谢您的评价')).toBeVisible();
  await expect(toDos(page).getByRole('link', { name: /好差评/ })).toHaveCount(0);

  await open(page, `/ratings/new/${draft.id}`);
  await expect(page.getByRole('main')).toContainText('该事项已经评价过，每个事项只能评价一次');
  await page.getByRole('link', { name: '查看评价和处理情况' }).click();
  await expectHeading(page, '感谢您的评价');
  await expect(page.getByRole('main')).toContainText('系统好用，操作简单');
  await expect(page.getByRole('main')).not.toContainText(enterprise.mobile);
});

test('扫码一次一评：手机扫描屏幕上的二维码即可评价，差评办结后评价人看到答复', async ({ page, otherBrowser, complaints }) => {
  complaints.expectStatus(422); // the same mobile twice
  test.slow();
  await page.setViewportSize({ width: 1280, height: 900 });
  await signInAs(page, STAFF.reviewer);
  const point = `浦东大厅${unique()}窗口`;
  const code = await makeVisitCode(page, point);
  await look(page, 'rating-code');
  const link = await scan(code);
  await expect(page.getByRole('link', { name: link })).toBeVisible();

  // Somebody who has no account, on a phone.
  const phone = await otherBrowser(PHONE);
  await open(phone, link);
  await expectHeading(phone, '好差评');
  await expect(phone.getByRole('main')).toContainText(point);
  await look(phone, 'rating-phone');
  await choose(phone, '非常不满意');
  await phone.getByRole('checkbox', { name: '服务态度差' }).check();
  const rater = mobile();
  await fillAll(phone, { 意见建议: '窗口无人，等了两个小时。', 姓名: '王女士', 手机: rater });
  await look(phone, 'rating-phone-filled');
  await phone.getByRole('button', { name: '提交' }).click();
  await expectHeading(phone, '感谢您的评价');
  await expect(phone.getByRole('main')).toContainText('最迟于');
  await look(phone, 'rating-thanks');
  const receipt = phone.url();

  // The same mobile again, and another one.
  await open(phone, link);
  await choose(phone, '满意');
  await fill(phone, '手机', rater);
  await phone.getByRole('button', { name: '提交' }).click();
  await expect(messageOf(phone, '手机')).toContainText(/同一手机号5天内只能评价一次，该手机号可自\d+年\d+月\d+日起再次评价/);
  await fill(phone, '手机', mobile());
  await phone.getByRole('button', { name: '提交' }).click();
  await expectHeading(phone, '感谢您的评价');

  // The office: to-do, case, step by step.
  await open(page, '/');
  await toDos(page).getByRole('link', { name: /件差评待处理/ }).click();
  await expectHeading(page, '好差评');
  await look(page, 'rating-cases');
  await page.getByRole('row').filter({ hasText: point }).getByRole('link', { name: /^处理/ }).click();
  await expect(page.getByRole('main')).toContainText('窗口无人，等了两个小时。');
  await expect(page.getByRole('main')).not.toContainText(rater);
  await page.getByRole('button', { name: '显示完整号码' }).click();
  await expect(page.getByRole('main')).toContainText(rater);
  const step = async (label: string, note: string, button: string) => {
    await fill(page, label, note);
    await page.getByRole('button', { name: button, exact: true }).click();
    await expect(page.getByRole('heading', { name: `下一步：${button}` })).toHaveCount(0);
  };
  await page.getByRole('button', { name: '联系评价人' }).click();
  await expect(messageOf(page, '联系情况（何时、以何种方式联系，评价人怎么说）')).toHaveText('请填写');
  await step('联系情况（何时、以何种方式联系，评价人怎么说）', '已致电道歉', '联系评价人');
  await step('核实结果', '当日窗口人员请假，情况属实', '核实情况');
  await look(page, 'rating-case');
  await step('整改措施和结果', '已安排替岗', '落实整改');
  await step('答复内容（评价人可以看到）', '对不起，已安排窗口替岗人员。', '答复评价人');
  await phone.goto(receipt);
  await expect(phone.getByRole('main')).toContainText('对不起，已安排窗口替岗人员。');
  await expect(phone.getByRole('main')).not.toContainText('当日窗口人员请假');
  await page.getByRole('button', { name: '办结', exact: true }).click();
  await expect(page.locator('.page-head .status')).toHaveText('已办结');
  await phone.reload();
  await expect(phone.getByRole('main')).toContainText('已办结');
  await look(phone, 'rating-answered');

  // Withdrawn: the printed card leads to a word about that.
  await page.goBack();
  await open(page, '/ratings/visits');
  await look(page, 'rating-visits');
  await page.getByRole('row').filter({ hasText: point }).getByRole('link', { name: /^二维码/ }).click();
  await page.getByRole('button', { name: '撤回' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '撤回' }).click();
  await expect(page.getByRole('status').filter({ hasText: '二维码已撤回' })).toBeVisible();
  await open(phone, link);
  await expect(phone.getByRole('main')).toContainText('该二维码已被撤回');

  await open(page, '/ratings/figures');
  await expect(page.getByRole('main')).toContainText('满意率');
  await look(page, 'rating-figures');
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page, '/ratings/figures');
  await look(page, 'rating-figures');
});

test('扫码一事一评：工作人员为已办结事项生成二维码，他人扫码评价后不能再评', async ({ page, otherBrowser }) => {
  test.slow();
  const { draft, api } = await licensed(page, otherBrowser);
  const { number } = await api.header(draft.id);
  const head = await otherBrowser({ viewport: { width: 1280, height: 900 } });
  await signInAs(head, STAFF.head);
  await head.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '好差评' }).click();
  await expectHeading(head, '好差评');
  await fill(head, '申请编号或企业名称', number);
  await head.getByRole('button', { name: '查询' }).click();
  await expect(head.getByText('共 1 件')).toBeVisible();
  const row = head.getByRole('row').filter({ hasText: number });
  await row.getByRole('button', { name: /^生成/ }).click();
  await expect(row.getByRole('link', { name: /^二维码/ })).toBeVisible();
  await look(head, 'rating-matters');
  await row.getByRole('link', { name: /^二维码/ }).click();
  const link = await scan(head.getByRole('img', { name: '评价页面的二维码' }));

  const phone = await otherBrowser(PHONE);
  await open(phone, link);
  await expect(phone.getByRole('main')).toContainText(`许可证新申请（${number}）`);
  await choose(phone, '基本满意');
  await phone.getByRole('checkbox', { name: '办事手续稍多' }).check();
  await fill(phone, '手机', mobile());
  await phone.getByRole('button', { name: '提交' }).click();
  await expectHeading(phone, '感谢您的评价');
  await open(phone, link);
  await expect(phone.getByRole('main')).toContainText('该事项已经评价过');
  await open(page, '/');
  await expect(toDos(page).getByRole('link', { name: /好差评/ })).toHaveCount(0);

  // A link that was guessed leads nowhere.
  const guess = link.slice(0, -1) + (link.endsWith('0') ? '1' : '0');
  const answer = await phone.request.get(guess);
  expect(answer.status()).toBe(404);
});

test('同一手机号五天内只能评价一次，五天后可以再评', async ({ page, otherBrowser, complaints }) => {
  complaints.expectStatus(422); // the second time
  test.setTimeout(180_000);
  // Servers that live five days ago, four days and a little ago, and now, on the same data.
  const rater = mobile();
  const rateAt = async (time: string, folder: string, demo: boolean, then: (phone: Page) => Promise<void>) => {
    const server = await another({ time, folder, demo });
    try {
      const staff = await otherBrowser({ baseURL: server.url });
      await open(staff, '/sign-in');
      await sendSignIn(staff, STAFF.reviewer.account, STAFF.reviewer.password);
      await expectHeading(staff, '首页');
      const link = await scan(await makeVisitCode(staff, `大厅${unique()}`));
      const phone = await otherBrowser(PHONE);
      await open(phone, link);
      await choose(phone, '满意');
      await fill(phone, '手机', rater);
      await phone.getByRole('button', { name: '提交' }).click();
      await then(phone);
      for (const seen of [staff, phone]) await seen.close(); // nothing is asked of a server that goes
    } finally {
      await server.stop();
    }
    return server.folder;
  };
  const thanked = (phone: Page) => expectHeading(phone, '感谢您的评价');
  const folder = await rateAt('-5d', '', true, thanked);
  try {
    await rateAt('-1d', folder, false, async (phone) => {
      await expect(messageOf(phone, '手机')).toContainText('同一手机号5天内只能评价一次');
    });
    await rateAt('', folder, false, thanked);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  await page.close();
});

test.describe('不启用脚本', () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });

  test('扫码后不启用脚本也能评价，有误时保留所选', async ({ page, playwright, baseURL }) => {
    const request = await playwright.request.newContext({ baseURL });
    const staff = new Api(request);
    await staff.signIn(STAFF.reviewer.account, STAFF.reviewer.password);
    const call = async (name: string, data: object) => (await request.post(`/api/ratings/${name}`, { data })).json();
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const id = await call('make_visit_code', { service_point: `无脚本${unique()}`, day: today });
    const { link } = await call('code', { id });
    await page.goto(link);
    await page.getByRole('radio', { name: '不满意', exact: true }).check();
    await page.getByRole('checkbox', { name: '服务态度' }).check();
    await fillAll(page, { 意见建议: '排队太久', 手机: '123' });
    await page.getByRole('button', { name: '提交' }).click();
    await expect(messageOf(page, '手机')).toContainText('手机号码');
    await expect(page.getByRole('radio', { name: '不满意', exact: true })).toBeChecked();
    await expect(field(page, '意见建议')).toHaveValue('排队太久');
    await expect(page.getByRole('checkbox', { name: '服务态度差' })).toBeChecked();
    await fill(page, '手机', mobile());
    await page.getByRole('button', { name: '提交' }).click();
    await expectHeading(page, '感谢您的评价');
    await expect(page.getByRole('main')).toContainText('服务态度差');
    await request.dispose();
  });
});
