// 许可证补（换）证: what is asked for, the place in the queue, the new copy.
import { startFiling, submitFiling, upload } from './helpers/enterprise';
import { pdf } from './helpers/files';
import { grant, licensed, toSignOff } from './helpers/licensed';
import { field, fill, open } from './helpers/page';
import { daysAgo } from './helpers/people';
import { expect, test } from './helpers/test';

test('补证：按申请类别填报，进入资料提交排队，准予后原证作废', async ({ page, otherBrowser }) => {
  test.slow();
  const { api, office, licence } = await licensed(page, otherBrowser);
  await open(page, '/');
  const id = await startFiling(page, '许可证补（换）证', '许可证补（换）证申请');
  await fill(page, '申请类别', '换证（损坏）');
  await expect(page.getByRole('heading', { name: '原许可证正本、副本', exact: true })).toBeVisible();
  await expect(field(page, '遗失声明刊登媒体')).toHaveCount(0);
  await fill(page, '申请类别', '补证（遗失）');
  await expect(page.getByRole('heading', { name: '原许可证正本、副本', exact: true })).toHaveCount(0);
  await fill(page, '遗失日期', daysAgo(20));
  await fill(page, '情况说明', '办公地点搬迁途中遗失');
  await fill(page, '遗失声明刊登媒体', '上海法治报');
  await page.getByRole('main').getByRole('button', { name: '进入资料提交排队', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('不符合');
  await fill(page, '遗失声明刊登日期', daysAgo(10));
  await upload(page, '遗失声明（刊登媒体的版面或网页）', pdf());
  await upload(page, '企业法人营业执照', pdf());
  await submitFiling(page, '进入资料提交排队');
  await expect(page.getByRole('main')).toContainText(/排在第 \d+ 位/);
  await open(page, `/filings/${id}`);
  await expect(page.getByRole('main')).toContainText(/第 \d+ 位/);

  await grant(office, id);
  await open(page, `/licences/${licence.id}`);
  await expect(page.getByRole('article')).toContainText(licence.number);
  const history = page.getByRole('table', { name: '证书记录' });
  await expect(history.getByRole('row').filter({ hasText: '许可证补（换）证' })).toContainText('有效');
  await history.getByRole('row').filter({ hasText: '许可证新申请' }).getByRole('link').first().click();
  await expect(page.getByRole('article')).toContainText('作废');
  const after = await api.licence();
  expect([after.number, after.valid_until]).toEqual([licence.number, licence.valid_until]);
});

test('补证不予许可后，原证仍然有效', async ({ page, otherBrowser }) => {
  const { api, office, licence } = await licensed(page, otherBrowser);
  const id = await api.start('reissue');
  await api.saveSection(id, 'reissue', { reason: 'replaced', explanation: '证书样式更新' });
  await api.attachAll(id, 'damaged_licence', 'reissue_business_licence');
  await api.submit(id);
  await toSignOff(office, id);
  await office.head.act(id, 'refuse', '原证样式仍然有效，无需更换。');
  await open(page, `/filings/${id}`);
  await expect(page.locator('.page-head .status')).toHaveText('不予补（换）证');
  await expect(page.getByText('理由：原证样式仍然有效，无需更换。')).toBeVisible();
  expect((await api.licence()).status).toBe('in_force');
  await open(page, `/licences/${licence.id}`);
  await expect(page.getByRole('row').filter({ hasText: '许可证新申请' })).toContainText('有效');
});
