// Papers: issued as PDF with each step, looked at and downloaded; the certificate's QR code leads to the public page.
import type { APIRequestContext, Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { licensed } from './helpers/licensed';
import { look } from './helpers/look';
import { expectHeading, open } from './helpers/page';
import { readQr } from './helpers/qr';
import { expect, test } from './helpers/test';

/** The papers of the page, each as a line. */
const papers = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true }).getByRole('listitem');

/** Waits until all are made: the page looks again by itself. */
async function made(page: Page, title: string, count: number): Promise<void> {
  await expect(papers(page, title)).toHaveCount(count);
  await expect(papers(page, title).getByRole('link', { name: /^下载/ })).toHaveCount(count, { timeout: 30_000 });
}

async function fetched(request: APIRequestContext, page: Page, title: string, name: RegExp): Promise<Buffer> {
  const link = papers(page, title).filter({ hasText: name }).first().getByRole('link', { name: /^查看/ });
  const answer = await request.get((await link.getAttribute('href'))!);
  expect(answer.status()).toBe(200);
  const headers = answer.headers();
  expect(headers['content-type']).toBe('application/pdf');
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['content-disposition']).toMatch(/^inline/);
  const bytes = await answer.body();
  expect(headers.etag).toBe(`"${createHash('sha256').update(bytes).digest('hex')}"`);
  return bytes;
}

/** Does something with the PDF as a file. */
function withFile<T>(pdf: Buffer, use: (file: string, folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'paper-'));
  try {
    const file = join(folder, 'paper.pdf');
    writeFileSync(file, pdf);
    return use(file, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What a program reads in it, without white space. */
const textOf = (pdf: Buffer) =>
  withFile(pdf, (file) => execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }).replace(/\s+/g, ''));

/** Its first page as a picture. */
const pictureOf = (pdf: Buffer, resolution: number) =>
  withFile(pdf, (file, folder) => {
    execFileSync('pdftoppm', ['-r', `${resolution}`, '-png', '-singlefile', '-f', '1', file, join(folder, 'page')]);
    return readFileSync(join(folder, 'page.png'));
  });

test('文书随办理生成：申请表、通知书、决定书与申请内容一致，证书二维码通向公开查验页', async ({ page, otherBrowser }) => {
  test.slow();
  const { enterprise, draft, licence } = await licensed(page, otherBrowser);
  await open(page, `/filings/${draft.id}`);
  await made(page, '文书', 5);

  const form = textOf(await fetched(page.request, page, '文书', /申请表/));
  for (const said of [enterprise.name, enterprise.creditCode, enterprise.representative, enterprise.registeredAddress, '承装级别五级']) {
    expect(form).toContain(said.replace(/\s+/g, ''));
  }
  const accepted = textOf(await fetched(page.request, page, '文书', /受理通知书/));
  expect(accepted).toMatch(/华东监能许受〔\d{4}〕\d+号/);
  expect(accepted).toContain(`${enterprise.name}：`);
  expect(accepted).toContain('国家能源局华东监管局');
  const granted = textOf(await fetched(page.request, page, '文书', /准予行政许可决定书/));
  for (const said of [licence.number, '承装类五级', '决定准予行政许可']) expect(granted).toContain(said);

  await open(page, `/licences/${licence.id}`);
  await made(page, '证书文件', 2);
  const duplicate = textOf(await fetched(page.request, page, '证书文件', /副本/));
  for (const said of [licence.number, enterprise.name, '变更记录', '首次颁发']) expect(duplicate).toContain(said);

  const certificate = await fetched(page.request, page, '证书文件', /正本/);
  const printed = textOf(certificate);
  for (const said of [licence.number, enterprise.name, enterprise.representative, '承装类五级', '正本']) expect(printed).toContain(said);
  const link = readQr(pictureOf(certificate, 150));
  expect(link).toMatch(/\/verify\/[0-9a-f]{32}$/);
  const visitor = await otherBrowser();
  await visitor.goto(link);
  await expectHeading(visitor, '证书查验');
  await expect(visitor.getByRole('main')).toContainText(licence.number);
  await expect(visitor.locator('.verdict-word')).toHaveText('有效');

  const href = (await papers(page, '证书文件').first().getByRole('link', { name: /^下载/ }).getAttribute('href'))!;
  const download = await page.request.get(href);
  expect(download.headers()['content-disposition']).toMatch(/^attachment/);
  const again = await page.request.get(href, { headers: { 'if-none-match': download.headers().etag } });
  expect(again.status()).toBe(304);
  expect((await visitor.request.get(href)).status(), 'who is not signed in gets no paper').toBe(401);
});

test('文书列表 @phone', async ({ page, otherBrowser }) => {
  test.slow();
  const { draft, licence } = await licensed(page, otherBrowser);
  await open(page, `/filings/${draft.id}`);
  await made(page, '文书', 5);
  await look(page, 'papers-of-filing');
  await open(page, `/licences/${licence.id}`);
  await made(page, '证书文件', 2);
  await look(page, 'papers-of-licence');
});
