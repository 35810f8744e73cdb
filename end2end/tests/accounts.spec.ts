import { expectSignedIn, register, registrationFields, sendRegistration, sendSignIn, signIn, signOut } from './helpers/accounts';
import { Api } from './helpers/api';
import { mailTo } from './helpers/mail';
import { alive, expectHeading, field, fill, fillAll, messageOf, open } from './helpers/page';
import { creditCode, newEnterprise, PASSWORD, unique } from './helpers/people';
import { expect, test } from './helpers/test';

const NEW_PASSWORD = '又一句只有我知道的长话 2027';

test('企业注册后直接登录，退出后可再登录', async ({ page }) => {
  const enterprise = newEnterprise();
  await open(page, '/sign-in');
  await page.getByRole('link', { name: '企业注册' }).click();
  await expectHeading(page, '企业注册');
  await register(page, enterprise);

  await signOut(page);
  await page.goto('/');
  await expectHeading(page, '登录');
  await alive(page);
  await sendSignIn(page, enterprise.account.toUpperCase(), enterprise.password); // names are the same in either case
  await expectSignedIn(page, enterprise.name);
});

test('登录后回到原来要去的页面', async ({ page }) => {
  const enterprise = newEnterprise();
  await new Api(page.request).register(enterprise);
  await page.context().clearCookies();
  await open(page, '/enterprise');
  await expectHeading(page, '登录');
  await sendSignIn(page, enterprise.account, enterprise.password);
  await expectHeading(page, '企业信息修改');
  await expect(page).toHaveURL(/\/enterprise$/);
});

test('用户名不存在和密码错误看起来一样', async ({ page, complaints }) => {
  complaints.expectStatus(422);
  const enterprise = newEnterprise();
  await new Api(page.request).register(enterprise);
  await page.context().clearCookies();

  const seen: string[] = [];
  for (const account of [enterprise.account, `nobody_${unique()}`]) {
    await open(page, '/sign-in');
    await sendSignIn(page, account, 'this is not the password');
    const summary = page.getByRole('alert');
    await expect(summary).toContainText('用户名或密码不正确');
    await expect(summary).toBeFocused();
    await expect(messageOf(page, '密码')).toHaveText('用户名或密码不正确');
    await expect(field(page, '用户名')).toHaveValue(account);
    seen.push((await page.getByRole('main').innerText()).replaceAll(account, ''));
  }
  expect(seen[1]).toBe(seen[0]);

  await fillAll(page, { 用户名: '', 密码: '' });
  await page.getByRole('button', { name: '登录' }).click();
  await expect(messageOf(page, '用户名')).toHaveText('请填写');
  await expect(messageOf(page, '密码')).toHaveText('请填写');
});

test('多次输错密码后需等待，但其他账号不受影响', async ({ page, complaints }) => {
  complaints.expectStatus(422, 429);
  const [enterprise, other] = [newEnterprise(), newEnterprise()];
  await new Api(page.request).register(other);
  await new Api(page.request).register(enterprise);
  await page.context().clearCookies();
  await open(page, '/sign-in');
  const throttled = page.getByText(/尝试次数过多，请在\d+秒后重试/);
  const refused = page.getByRole('alert').getByText('用户名或密码不正确');
  for (let tries = 0; tries < 6; tries += 1) {
    const answered = page.waitForResponse('**/api/accounts/sign_in');
    await sendSignIn(page, enterprise.account, `wrong password ${tries}`);
    await answered;
    await expect(refused).toBeVisible();
  }
  await sendSignIn(page, enterprise.account, enterprise.password);
  await expect(throttled).toBeVisible();

  await sendSignIn(page, other.account, other.password);
  await expectSignedIn(page, other.name);
});

test('注册有误时逐项提示，已填内容全部保留', async ({ page, complaints }) => {
  complaints.expectStatus(422);
  const enterprise = newEnterprise();
  const wrong: Record<string, [typed: string, message: string]> = {
    用户名: ['a b', '用户名只能使用汉字、字母、数字、下划线和短横线'],
    密码: ['password123', '该密码过于常见，请更换'],
    再次输入密码: ['password124', '两次输入的密码不一致'],
    统一社会信用代码: ['91350100M000100Y44', '统一社会信用代码校验位不正确，请核对'],
    法定代表人身份证号码: ['310101199001011235', '身份证号码校验位不正确，请核对'],
    邮政编码: ['20012', '邮政编码应为6位数字'],
    手机: ['12800138000', '请输入正确的手机号码（11位，以1开头）'],
    电子邮箱: ['张三', '请输入正确的电子邮箱，如name@example.com'],
    住所: ['', '请填写'],
  };
  const typed = Object.fromEntries(Object.entries(wrong).map(([label, [value]]) => [label, value]));
  await sendRegistration(page, enterprise, typed);

  const summary = page.getByRole('alert');
  await expect(summary).toContainText(`有 ${Object.keys(wrong).length} 处需要修改`);
  await expect(summary).toBeFocused();
  for (const [label, [, message]] of Object.entries(wrong)) {
    await expect.soft(messageOf(page, label)).toHaveText(message);
    await expect.soft(field(page, label)).toHaveAttribute('aria-invalid', 'true');
  }
  for (const [label, value] of Object.entries({ ...registrationFields(enterprise), ...typed })) {
    const control = field(page, label);
    const shown = await control.evaluate((e) => (e instanceof HTMLSelectElement ? e.selectedOptions[0].text : (e as HTMLInputElement).value));
    expect.soft(shown, label).toBe(value);
  }
  await summary.getByRole('link', { name: '邮政编码应为6位数字' }).click();
  await expect(field(page, '邮政编码')).toBeFocused();

  await fillAll(page, registrationFields(enterprise));
  await expect(page.locator('.field-error')).toHaveCount(0);
  await page.getByRole('button', { name: '注册' }).click();
  await expectSignedIn(page, enterprise.name);
});

test('用户名和统一社会信用代码只能注册一次', async ({ page, complaints }) => {
  complaints.expectStatus(422);
  const first = newEnterprise();
  await new Api(page.request).register(first);
  await page.context().clearCookies();

  const second = newEnterprise({ account: first.account.toUpperCase(), creditCode: first.creditCode.toLowerCase() });
  await sendRegistration(page, second);
  await expect(messageOf(page, '用户名')).toHaveText('该用户名已被使用');
  await expect(messageOf(page, '统一社会信用代码')).toHaveText('该统一社会信用代码已注册');
  await expect(field(page, '单位名称')).toHaveValue(second.name);
  await expect(field(page, '密码')).toHaveValue(second.password);

  await fillAll(page, { 用户名: `e2e_${unique()}`, 统一社会信用代码: creditCode() });
  await page.getByRole('button', { name: '注册' }).click();
  await expectSignedIn(page, second.name);
});

test('所属省份决定派出能源监管机构', async ({ page }) => {
  await open(page, '/register');
  await fill(page, '所属省份', '浙江省');
  await expect(page.getByRole('status', { name: '派出能源监管机构' })).toHaveText('国家能源局浙江监管办公室');
  await fill(page, '所属省份', '上海市');
  await expect(page.getByRole('status', { name: '派出能源监管机构' })).toHaveText('国家能源局华东监管局');
});

test('注册时查询并选择上级企业', async ({ page }) => {
  const [parent, child] = [newEnterprise(), newEnterprise()];
  await new Api(page.request).register(parent);
  await page.context().clearCookies();
  await open(page, '/register');
  const picker = page.getByRole('dialog', { name: '选择上级企业' });

  await page.getByRole('button', { name: '选择' }).click();
  await expect(field(picker, '机构名称')).toBeFocused();
  await fill(picker, '机构名称', `没有这样的机构${unique()}`);
  await picker.getByRole('button', { name: '查询' }).click();
  await expect(picker.getByText('没有找到名称相近的机构')).toBeVisible();
  await picker.getByRole('button', { name: '取消' }).click();
  await expect(picker).toBeHidden();
  await expect(field(page, '上级企业')).toHaveValue('');

  await page.getByRole('button', { name: '选择' }).click();
  await fill(picker, '机构名称', parent.name.slice(2)); // a part of the name is enough
  await page.keyboard.press('Enter');
  await picker.getByRole('radio', { name: parent.name }).check();
  await picker.getByRole('button', { name: '确定' }).click();
  await expect(field(page, '上级企业')).toHaveValue(parent.name);

  await fillAll(page, registrationFields(child));
  await page.getByRole('button', { name: '注册' }).click();
  await expectSignedIn(page, child.name);
  await open(page, '/enterprise');
  await expect(field(page, '上级企业')).toHaveValue(parent.name);
});

test('取消注册回到登录页', async ({ page }) => {
  await open(page, '/register');
  await fill(page, '单位名称', '不注册了');
  await page.getByRole('link', { name: '取消' }).click();
  await expectHeading(page, '登录');
});

test('忘记密码：邮件中的链接只能用一次', async ({ page, complaints }) => {
  complaints.expectStatus(409, 422);
  const enterprise = newEnterprise();
  await new Api(page.request).register(enterprise);
  await page.context().clearCookies();

  await open(page, '/sign-in');
  await page.getByRole('link', { name: '忘记密码' }).click();
  await expectHeading(page, '忘记密码');
  await fill(page, '用户名', enterprise.account);
  await page.getByRole('button', { name: '发送重置链接' }).click();
  await expect(page.getByText('如果该用户存在，重置链接已发送到其登记的电子邮箱')).toBeVisible();

  const mail = await mailTo(enterprise.email);
  expect(mail.subject).toBe('找回密码');
  const link = /http\S+\/recover\/\S+/.exec(mail.text)?.[0] ?? '';
  expect(link).toContain(process.env.BASE_URL);
  await open(page, link);
  await expectHeading(page, '重置密码');
  await fillAll(page, { 新密码: '太短', 再次输入新密码: '太短' });
  await page.getByRole('button', { name: '保存' }).click();
  await expect(messageOf(page, '新密码')).toHaveText('密码至少10个字符');
  await fillAll(page, { 新密码: NEW_PASSWORD, 再次输入新密码: NEW_PASSWORD });
  await page.getByRole('button', { name: '保存' }).click();
  await expectHeading(page, '登录');
  await expect(page.getByText('密码已重置，请使用新密码登录。')).toBeVisible();
  await alive(page);
  await sendSignIn(page, enterprise.account, NEW_PASSWORD);
  await expectSignedIn(page, enterprise.name);

  await open(page, link);
  await fillAll(page, { 新密码: PASSWORD, 再次输入新密码: PASSWORD });
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('alert')).toContainText('该链接已失效，请重新申请找回密码');
});

test('找回密码对不存在的用户给出同样的答复', async ({ page }) => {
  await open(page, '/recover');
  await fill(page, '用户名', `nobody_${unique()}`);
  await page.getByRole('button', { name: '发送重置链接' }).click();
  await expect(page.getByText('如果该用户存在，重置链接已发送到其登记的电子邮箱')).toBeVisible();
});

test('修改密码后其他设备上的登录失效', async ({ page, otherBrowser, complaints }) => {
  complaints.expectStatus(422);
  const enterprise = newEnterprise();
  await new Api(page.request).register(enterprise);
  const elsewhere = await otherBrowser();
  await signIn(elsewhere, enterprise.account, enterprise.name);

  await open(page, '/');
  await page.locator('.menu > summary').click();
  await page.getByRole('link', { name: '修改密码' }).click();
  await expectHeading(page, '修改密码');
  await fillAll(page, { 当前密码: 'not my password', 新密码: NEW_PASSWORD, 再次输入新密码: NEW_PASSWORD });
  await page.getByRole('button', { name: '保存' }).click();
  await expect(messageOf(page, '当前密码')).toBeVisible();
  await page.getByRole('button', { name: '取消' }).click();
  await expect(field(page, '新密码')).toHaveValue('');

  await fillAll(page, { 当前密码: PASSWORD, 新密码: NEW_PASSWORD, 再次输入新密码: NEW_PASSWORD });
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText('密码已修改，其他设备上的登录均已退出。')).toBeVisible();
  await open(page, '/');
  await expectSignedIn(page, enterprise.name);

  await elsewhere.goto('/');
  await expectHeading(elsewhere, '登录');
  await alive(elsewhere);
  await sendSignIn(elsewhere, enterprise.account, PASSWORD);
  await expect(elsewhere.getByRole('alert')).toContainText('用户名或密码不正确');
  await sendSignIn(elsewhere, enterprise.account, NEW_PASSWORD);
  await expectSignedIn(elsewhere, enterprise.name);
});

test('企业信息修改：登记事项锁定，其余可改，两个窗口不互相覆盖', async ({ page, context, complaints }) => {
  complaints.expectStatus(409);
  const enterprise = newEnterprise();
  await new Api(page.request).register(enterprise);
  await open(page, '/enterprise');
  const locked = page.locator('.sheet').filter({ hasText: '登记事项' }).first();
  for (const value of [enterprise.kind, enterprise.name, enterprise.representative, enterprise.registeredAddress]) {
    await expect(locked.getByText(value, { exact: true }).first()).toBeVisible();
  }
  await expect(locked.getByRole('textbox')).toHaveCount(0);
  await expect(page.getByText('登记事项变更')).toBeVisible();

  const other = await context.newPage();
  await open(other, '/enterprise');
  await fill(page, '联系人', '甲先保存');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText(/已保存 \d\d:\d\d:\d\d/)).toBeVisible();

  await fill(other, '联系人', '乙后保存');
  await other.getByRole('button', { name: '保存' }).click();
  const conflict = other.getByRole('alert');
  await expect(conflict).toContainText('甲先保存');
  await expect(conflict).toContainText('乙后保存');
  await conflict.getByRole('button', { name: '采用已保存的' }).click();
  await expect(field(other, '联系人')).toHaveValue('甲先保存');
  await fill(other, '联系人', '乙再保存');
  await other.getByRole('button', { name: '保存' }).click();
  await expect(other.getByText(/已保存 \d\d:\d\d:\d\d/)).toBeVisible();

  await fill(page, '联系人', '甲覆盖');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('alert').getByRole('button', { name: '用我填写的覆盖' }).click();
  await expect(page.getByText(/已保存 \d\d:\d\d:\d\d/)).toBeVisible();
  await open(other, '/enterprise');
  await expect(field(other, '联系人')).toHaveValue('甲覆盖');
});
