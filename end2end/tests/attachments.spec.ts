import type { Locator, Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { Api, performanceRecord } from './helpers/api';
import { choose, openTab, reload, rows, slot, step, upload } from './helpers/enterprise';
import { disguised, docx, jpeg, LARGEST, oversize, pdf, png, xlsx } from './helpers/files';
import { named } from './helpers/page';
import { newEnterprise } from './helpers/people';
import { expect, test } from './helpers/test';

const SLOT = '企业法人营业执照';

/** A draft at 基本情况, and its session. */
async function atBasics(page: Page): Promise<{ api: Api; id: string }> {
  const api = new Api(page.request);
  await api.register(newEnterprise());
  const id = await api.start();
  await openTab(page, id, 'basics');
  return { api, id };
}

/** From now on the page sends this many bytes a second. */
async function slowly(page: Page): Promise<(bytesPerSecond: number) => Promise<void>> {
  const protocol = await page.context().newCDPSession(page);
  await protocol.send('Network.enable');
  return async (uploadThroughput) => {
    await protocol.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput });
  };
}

function fileLine(scope: Page | Locator, name: string): Locator {
  return slot(scope, SLOT).getByRole('listitem').filter({ hasText: name });
}

test('上传显示进度，完成后列出名称、类型和大小', async ({ page }) => {
  await atBasics(page);
  const throttle = await slowly(page);
  await throttle(300_000);
  await choose(page, SLOT, pdf('营业执照.pdf', 'Licence', 1_572_864));
  await expect(fileLine(page, '营业执照.pdf')).toContainText('1.5 MB，待上传');
  await slot(page, SLOT).getByRole('button', { name: '上传' }).click();

  const progress = page.getByRole('progressbar', { name: '正在上传 营业执照.pdf' });
  const percent = async () => Number(await progress.getAttribute('value'));
  await expect.poll(percent).toBeGreaterThan(5);
  const early = await percent();
  await expect.poll(percent).toBeGreaterThan(early);
  expect(await percent()).toBeLessThan(100);
  await expect(slot(page, SLOT).getByRole('link')).toHaveCount(0);

  await throttle(-1);
  await expect(slot(page, SLOT).getByRole('link', { name: '营业执照.pdf' })).toBeVisible();
  await expect(fileLine(page, '营业执照.pdf')).toContainText('PDF · 1.5 MB');
  await expect(progress).toHaveCount(0);
  await reload(page);
  await expect(fileLine(page, '营业执照.pdf')).toContainText('PDF · 1.5 MB');
});

test('上传途中可以取消，什么也不留下', async ({ page }) => {
  const { api, id } = await atBasics(page);
  const throttle = await slowly(page);
  await throttle(100_000);
  await choose(page, SLOT, pdf('大文件.pdf', 'Large', 3_000_000));
  await slot(page, SLOT).getByRole('button', { name: '上传' }).click();
  await expect(page.getByRole('progressbar')).toBeVisible();
  const stopped = page.waitForEvent('requestfailed', (request) => request.method() === 'PUT');
  await page.getByRole('button', { name: named('取消', '大文件.pdf') }).click();
  await stopped;
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await expect(fileLine(page, '大文件.pdf')).toHaveCount(0);
  await throttle(-1);
  await reload(page);
  await expect(fileLine(page, '大文件.pdf')).toHaveCount(0);
  expect(await api.attachments(id)).toEqual([]);
});

test('五种文件都能上传，一次可选多个，下载得到原样', async ({ page }) => {
  await atBasics(page);
  const files = [pdf('一.pdf'), jpeg('二.jpg'), png('三.png'), docx('四.docx'), xlsx('五.xlsx')];
  await upload(page, SLOT, ...files);
  await expect(slot(page, SLOT).getByRole('link')).toHaveText(files.map((file) => file.name));
  for (const file of files) {
    const downloading = page.waitForEvent('download');
    await slot(page, SLOT).getByRole('link', { name: file.name }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe(file.name);
    expect((await readFile(await download.path())).equals(file.buffer), file.name).toBe(true);
  }
});

test('在页面内预览图片和 PDF，Word 和 Excel 只能下载', async ({ page }) => {
  await atBasics(page);
  await upload(page, SLOT, png('照片.png'), jpeg('照片.jpg'), pdf('文件.pdf'), docx('文件.docx'), xlsx('表格.xlsx'));
  for (const name of ['照片.png', '照片.jpg']) {
    await page.getByRole('button', { name: named('预览', name) }).click();
    const image = page.getByRole('dialog', { name }).getByRole('img', { name });
    await expect.poll(() => image.evaluate((element) => (element as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByRole('button', { name: named('预览', name) })).toBeFocused();
  }
  const shown = page.waitForResponse(/\/attachments\/[^/]+\?preview$/);
  await page.getByRole('button', { name: named('预览', '文件.pdf') }).click();
  const dialog = page.getByRole('dialog', { name: '文件.pdf' });
  await expect(dialog.locator('iframe')).toBeVisible();
  const headers = (await shown).headers();
  expect(headers['content-type']).toBe('application/pdf');
  expect(headers['content-disposition']).toMatch(/^inline;/);
  expect(headers['x-content-type-options']).toBe('nosniff');
  await dialog.getByRole('button', { name: '关闭' }).click();
  for (const name of ['文件.docx', '表格.xlsx']) await expect(page.getByRole('button', { name: named('预览', name) })).toHaveCount(0);
});

test('替换：新文件到位后旧文件才消失', async ({ page }) => {
  const { api, id } = await atBasics(page);
  await upload(page, SLOT, pdf('旧执照.pdf'));
  await page.getByLabel('替换：旧执照.pdf').setInputFiles([png('新执照.png')]);
  await expect(slot(page, SLOT).getByRole('link')).toHaveText(['新执照.png']);
  await reload(page);
  await expect(slot(page, SLOT).getByRole('link')).toHaveText(['新执照.png']);
  expect((await api.attachments(id)).map(({ name }) => name)).toEqual(['新执照.png']);
});

test('替换失败时旧文件仍在', async ({ page, complaints }) => {
  complaints.expectStatus(422);
  await atBasics(page);
  await upload(page, SLOT, pdf('旧执照.pdf'));
  await page.getByLabel('替换：旧执照.pdf').setInputFiles([disguised('新执照.pdf')]);
  await expect(fileLine(page, '新执照.pdf').getByRole('alert')).toHaveText('只接受 PDF、JPEG、PNG、DOCX、XLSX 文件');
  await expect(slot(page, SLOT).getByRole('link')).toHaveText(['旧执照.pdf']);
});

test('删除前确认，删除后该项又待完善', async ({ page }) => {
  const { api, id } = await atBasics(page);
  await upload(page, SLOT, pdf('营业执照.pdf'));
  await page.getByRole('button', { name: named('删除', '营业执照.pdf') }).click();
  const question = page.getByRole('dialog', { name: '删除附件' });
  await expect(question).toContainText('确定删除“营业执照.pdf”？');
  await question.getByRole('button', { name: '取消' }).click();
  await expect(slot(page, SLOT).getByRole('link')).toHaveCount(1);
  await page.getByRole('button', { name: named('删除', '营业执照.pdf') }).click();
  await question.getByRole('button', { name: '删除' }).click();
  await expect(question).toBeHidden();
  await expect(slot(page, SLOT).getByRole('link')).toHaveCount(0);
  expect(await api.attachments(id)).toEqual([]);
});

test('超过 20 MB 的文件不上传，服务器也不接受', async ({ page, complaints }) => {
  complaints.expectStatus(422);
  const { api, id } = await atBasics(page);
  let sent = 0;
  page.on('request', (request) => (sent += request.method() === 'PUT' ? 1 : 0));
  const file = oversize();
  await choose(page, SLOT, file);
  await expect(fileLine(page, file.name).getByRole('alert')).toHaveText('文件不能超过 20 MB');
  await expect(slot(page, SLOT).getByRole('button', { name: '上传' })).toHaveCount(0);
  expect(sent).toBe(0);
  await page.getByRole('button', { name: named('取消', file.name) }).click();
  await expect(fileLine(page, file.name)).toHaveCount(0);

  await expect(api.attach(id, 'business_licence', file)).rejects.toThrow('文件不能超过20 MiB');
  await api.attach(id, 'business_licence', { ...file, buffer: file.buffer.subarray(0, LARGEST) });
  expect((await api.attachments(id)).map(({ size }) => size)).toEqual([LARGEST]);
});

test('改了扩展名的程序和空文件不被接受', async ({ page, complaints }) => {
  complaints.expectStatus(422);
  const { api, id } = await atBasics(page);
  await choose(page, SLOT, disguised('合同.pdf'));
  await slot(page, SLOT).getByRole('button', { name: '上传' }).click();
  await expect(fileLine(page, '合同.pdf').getByRole('alert')).toHaveText('只接受 PDF、JPEG、PNG、DOCX、XLSX 文件');
  await choose(page, SLOT, { ...pdf('空.pdf'), buffer: Buffer.alloc(0) }, { ...pdf('程序.exe') });
  await expect(fileLine(page, '空.pdf').getByRole('alert')).toHaveText('文件是空的');
  await expect(fileLine(page, '程序.exe').getByRole('alert')).toHaveText('只能上传 PDF、JPG、PNG、DOCX、XLSX 文件');
  expect(await api.attachments(id)).toEqual([]);
});

test('网络中断后可以重试', async ({ page, complaints }) => {
  complaints.expectOffline();
  await atBasics(page);
  await page.route('**/attachments?*', (route) => route.abort('connectionfailed'));
  await choose(page, SLOT, pdf('营业执照.pdf'));
  await slot(page, SLOT).getByRole('button', { name: '上传' }).click();
  await expect(fileLine(page, '营业执照.pdf').getByRole('alert')).toHaveText('上传失败，请检查网络后重试');
  await page.unroute('**/attachments?*');
  await fileLine(page, '营业执照.pdf').getByRole('button', { name: '重试' }).click();
  await expect(slot(page, SLOT).getByRole('link', { name: '营业执照.pdf' })).toBeVisible();
});

test('把文件拖到位置上', async ({ page }) => {
  await atBasics(page);
  const content = pdf().buffer.toString('base64');
  const dropped = await page.evaluateHandle((content) => {
    const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], '拖来的.pdf', { type: 'application/pdf' }));
    return data;
  }, content);
  await slot(page, SLOT).dispatchEvent('dragover', { dataTransfer: dropped });
  await slot(page, SLOT).dispatchEvent('drop', { dataTransfer: dropped });
  await slot(page, SLOT).getByRole('button', { name: '上传' }).click();
  await expect(slot(page, SLOT).getByRole('link', { name: '拖来的.pdf' })).toBeVisible();
});

test('业绩的附件属于各条记录，删除记录时一并删除', async ({ page }) => {
  const { api, id } = await atBasics(page);
  const [one, two] = [performanceRecord(), performanceRecord('10')];
  for (const record of [one, two]) await api.addRow(id, 'performance', record);
  await openTab(page, id, 'performance');
  const row = rows(page).filter({ hasText: one.project });
  await row.getByRole('button', { name: '合同 0，竣工验收文件 0' }).click();
  await upload(page.getByRole('dialog', { name: `附件：${one.project}` }), '合同', pdf('合同.pdf'), png('签字页.png'));
  await page.keyboard.press('Escape');
  await expect(row.getByRole('button', { name: '合同 2，竣工验收文件 0' })).toBeVisible();
  await expect(rows(page).filter({ hasText: two.project }).getByRole('button', { name: '合同 0，竣工验收文件 0' })).toBeVisible();
  await expect(step(page, '规定年限内主要业绩')).toContainText('待完善');

  await row.getByRole('button', { name: named('删除', one.project) }).click();
  await page.getByRole('dialog', { name: '删除业绩' }).getByRole('button', { name: '删除' }).click();
  await expect(rows(page)).toHaveCount(1);
  expect(await api.attachments(id)).toEqual([]);
});
