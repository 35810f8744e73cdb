// 参数设置: what no source says, as an administrator sets it from a day on; and another rule set, previewed before it is chosen.
import { Api } from './helpers/api';
import { look, lookAt } from './helpers/look';
import { signInAs, STAFF } from './helpers/office';
import { fill, fillAll, messageOf, open } from './helpers/page';
import { daysAgo, newEnterprise } from './helpers/people';
import { expect, test } from './helpers/test';

const PASSWORD = STAFF.head.password;

test('管理员修改没有出处的时限：界限、起始日期和原因都要对，记录留下', async ({ page, otherBrowser }) => {
  await new Api(page.request).signIn('administrator', PASSWORD);
  await open(page, '/administration/settings');
  const line = page.getByRole('region', { name: '现行参数列表' }).getByRole('row').filter({ hasText: '人员变更办理时限' });
  await expect(line).toContainText('5个工作日');
  await expect(line).toContainText('暂无出处');
  await line.getByRole('button', { name: /修改/ }).click();
  const dialog = page.getByRole('dialog', { name: '修改参数' });
  await fillAll(dialog, { 新的数值: '90', 起始日期: daysAgo(-500) });
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(messageOf(dialog, '新的数值')).toHaveText('应在1至20之间');
  await expect(messageOf(dialog, '原因')).toHaveText('请填写');
  await fillAll(dialog, { 新的数值: '7', 起始日期: daysAgo(0), 原因: '人员变更较多，延长办理时限' });
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(messageOf(dialog, '起始日期')).toHaveText('最早从明天起生效');
  await fill(dialog, '起始日期', daysAgo(-500));
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('status').filter({ hasText: '已保存' })).toBeFocused();
  await expect(line).toContainText('5个工作日'); // until that day
  await expect(line).toContainText(/计划中.*7个工作日/);
  await expect(page.getByRole('region', { name: '修改记录列表' })).toContainText('人员变更较多，延长办理时限');

  // The staff read it and change nothing.
  const reviewer = await otherBrowser();
  await signInAs(reviewer, STAFF.reviewer);
  await open(reviewer, '/administration/settings');
  await expect(reviewer.getByRole('main')).toContainText('人员变更较多，延长办理时限');
  await expect(reviewer.getByRole('main').getByRole('button', { name: /修改/ })).toHaveCount(0);
});

test('管理员选定哪些材料可以后补', async ({ page }) => {
  await new Api(page.request).signIn('administrator', PASSWORD);
  await open(page, '/administration/settings');
  const line = page.getByRole('region', { name: '现行参数列表' }).getByRole('row').filter({ hasText: '可以后补的容缺材料' });
  await line.getByRole('button', { name: /修改/ }).click();
  const dialog = page.getByRole('dialog', { name: '修改参数' });
  await expect(dialog.getByRole('checkbox', { name: /上一年度审计报告或财务报表/ })).toBeChecked();
  await expect(dialog.getByRole('checkbox', { name: /电工证书/ })).not.toBeChecked();
  await dialog.getByRole('checkbox', { name: /上一年度审计报告或财务报表/ }).uncheck();
  await dialog.getByRole('checkbox', { name: /电工证书/ }).check();
  await fillAll(dialog, { 起始日期: daysAgo(-600), 原因: '试点' });
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog).toBeHidden();
  await expect(line).toContainText(/计划中.*经营场所证明.*电工证书/);
  await expect(line.getByText(/计划中/).locator('..')).not.toContainText('财务报表');
});

test('选用另一套规则之前先看对在办申请的影响', async ({ page, request }) => {
  test.slow();
  const enterprise = newEnterprise();
  const owner = new Api(request);
  await owner.register(enterprise);
  const { id } = await owner.readyDraft(enterprise);
  const { number } = await owner.header(id);
  await owner.changeSection(id, 'application', { wanted: { install: '1', repair: null, test: null } });

  await new Api(page.request).signIn('administrator', PASSWORD);
  await open(page, '/administration/rules');
  await page.getByRole('button', { name: /选用.*第28号/ }).first().click();
  const dialog = page.getByRole('dialog', { name: '选用规则' });
  await dialog.getByRole('button', { name: '预览影响' }).click();
  await expect(messageOf(dialog, '起始日期')).toHaveText('请填写');
  await fillAll(dialog, { 起始日期: daysAgo(-900), 原因: '' });
  await expect(dialog.getByRole('button', { name: '选用', exact: true })).toHaveAttribute('aria-disabled', 'true');
  await dialog.getByRole('button', { name: '预览影响' }).click();
  const impacts = dialog.getByRole('region', { name: '对在办申请的影响' });
  await expect(impacts).toBeFocused();
  await expect(impacts).toContainText(number);
  await look(page, 'rules-choice-preview');
  await dialog.getByRole('button', { name: '选用', exact: true }).click();
  await expect(messageOf(dialog, '原因')).toHaveText('请填写');
  await fill(dialog, '原因', '演练');
  await dialog.getByRole('button', { name: '选用', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('region', { name: '选用与调整记录' }).first()).toContainText('演练');
});

test('参数设置的页面', { tag: '@phone' }, async ({ page }) => {
  await new Api(page.request).signIn('administrator', PASSWORD);
  await lookAt(page, 'settings', '/administration/settings');
  await page.getByRole('button', { name: /修改.*可以后补的容缺材料/ }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await look(page, 'settings-dialog');
});
