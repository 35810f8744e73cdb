import { registrationFields } from './helpers/accounts';
import { Api } from './helpers/api';
import { expectHeading, field, fillAll, messageOf } from './helpers/page';
import { newEnterprise, unique } from './helpers/people';
import { expect, test } from './helpers/test';

test.use({ javaScriptEnabled: false });

test('不启用脚本也能注册、退出、登录', async ({ page }) => {
  const enterprise = newEnterprise();
  await page.goto('/sign-in');
  await page.getByRole('link', { name: '企业注册' }).click();
  await fillAll(page, registrationFields(enterprise));
  await page.getByRole('button', { name: '注册' }).click();
  await expectHeading(page, '首页');
  await expect(page.getByRole('banner')).toContainText(enterprise.name);

  await page.locator('.menu > summary').click();
  await page.getByRole('button', { name: '退出' }).click();
  await expectHeading(page, '登录');
  await page.goto('/enterprise');
  await expectHeading(page, '登录');
  await fillAll(page, { 用户名: enterprise.account, 密码: enterprise.password });
  await page.getByRole('button', { name: '登录' }).click();
  await expectHeading(page, '企业信息修改');
});

test('不启用脚本时登录失败有提示并保留用户名', async ({ page }) => {
  const account = `nobody_${unique()}`;
  await page.goto('/sign-in');
  await fillAll(page, { 用户名: account, 密码: 'this is not the password' });
  await page.getByRole('button', { name: '登录' }).click();
  await expectHeading(page, '登录');
  await expect(page.getByRole('alert')).toContainText('用户名或密码不正确');
  await expect(field(page, '用户名')).toHaveValue(account);
  await expect(field(page, '密码')).toHaveValue('');
});

test('不启用脚本时注册有误逐项提示，地址中不出现敏感信息', async ({ page }) => {
  const enterprise = newEnterprise({ postalCode: '20012', representativeId: '310101199001011235' });
  await page.goto('/register');
  await fillAll(page, registrationFields(enterprise));
  await page.getByRole('button', { name: '注册' }).click();
  await expectHeading(page, '企业注册');
  await expect(messageOf(page, '邮政编码')).toHaveText('邮政编码应为6位数字');
  await expect(messageOf(page, '法定代表人身份证号码')).toHaveText('身份证号码校验位不正确，请核对');
  await expect(field(page, '单位名称')).toHaveValue(enterprise.name);
  await expect(field(page, '统一社会信用代码')).toHaveValue(enterprise.creditCode);
  const address = decodeURIComponent(page.url());
  for (const secret of [enterprise.password, enterprise.representativeId, enterprise.mobile, enterprise.email]) {
    expect(address).not.toContain(secret);
  }
});

test('不启用脚本时找回密码', async ({ page }) => {
  await page.goto('/recover');
  await fillAll(page, { 用户名: `nobody_${unique()}` });
  await page.getByRole('button', { name: '发送重置链接' }).click();
  await expect(page.getByText('如果该用户存在，重置链接已发送到其登记的电子邮箱')).toBeVisible();
});

test('不启用脚本可以阅读申请，填报页说明需要什么', async ({ page }) => {
  const enterprise = newEnterprise();
  const api = new Api(page.request);
  await api.register(enterprise);
  const { id, electricians, technicalLead } = await api.readyDraft(enterprise);

  await page.goto(`/filings/${id}/electricians`);
  await expect(page.getByText(/需要.*JavaScript/)).toBeVisible();
  for (const electrician of electricians) await expect(page.getByRole('cell', { name: electrician.resident_id, exact: true })).toBeVisible();

  await api.submit(id);
  const { number } = await api.header(id);
  await page.goto('/');
  await page.getByRole('link', { name: number, exact: true }).click();
  await expectHeading(page, new RegExp(number));
  await expect(page.getByRole('main')).toContainText('回执');
  await page.getByRole('link', { name: '技术负责人', exact: true }).click();
  await expect(field(page, '姓名')).toHaveValue(technicalLead.name);
  await page.getByRole('link', { name: '电力相关专业技能人员' }).click();
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(6);
});
