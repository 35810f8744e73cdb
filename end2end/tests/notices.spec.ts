// 消息: what somebody is told, in the list and by mail, and how it is read.
import { expectSignedIn } from './helpers/accounts';
import { Api } from './helpers/api';
import { office } from './helpers/licensed';
import { look } from './helpers/look';
import { mailTo } from './helpers/mail';
import { signInAs, STAFF } from './helpers/office';
import { expectHeading, field, open } from './helpers/page';
import { newEnterprise } from './helpers/people';
import { expect, test } from './helpers/test';

/** The list of notices. */
const inbox = (page: import('@playwright/test').Page) => page.getByRole('region', { name: '我的消息' });

test('企业收到办理消息和邮件，打开链接即为已读，并可关闭邮件提醒 @phone', async ({ page, otherBrowser }) => {
  const enterprise = newEnterprise();
  const api = new Api(page.request);
  await api.register(enterprise);
  const { id } = await api.readyDraft(enterprise);
  const { number } = await api.header(id);
  await api.submit(id);
  const people = await office(otherBrowser);
  await people.reviewer.act(id, 'claim');
  await people.reviewer.act(id, 'accept');

  const mail = await mailTo(enterprise.email);
  expect(mail.subject).toBe('申请已受理');
  expect(mail.text.split('\n')[0].trim()).toBe(`请等待审查，无需操作：许可证新申请（${number}）已受理`);
  expect(mail.text).toContain(`/filings/${id}`);

  await open(page, '/');
  await expectSignedIn(page, enterprise.name);
  const link = page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: /消息/ });
  await expect(link).toContainText('1');
  await link.click();
  await expectHeading(page, '消息');
  await expect(inbox(page).getByRole('listitem')).toContainText('未读');
  await look(page, 'notices');
  await inbox(page).getByRole('link', { name: new RegExp(number) }).click();
  await expectHeading(page, new RegExp(number));
  await expect(link).not.toContainText('1');
  await open(page, '/notices');
  await expect(inbox(page).getByRole('listitem')).not.toContainText('未读');

  await open(page, '/account');
  await look(page, 'account');
  await field(page, '消息同时发送到我的电子邮箱').uncheck();
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('status').filter({ hasText: '已关闭邮件提醒' })).toBeVisible();
  await open(page, '/account');
  await expect(field(page, '消息同时发送到我的电子邮箱')).not.toBeChecked();
});

test('审核人员得知新的申请，全部标为已读', async ({ page, request }) => {
  const enterprise = newEnterprise();
  const api = new Api(request);
  await api.register(enterprise);
  const { id } = await api.readyDraft(enterprise);
  const { number } = await api.header(id);
  await api.submit(id);
  await signInAs(page, STAFF.otherReviewer);
  await open(page, '/notices');
  await expect(inbox(page)).toContainText(`答复是否受理：许可证新申请（${number}，${enterprise.name}）`);
  await page.getByRole('button', { name: '全部标为已读' }).click();
  await expect(page.getByRole('status').filter({ hasText: '已全部标为已读' })).toBeVisible();
  await expect(inbox(page)).not.toContainText('未读');
});
