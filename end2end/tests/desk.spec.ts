// 审核页: the documents beside the tab, the check, and what is known besides.
import { Api } from './helpers/api';
import { signInAs, STAFF, timeline } from './helpers/office';
import { look, lookAt } from './helpers/look';
import { licensed } from './helpers/licensed';
import { expectHeading, open } from './helpers/page';
import { newEnterprise } from './helpers/people';
import { expect, test } from './helpers/test';
import type { Page } from '@playwright/test';

const desk = (page: Page) => page.getByRole('complementary', { name: '审核资料' });

async function submitted(page: Page): Promise<{ id: string; api: Api }> {
  const enterprise = newEnterprise();
  const api = new Api(page.request);
  await api.register(enterprise);
  const { id } = await api.readyDraft(enterprise);
  await api.submit(id);
  return { id, api };
}

test('审核人员在页签旁查看附件，换页签时附件随之更换', async ({ page, otherBrowser }) => {
  const { id } = await submitted(page);
  const office = await otherBrowser();
  await signInAs(office, STAFF.reviewer);
  await open(office, `/filings/${id}/technical_lead`);
  const files = desk(office).getByRole('list').first();
  const shown = desk(office).locator('.desk-document');
  await expect(files.getByRole('button')).not.toHaveCount(0);
  const first = files.getByRole('button').first();
  await expect(first).toHaveAttribute('aria-pressed', 'true'); // the first is shown at once
  await expect(shown.getByRole('img', { name: 'technical_lead_identity.jpg' })).toBeVisible();
  await files.getByRole('button', { name: 'technical_lead_title.pdf' }).click();
  const source = await shown.locator('iframe').getAttribute('src');
  expect(source).toMatch(/^\/attachments\/[0-9a-f]{32}\?preview$/);
  const answer = await office.request.get(source!);
  expect(answer.headers()['content-disposition']).toMatch(/^inline/);
  expect(answer.headers()['x-content-type-options']).toBe('nosniff');
  expect(answer.headers()['x-frame-options']).toBe('SAMEORIGIN');
  expect(answer.headers()['content-security-policy']).toContain("default-src 'none'");
  await files.getByRole('button', { name: 'technical_lead_appointment.pdf' }).click();
  await expect(shown.locator('iframe')).not.toHaveAttribute('src', source!);
  await lookAt(office, 'desk-lead', `/filings/${id}/technical_lead`);

  await office.keyboard.press('n');
  await expect(office).toHaveURL(/safety_lead$/);
  await expect(desk(office).getByRole('button', { name: /安全负责人/ }).first()).toBeVisible();
  await office.keyboard.press('p');
  await expect(office).toHaveURL(/technical_lead$/);
  await office.keyboard.press('d');
  await expect(files.getByRole('button').first()).toBeFocused();
  await office.keyboard.press('g');
  await office.keyboard.press('o');
  await expect(office).toHaveURL(new RegExp(`/filings/${id}$`));
});

test('核对由服务器完成，看不到完整证件号码也能核对', async ({ page, otherBrowser }) => {
  const { id } = await submitted(page);
  const office = await otherBrowser();
  await signInAs(office, STAFF.reviewer);
  await open(office, `/filings/${id}/electricians`);
  await desk(office).getByRole('button', { name: '核对' }).click();
  await expect(desk(office).getByText('0 项不符合')).toBeVisible();
  await look(office, 'desk-check');
  await desk(office).getByRole('button', { name: '人员聘用' }).click();
  await expect(desk(office).getByText('所列人员没有在其他企业的聘用记录')).toBeVisible();
});

test('概览有企业的信用、许可证、其他申请和人员的聘用记录', async ({ page, otherBrowser }) => {
  test.slow();
  const { api, licence } = await licensed(page, otherBrowser);
  const reissue = await api.start('reissue');
  await api.saveSection(reissue, 'reissue', { reason: 'damaged', happened_on: '2026-01-05', explanation: '受潮破损', notice_medium: '', notice_on: '' });
  await api.attachAll(reissue, 'damaged_licence', 'reissue_business_licence');
  await api.submit(reissue);
  const office = await otherBrowser();
  await signInAs(office, STAFF.head);
  await open(office, `/filings/${reissue}`);
  const dossier = office.getByRole('region', { name: '企业档案' });
  await expect(dossier).toContainText('信用良好');
  await expect(dossier.getByRole('link', { name: licence.number })).toBeVisible();
  await expect(dossier.getByRole('row').filter({ hasText: '准予许可' })).toContainText('许可证新申请');
  await look(office, 'desk-dossier');
  await lookAt(office, 'desk-single', `/filings/${reissue}/reissue`);
  await open(page, `/filings/${reissue}`);
  await expect(page.getByRole('region', { name: '企业档案' })).toHaveCount(0); // not for the enterprise
});

test('申请单位看不到机构内部的转交', async ({ page, otherBrowser }) => {
  const { id } = await submitted(page);
  const office = await otherBrowser();
  await signInAs(office, STAFF.head);
  const api = new Api(office.request);
  const [to] = await api.call<{ id: string }[]>('review/reviewers', {});
  const { revision } = await api.header(id);
  await api.call('review/reassign', { id, revision, key: 'key-of-desk-spec', to: to.id, note: '请尽快' });
  await open(page, `/filings/${id}`);
  await expect(timeline(page)).toHaveCount(2); // 提交, and what comes next
  await open(office, `/filings/${id}`);
  await expect(timeline(office).filter({ hasText: '改派' })).toContainText('请尽快');
});

test('审核页在手机上', { tag: '@phone' }, async ({ page, otherBrowser }) => {
  const { id } = await submitted(page);
  const office = await otherBrowser();
  await signInAs(office, STAFF.reviewer);
  await open(office, `/filings/${id}`);
  await expectHeading(office, /许可证新申请/);
  await look(office, 'desk-overview');
  await lookAt(office, 'desk-phone', `/filings/${id}/technical_lead`);
});
