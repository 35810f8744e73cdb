// 系统管理: accounts of the staff, and the offices.
import { expectSignedIn, sendSignIn } from './helpers/accounts';
import { Api } from './helpers/api';
import { pdf } from './helpers/files';
import { look, lookAt } from './helpers/look';
import { mailTo } from './helpers/mail';
import { signInAs, STAFF } from './helpers/office';
import { expectHeading, field, fillAll, messageOf, named, open } from './helpers/page';
import { newEnterprise, unique } from './helpers/people';
import { expect, test } from './helpers/test';
import type { Page } from '@playwright/test';

const PASSWORD = '清风徐来，水波不兴。';

async function asAdministrator(page: Page): Promise<void> {
  await new Api(page.request).signIn('administrator', STAFF.head.password);
}

/** Fills the form of a new member of staff. */
function member(changes: Record<string, string> = {}): Record<string, string> {
  const account = unique();
  return { 用户名: account, 姓名: `测试${account.slice(-4)}`, 角色: '审核人员', 所属机构: '国家能源局南方监管局', 电子邮箱: `${account}@example.com`, ...changes };
}

async function addMember(page: Page, form: Record<string, string>): Promise<void> {
  await page.getByRole('button', { name: '新增人员' }).click();
  const dialog = page.getByRole('dialog', { name: '新增人员' });
  await fillAll(dialog, form);
  await dialog.getByRole('button', { name: '新增', exact: true }).click();
  await expect(dialog).toBeHidden();
}

const line = (page: Page, text: string) => page.getByRole('region', { name: '人员账号列表' }).getByRole('row').filter({ hasText: text });

test('管理员新增人员，本人按邮件设置密码后登录；停用后立即退出', async ({ page, otherBrowser, complaints }) => {
  complaints.expectStatus(401, 422);
  await asAdministrator(page);
  await open(page, '/administration/accounts');
  const form = member();

  // What is wrong stands at its field, and nothing typed is lost.
  await page.getByRole('button', { name: '新增人员' }).click();
  const dialog = page.getByRole('dialog', { name: '新增人员' });
  await fillAll(dialog, { ...form, 用户名: 'administrator' });
  await dialog.getByRole('button', { name: '新增', exact: true }).click();
  await expect(messageOf(dialog, '用户名')).toHaveText('该用户名已被使用');
  await expect(field(dialog, '电子邮箱')).toHaveValue(form['电子邮箱']);
  await dialog.getByRole('button', { name: '取消' }).click();

  await addMember(page, form);
  await expect(page.getByRole('region', { name: '设置密码的链接' })).toContainText('/recover/');
  await expect(line(page, form['用户名'])).toContainText('尚未登录');
  const mail = await mailTo(form['电子邮箱']);
  expect(mail.text.split('\n')[0]).toContain('请在三天内打开下面的链接设置登录密码');

  const theirs = await otherBrowser();
  await open(theirs, new URL(/https?:\S+/.exec(mail.text)![0]).pathname);
  await field(theirs, '新密码').fill(PASSWORD);
  await field(theirs, '再次输入新密码').fill(PASSWORD);
  await theirs.getByRole('main').getByRole('button').click();
  await expectHeading(theirs, '登录');
  await open(theirs, '/sign-in');
  await sendSignIn(theirs, form['用户名'], PASSWORD);
  await expectSignedIn(theirs, form['姓名']);
  await open(theirs, '/queue');
  await expectHeading(theirs, '审核队列');

  await page.reload();
  await line(page, form['用户名']).getByRole('button', { name: named('停用', form['姓名']) }).click();
  const question = page.getByRole('dialog', { name: '停用账号' });
  await expect(question).toContainText('该账号没有在办的申请');
  await question.getByRole('button', { name: '停用', exact: true }).click();
  await expect(question).toBeHidden();
  await expect(line(page, form['用户名'])).toHaveCount(0);
  await theirs.goto('/queue');
  await expectHeading(theirs, '登录');

  await field(page, '只显示在用的账号').uncheck();
  await expect(line(page, form['用户名'])).toContainText('已停用');
  await line(page, form['用户名']).getByRole('button', { name: named('启用', form['姓名']) }).click();
  await page.getByRole('dialog', { name: '启用账号' }).getByRole('button', { name: '启用', exact: true }).click();
  await expect(line(page, form['用户名'])).toContainText('在用');
});

test('修改机构和角色、重置密码；管理员不能停用自己', async ({ page, complaints }) => {
  complaints.expectStatus(409);
  await asAdministrator(page);
  await open(page, '/administration/accounts');
  const form = member();
  await addMember(page, form);
  await line(page, form['用户名']).getByRole('button', { name: named('修改', form['姓名']) }).click();
  const dialog = page.getByRole('dialog', { name: '修改账号' });
  await expect(field(dialog, '用户名')).toHaveAttribute('readonly');
  await fillAll(dialog, { 角色: '机构负责人', 所属机构: '国家能源局华北监管局' });
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(line(page, form['用户名'])).toContainText('国家能源局华北监管局');
  await expect(line(page, form['用户名'])).toContainText('机构负责人');

  await line(page, form['用户名']).getByRole('button', { name: named('重置密码', form['姓名']) }).click();
  await page.getByRole('dialog', { name: '重置密码' }).getByRole('button', { name: '重置密码', exact: true }).click();
  await expect(page.getByRole('region', { name: '设置密码的链接' })).toContainText('/recover/');

  const own = page.getByRole('region', { name: '人员账号列表' }).getByRole('row').filter({ has: page.getByRole('cell', { name: 'administrator', exact: true }) });
  await own.getByRole('button', { name: /^停用/ }).click();
  const question = page.getByRole('dialog', { name: '停用账号' });
  await question.getByRole('button', { name: '停用', exact: true }).click();
  await expect(question).toContainText('不能停用自己的账号');
});

test('停用有在办申请的审核人员，机构负责人得到改派的消息', async ({ page, request, otherBrowser }) => {
  await asAdministrator(page);
  await open(page, '/administration/accounts');
  const form = member({ 所属机构: '国家能源局华东监管局' });
  await addMember(page, form);
  const url = (await page.getByRole('region', { name: '设置密码的链接' }).locator('code').textContent())!;
  const theirs = await otherBrowser();
  await open(theirs, new URL(url).pathname);
  await field(theirs, '新密码').fill(PASSWORD);
  await field(theirs, '再次输入新密码').fill(PASSWORD);
  await theirs.getByRole('main').getByRole('button').click();
  await expectHeading(theirs, '登录');
  const reviewer = new Api(theirs.request);
  await reviewer.signIn(form['用户名'], PASSWORD);

  const enterprise = newEnterprise();
  const owner = new Api(request);
  await owner.register(enterprise);
  const { id } = await owner.readyDraft(enterprise);
  const { number } = await owner.header(id);
  await owner.submit(id);
  await reviewer.act(id, 'claim');

  await page.reload();
  await expect(line(page, form['用户名'])).toContainText('1件');
  await line(page, form['用户名']).getByRole('button', { name: named('停用', form['姓名']) }).click();
  const question = page.getByRole('dialog', { name: '停用账号' });
  await expect(question).toContainText(number);
  await look(page, 'administration-close');
  await question.getByRole('button', { name: '停用', exact: true }).click();
  await expect(question).toBeHidden();

  const head = await otherBrowser();
  await signInAs(head, STAFF.head);
  await open(head, '/notices');
  await expect(head.getByRole('region', { name: '我的消息' })).toContainText(`请改派${form['姓名']}领取的1件申请`);
});

test('机构改名、省份变更归属：注册页随之显示，记录留下', async ({ page, otherBrowser }) => {
  await asAdministrator(page);
  await open(page, '/administration/offices');
  await expect(page.getByRole('main')).toContainText('无出处，待核实');
  await page.getByRole('button', { name: '变更省份归属' }).click();
  const moving = page.getByRole('dialog', { name: '变更省份归属' });
  await fillAll(moving, { 省份: '西藏自治区', 监管机构: '国家能源局四川监管办公室' });
  await expect(moving).toContainText('现由国家能源局华中监管局监管');
  await moving.getByRole('button', { name: '保存' }).click();
  await expect(messageOf(moving, '原因')).toBeVisible();
  await fillAll(moving, { 原因: '核实后更正（测试）' });
  await moving.getByRole('button', { name: '保存' }).click();
  await expect(moving).toBeHidden();
  await expect(page.getByRole('region', { name: '变更记录列表' })).toContainText('西藏自治区由国家能源局四川监管办公室监管');

  const register = await otherBrowser();
  await open(register, '/register');
  await fillAll(register, { 所属省份: '西藏自治区' });
  await expect(register.getByRole('status').filter({ hasText: '国家能源局四川监管办公室' })).toBeVisible();

  const name = `国家能源局贵州监管办公室（${unique().slice(-4)}）`;
  await page.getByRole('button', { name: /^修改\s*国家能源局贵州监管办公室/ }).click();
  const renaming = page.getByRole('dialog', { name: '修改机构' });
  await fillAll(renaming, { 机构名称: name, 编号前缀: '4-1', 原因: '更名（测试）' });
  await expect(messageOf(renaming, '编号前缀')).toContainText('已由其他机构使用');
  await fillAll(renaming, { 编号前缀: '6-3' });
  await renaming.getByRole('button', { name: '保存' }).click();
  await expect(renaming).toBeHidden();
  const row = page.getByRole('region', { name: '机构列表' }).getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('管理员已核定');
});

test('管理页面的样子；其他角色不能进入 @phone', async ({ page, otherBrowser, complaints }) => {
  complaints.expectStatus(403);
  await asAdministrator(page);
  for (const [name, path] of [
    ['administration', '/administration'],
    ['administration-accounts', '/administration/accounts'],
    ['administration-offices', '/administration/offices'],
  ]) {
    await lookAt(page, name, path);
  }
  await open(page, '/administration/accounts');
  await page.getByRole('button', { name: '新增人员' }).click();
  await look(page, 'administration-add');
  const other = await otherBrowser();
  await signInAs(other, STAFF.head);
  for (const path of ['/administration', '/administration/accounts', '/administration/offices']) {
    await open(other, path);
    await expectHeading(other, '没有权限');
  }
});

test('管理员更换模板、把材料改为必交：填报时随之显示，历次版本留下', async ({ page, otherBrowser }) => {
  await asAdministrator(page);
  await open(page, '/administration/templates');
  await look(page, 'administration-templates');
  const row = page.getByRole('region', { name: '申请材料列表' }).getByRole('row').filter({ hasText: '上一年度审计报告或财务报表' });
  await row.getByRole('button', { name: /^修改/ }).click();
  const dialog = page.getByRole('dialog', { name: '修改申请材料' });
  await dialog.getByLabel('空白模板').setInputFiles({ name: '财务报表（样式）.pdf', mimeType: 'application/pdf', buffer: pdf().buffer });
  await expect(dialog).toContainText('已上传“财务报表（样式）.pdf”');
  await fillAll(dialog, { 说明: '加盖公章', 原因: '模板换版（测试）' });
  await look(page, 'administration-template-dialog');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('region', { name: '变更记录列表' })).toContainText('模板换版（测试）');

  const enterprise = newEnterprise();
  const theirs = await otherBrowser();
  const owner = new Api(theirs.request);
  await owner.register(enterprise);
  const id = await owner.start();
  await open(theirs, `/filings/${id}/basics`);
  const place = theirs.locator('.upload-slot').filter({ hasText: '上一年度审计报告或财务报表' });
  await expect(place).toContainText('加盖公章');
  const downloading = theirs.waitForEvent('download');
  await place.getByRole('link', { name: /下载模板/ }).click();
  expect((await downloading).suggestedFilename()).toContain('财务报表（样式）');
});
