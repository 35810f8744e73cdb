// Every page, wide and narrow: axe finds nothing, nothing sticks out, and there is a picture to look at.
import { Api, electrician, performanceRecord } from './helpers/api';
import { deliberate } from './helpers/committee';
import { chooseAuthority, fillApplication, openTab, startRow, step } from './helpers/enterprise';
import { look, lookAt } from './helpers/look';
import { openQueue, signInAs, STAFF } from './helpers/office';
import { alive, expectHeading, field, named, open } from './helpers/page';
import { newEnterprise } from './helpers/people';
import { expect, test } from './helpers/test';

test.describe.configure({ mode: 'parallel' });

test('未登录的页面', { tag: '@phone' }, async ({ page, complaints }) => {
  complaints.expectStatus(404, 422);
  await lookAt(page, 'sign-in', '/sign-in');
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await look(page, 'sign-in-errors');
  await lookAt(page, 'recover', '/recover');
  await lookAt(page, 'recover-sent', '/recover?sent=1');
  await lookAt(page, 'recover-token', '/recover/0123456789abcdef');
  await lookAt(page, 'register', '/register');
  await page.getByRole('button', { name: '注册' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await look(page, 'register-errors');
  await page.getByRole('button', { name: '选择' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.getByRole('dialog').getByLabel('机构名称').fill('上海浦江');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('radio').first()).toBeVisible();
  await look(page, 'register-parent');
  await lookAt(page, 'not-found', '/nothing/here');
});

test('企业的页面', { tag: '@phone' }, async ({ page }) => {
  await new Api(page.request).register(newEnterprise());
  await lookAt(page, 'home-new', '/');
  await page.locator('.menu > summary').click();
  await expect(page.getByRole('link', { name: '修改密码' })).toBeVisible();
  await look(page, 'menu');
  await lookAt(page, 'enterprise', '/enterprise');
  await lookAt(page, 'password', '/password');
});

test('填报中的空白申请', { tag: '@phone' }, async ({ page }) => {
  const enterprise = newEnterprise();
  const api = new Api(page.request);
  await api.register(enterprise);
  const id = await api.start();
  await openTab(page, id, 'application');
  await fillApplication(page, enterprise, { 承装: '三级', 承试: '四级' });
  await look(page, 'empty-application');
  for (const tab of ['basics', 'technical_lead', 'safety_lead', 'technicians', 'electricians', 'performance', 'submission']) {
    await openTab(page, id, tab);
    await look(page, `empty-${tab}`);
  }
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await look(page, 'submission-refused');
  await openTab(page, id, 'electricians');
  await chooseAuthority(page);
  const dialog = await startRow(page, '电工');
  await dialog.getByRole('button', { name: '保存并新增下一条' }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await look(page, 'electrician-errors');
});

test('填报中的完整申请', { tag: '@phone' }, async ({ page }) => {
  const enterprise = newEnterprise();
  const api = new Api(page.request);
  await api.register(enterprise);
  const { id } = await api.readyDraft(enterprise);
  for (let n = 0; n < 60; n += 1) await api.addRow(id, 'electricians', electrician('low_voltage'));
  await api.addRow(id, 'performance', performanceRecord());
  for (const tab of ['application', 'basics', 'technical_lead', 'electricians', 'performance', 'submission']) {
    await openTab(page, id, tab);
    await look(page, `full-${tab}`);
  }
  await page.getByRole('button', { name: '申请废弃' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await look(page, 'abandon');
  await openTab(page, id, 'basics');
  await page.getByRole('button', { name: named('新增', '股权结构') }).click();
  await look(page, 'shareholder');
  await lookAt(page, 'overview-draft', `/filings/${id}`);
  await lookAt(page, 'home-draft', '/');
});

test('办理中和办结的申请、审核页面、许可证', { tag: '@phone' }, async ({ page, otherBrowser }) => {
  const enterprise = newEnterprise();
  const api = new Api(page.request);
  await api.register(enterprise);
  const { id } = await api.readyDraft(enterprise);
  await api.submit(id);
  await lookAt(page, 'overview-submitted', `/filings/${id}`);

  const office = await otherBrowser();
  await signInAs(office, STAFF.reviewer);
  await look(office, 'home-reviewer');
  await openQueue(office);
  await look(office, 'queue');
  const reviewer = new Api(office.request);
  await reviewer.act(id, 'claim');
  await open(office, `/filings/${id}`);
  await office.getByRole('button', { name: '不予受理' }).click();
  await look(office, 'review-reason');
  await lookAt(office, 'review-application', `/filings/${id}/application`);
  await lookAt(office, 'review-electricians', `/filings/${id}/electricians`);
  for (const action of ['accept', 'examine', 'pass_to_committee']) await reviewer.act(id, action);
  await deliberate(id);

  const signer = await otherBrowser();
  await signInAs(signer, STAFF.head);
  await open(signer, `/filings/${id}`);
  await signer.getByRole('button', { name: '准予许可' }).click();
  await expect(signer.getByRole('dialog')).toBeVisible();
  await look(signer, 'grant');
  await new Api(signer.request).act(id, 'grant');

  await lookAt(page, 'overview-issued', `/filings/${id}`);
  await lookAt(page, 'home-licensed', '/');
  await page.getByRole('link', { name: '查看许可证' }).click();
  await expectHeading(page, /^许可证/);
  await look(page, 'licence');
});

test('手机上通过抽屉切换步骤', { tag: '@phone' }, async ({ page, isMobile }) => {
  const api = new Api(page.request);
  await api.register(newEnterprise());
  await openTab(page, await api.start(), 'application');
  const drawer = page.locator('.wizard-drawer > summary');
  await expect(drawer).toBeVisible({ visible: isMobile });
  if (isMobile) {
    await expect(drawer).toHaveText('第 1 步，共 8 步：申请类别');
    await expect(page.getByRole('navigation', { name: '填报步骤' })).toBeHidden();
    await drawer.click();
  }
  await step(page, '安全负责人').getByRole('link').click();
  await expect(page).toHaveURL(/\/safety_lead$/);
  await field(page, '姓名').fill('王安全');
  if (isMobile) {
    await expect(page.getByRole('navigation', { name: '填报步骤' })).toBeHidden();
    await expect(drawer).toHaveText('第 4 步，共 8 步：安全负责人');
  }
  await alive(page);
});
