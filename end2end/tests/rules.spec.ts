// 许可条件规则 and 节假日安排: what an administrator keeps, and what the staff may read.
import { Api } from './helpers/api';
import { signInAs, STAFF } from './helpers/office';
import { field, fill, fillAll, open } from './helpers/page';
import { daysAgo, newEnterprise } from './helpers/people';
import { expect, test } from './helpers/test';

test('管理员调整一个数值：先预览对在办申请的影响，再保存', async ({ page, request, otherBrowser }) => {
  const enterprise = newEnterprise();
  const owner = new Api(request);
  await owner.register(enterprise);
  const { id } = await owner.readyDraft(enterprise);
  const { number } = await owner.header(id);

  await new Api(page.request).signIn('administrator', STAFF.head.password);
  await open(page, '/administration/rules');
  await expect(page.getByRole('main')).toContainText('来源未核实');
  await page.getByRole('main').getByRole('button', { name: /调整数值/ }).first().click();
  const dialog = page.getByRole('dialog', { name: '调整数值' });
  await fillAll(dialog, { 条件: '电力相关专业技能人员', 类别: '承装', 等级: '五级', 新的数值: '6', 起始日期: daysAgo(0), 原因: '试点提高要求' });
  await dialog.getByRole('button', { name: '预览影响' }).click();
  await expect(dialog).toContainText(/最早.*明天|明天/);
  await fill(dialog, '起始日期', daysAgo(-400));
  await dialog.getByRole('button', { name: '预览影响' }).click();
  const impacts = dialog.getByRole('region', { name: '对在办申请的影响' });
  await expect(impacts).toContainText(number);
  await expect(impacts).toContainText(/技能人员.*5人.*不少于6人/);
  await dialog.getByRole('button', { name: '保存', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('region', { name: '选用与调整记录' }).first()).toContainText('试点提高要求');

  const reviewer = await otherBrowser();
  await signInAs(reviewer, STAFF.reviewer);
  await open(reviewer, '/administration/rules');
  await expect(reviewer.getByRole('main')).toContainText('试点提高要求');
  await expect(reviewer.getByRole('button', { name: /调整数值|选用/ })).toHaveCount(0);
});

test('管理员粘贴下一年的节假日安排，看不懂的行当即说明', async ({ page }) => {
  const year = Number(daysAgo(0).slice(0, 4)) + 1;
  await new Api(page.request).signIn('administrator', STAFF.head.password);
  await open(page, '/administration/calendar');
  await fillAll(page, { 年份: String(year), 来源: '国务院办公厅通知（测试）' });
  await field(page, '放假和调休安排').fill(`${year}-01-01 休\n元旦放假`);
  await page.getByRole('button', { name: '新增年份' }).click();
  await expect(page.getByRole('main')).toContainText('第2行“元旦放假”');
  await field(page, '放假和调休安排').fill(`${year}-01-01 休\n${year}-02-05 至 ${year}-02-12 休\n${year}-01-30 班`);
  await expect(page.getByRole('main')).toContainText(`${year}年：放假 9 天，调休上班 1 天`);
  await page.getByRole('button', { name: '新增年份' }).click();
  await expect(page.getByRole('region', { name: '已有年份列表' }).getByRole('row').filter({ hasText: `${year}年` })).toContainText('9天');
});
