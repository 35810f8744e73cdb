// 审计日志: searched, exported, and verified by its chain.
import { Api } from './helpers/api';
import { lookAt, look } from './helpers/look';
import { STAFF } from './helpers/office';
import { fill, open } from './helpers/page';
import { newEnterprise } from './helpers/people';
import { expect, test } from './helpers/test';

test('管理员按账号、操作和申请编号查询，翻页，导出并校验', async ({ page, request, complaints }) => {
  const enterprise = newEnterprise();
  const owner = new Api(request);
  await owner.register(enterprise);
  const { id } = await owner.readyDraft(enterprise);
  const { number } = await owner.header(id);

  await new Api(page.request).signIn('administrator', STAFF.head.password);
  await open(page, '/administration/audit');
  const lines = page.getByRole('region', { name: '审计日志列表' }).getByRole('row');
  await expect(lines).toHaveCount(51); // with the head
  await page.getByRole('link', { name: '更早的记录' }).click();
  await expect(page.getByRole('link', { name: '最新' })).toBeVisible();

  await open(page, '/administration/audit');
  const search = page.getByRole('search', { name: '查询审计日志' });
  await fill(search, '账号', enterprise.account);
  await search.getByRole('button', { name: '查询' }).click();
  await expect(page).toHaveURL(new RegExp(`account=${enterprise.account}`));
  await expect(lines.nth(1)).toContainText(enterprise.account);
  await fill(search, '账号', '');
  await fill(search, '操作', '申请的填报和办理');
  await fill(search, '申请编号或对象编号', number);
  await search.getByRole('button', { name: '查询' }).click();
  await expect(page.getByRole('region', { name: '审计日志列表' })).toContainText('开始申请');
  await expect(page.getByRole('region', { name: '审计日志列表' })).not.toContainText('上传附件');

  const download = page.waitForEvent('download');
  await search.getByRole('link', { name: /导出/ }).click();
  expect((await download).suggestedFilename()).toBe('审计日志.xlsx');
  await open(page, '/administration/audit?act=audit');
  await expect(lines.filter({ hasText: '导出审计日志' }).first()).toContainText(number);

  await page.getByRole('button', { name: '校验' }).click();
  await expect(page.getByText(/共 \d+ 条记录，全部完整/)).toBeVisible();

  // Nobody else.
  await open(page, '/');
  complaints.expectStatus(403);
  await new Api(page.request).signIn(STAFF.head.account, STAFF.head.password);
  await page.goto('/administration/audit');
  await expect(page.getByRole('region', { name: '审计日志列表' })).toHaveCount(0);
});

test('审计日志的页面', { tag: '@phone' }, async ({ page }) => {
  await new Api(page.request).signIn('administrator', STAFF.head.password);
  await lookAt(page, 'audit', '/administration/audit');
  await page.getByRole('button', { name: '校验' }).click();
  await expect(page.getByText(/全部完整/)).toBeVisible();
  await look(page, 'audit-verified');
});
