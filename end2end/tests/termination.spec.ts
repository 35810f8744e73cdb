// 业务办理终止申请, and what the office sees of it.
import { licensed } from './helpers/licensed';
import { lineOf, openQueue, signInAs, STAFF, status, timeline } from './helpers/office';
import { field, open } from './helpers/page';
import { expect, test } from './helpers/test';

test('业务办理终止：说明理由并确认后流程结束，审核人员看到', async ({ page, otherBrowser, complaints }) => {
  complaints.expectStatus(409);
  const { api, office } = await licensed(page, otherBrowser);
  const id = await api.start('reissue');
  await api.saveSection(id, 'reissue', { reason: 'replaced', explanation: '证书样式更新' });
  await api.attachAll(id, 'damaged_licence', 'reissue_business_licence');
  await api.submit(id);
  await office.reviewer.act(id, 'claim');
  const { number } = await api.header(id);

  await open(page, '/');
  await page.getByRole('main').getByRole('link', { name: /业务办理终止申请/ }).click();
  await page.waitForURL(/\/termination$/);
  await expect(lineOf(page, number)).toContainText('形审中');
  await page.getByRole('button', { name: new RegExp(`终止申请.*${number}`) }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /^(确认)?终止/ }).click();
  await expect(dialog).toContainText(/请填写.*理由/);
  await field(dialog, '终止理由').fill('不再需要换证。');
  await dialog.getByRole('button', { name: /^(确认)?终止/ }).click();
  await expect(dialog).toBeHidden();
  await expect(lineOf(page, number)).toContainText('已终止');

  const reviewer = await otherBrowser();
  await signInAs(reviewer, STAFF.reviewer);
  await openQueue(reviewer);
  const ended = reviewer.getByRole('region', { name: '企业已终止的申请' });
  await expect(ended.getByRole('row').filter({ hasText: number })).toBeVisible();
  await open(reviewer, `/filings/${id}`);
  await expect(status(reviewer)).toHaveText('已终止');
  await expect(timeline(reviewer).last()).toContainText('不再需要换证。');
  await expect(office.reviewer.act(id, 'accept')).rejects.toThrow();
});
