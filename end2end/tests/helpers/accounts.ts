// What anybody with an account does.
import { expect, type Page } from '@playwright/test';
import { alive, expectHeading, fillAll, open } from './page';
import { PASSWORD, type Registration } from './people';

/** The registration form's labels and what to put there. */
export function registrationFields(enterprise: Registration): Record<string, string> {
  return {
    用户名: enterprise.account,
    密码: enterprise.password,
    再次输入密码: enterprise.password,
    企业类型: enterprise.kind,
    单位名称: enterprise.name,
    统一社会信用代码: enterprise.creditCode,
    法定代表人: enterprise.representative,
    法定代表人身份证号码: enterprise.representativeId,
    住所: enterprise.registeredAddress,
    所属省份: enterprise.province,
    通讯地址: enterprise.mailingAddress,
    邮政编码: enterprise.postalCode,
    联系人: enterprise.contact,
    手机: enterprise.mobile,
    电子邮箱: enterprise.email,
  };
}

/** Fills the registration form and sends it; what is in `changes` is filled instead. */
export async function sendRegistration(page: Page, enterprise: Registration, changes: Record<string, string> = {}): Promise<void> {
  await open(page, '/register');
  await fillAll(page, { ...registrationFields(enterprise), ...changes });
  await page.getByRole('button', { name: '注册' }).click();
}

export async function register(page: Page, enterprise: Registration): Promise<void> {
  await sendRegistration(page, enterprise);
  await expectSignedIn(page, enterprise.name);
}

export async function sendSignIn(page: Page, account: string, password: string): Promise<void> {
  await fillAll(page, { 用户名: account, 密码: password });
  await page.getByRole('button', { name: '登录' }).click();
}

/** Signs in and arrives at the home page. */
export async function signIn(page: Page, account: string, name: string, password = PASSWORD): Promise<void> {
  await open(page, '/sign-in');
  await sendSignIn(page, account, password);
  await expectSignedIn(page, name);
}

/** The home page, under this name. */
export async function expectSignedIn(page: Page, name: string): Promise<void> {
  await expectHeading(page, '首页');
  await expect(page.getByRole('banner')).toContainText(name);
  await alive(page);
}

export async function signOut(page: Page): Promise<void> {
  await page.locator('.menu > summary').click();
  await page.getByRole('button', { name: '退出' }).click();
  await expectHeading(page, '登录');
  await alive(page);
}
