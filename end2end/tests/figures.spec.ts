// 统计: charts with their tables, by period, and the spreadsheet.
import { execFileSync } from 'node:child_process';
import { Api } from './helpers/api';
import { licensed } from './helpers/licensed';
import { look, lookAt } from './helpers/look';
import { signInAs, STAFF } from './helpers/office';
import { expectHeading, field, fill, open } from './helpers/page';
import { newEnterprise } from './helpers/people';
import { expect, test } from './helpers/test';

/** The names of the sheets and all texts of an XLSX file, read with Python's standard library. */
const READ = `
import re, sys, zipfile
book = zipfile.ZipFile(sys.argv[1])
text = lambda name: book.read(name).decode('utf-8')
print('\\n'.join(re.findall(r'<sheet [^>]*name="([^"]*)"', text('xl/workbook.xml'))))
print('\\n'.join(re.findall(r'<t[^>]*>([^<]*)</t>', text('xl/sharedStrings.xml'))))
print('formulas:', sum(text(name).count('<f>') for name in book.namelist() if name.startswith('xl/worksheets/')))
`;

test('机构负责人查看统计、展开数据表、换时段、导出', async ({ page, otherBrowser }) => {
  test.slow();
  const { licence } = await licensed(await otherBrowser(), otherBrowser);
  await signInAs(page, STAFF.head);
  await page.getByRole('link', { name: /^统计/ }).first().click();
  await expectHeading(page, '统计');
  const chart = page.locator('#matters');
  await expect(chart.getByRole('img', { name: '申请与结果' })).toBeVisible();
  await chart.getByText('数据表').click();
  const line = chart.getByRole('row').filter({ hasText: '许可证新申请' });
  const [, submitted, granted] = await line.getByRole('cell').allInnerTexts();
  expect(Number(granted)).toBeGreaterThan(0);
  expect(Number(submitted)).toBeGreaterThanOrEqual(Number(granted));
  await expect(page.locator('#held')).toContainText('五级');
  await expect(page.locator('#limits')).toContainText('时限 5 日');

  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '导出 XLSX' }).click()]);
  expect(download.suggestedFilename()).toMatch(/^统计_国家能源局华东监管局_\d{4}-01-01_\d{4}-12-31\.xlsx$/);
  const read = execFileSync('python3', ['-c', READ, await download.path()], { encoding: 'utf-8' });
  for (const said of ['申请与结果', '法定时限（工作日）', '补正原因', '有效许可证', '许可证新申请', '国家能源局华东监管局']) expect(read).toContain(said);
  expect(read).toContain('formulas: 0');

  await fill(page, '统计时段', '自定义');
  await fill(page, '开始日期（自定义）', '2001-01-01');
  await fill(page, '结束日期（自定义）', '2001-12-31');
  await page.getByRole('button', { name: '统计', exact: true }).click();
  await expect(page.getByRole('heading', { level: 2, name: /2001-01-01 至 2001-12-31/ })).toBeVisible();
  await expect(page.locator('#matters')).toContainText('该时段内没有数据');
  await expect(page.locator('#held')).toContainText('五级', { timeout: 5000 });
  expect(licence.number).toBeTruthy();
});

test('时段有误时在字段旁提示，已填内容保留', async ({ page, complaints }) => {
  complaints.expectStatus(422);
  await signInAs(page, STAFF.reviewer);
  await open(page, '/figures?span=custom&from=2026-05-01&until=2026-04-01');
  await expect(page.locator('.field-error')).toHaveText('结束日期不能早于开始日期');
  await expect(field(page, '开始日期（自定义）')).toHaveValue('2026-05-01');
  await expect(field(page, '统计时段')).toHaveValue('custom');
  await look(page, 'figures-wrong');
});

test('管理员看全部机构和任一机构，企业不能看', async ({ page, otherBrowser, complaints }) => {
  complaints.expectStatus(403, 404);
  await new Api(page.request).signIn('administrator', STAFF.head.password);
  await open(page, '/figures');
  await expect(page.getByRole('heading', { level: 2, name: /^全部机构/ })).toBeVisible();
  await expect(page.locator('#offices')).toContainText('国家能源局华东监管局');
  await fill(page, '机构', '国家能源局南方监管局');
  await page.getByRole('button', { name: '统计', exact: true }).click();
  await expect(page.getByRole('heading', { level: 2, name: /^国家能源局南方监管局/ })).toBeVisible();
  await expect(page.locator('#offices')).toHaveCount(0);

  const head = await otherBrowser();
  await signInAs(head, STAFF.head);
  await head.goto('/figures?office=south');
  await expectHeading(head, '没有找到');
  const enterprise = await otherBrowser();
  await new Api(enterprise.request).register(newEnterprise());
  await enterprise.goto('/figures');
  await expectHeading(enterprise, '没有权限');
  expect((await enterprise.request.get('/figures.xlsx')).status()).toBe(403);
  expect((await (await otherBrowser()).request.get('/figures.xlsx')).status()).toBe(401);
});

test('统计的页面', { tag: '@phone' }, async ({ page }) => {
  await new Api(page.request).signIn(STAFF.head.account, STAFF.head.password);
  await lookAt(page, 'figures', '/figures');
  for (const summary of await page.getByText('数据表').all()) await summary.click();
  await look(page, 'figures-tables');
});

test('全部机构的统计', { tag: '@phone' }, async ({ page }) => {
  await new Api(page.request).signIn('administrator', STAFF.head.password);
  await lookAt(page, 'figures-all', '/figures');
});
