// What everybody may look up without an account: certificates by their QR code, the register, decisions.
import type { Page } from '@playwright/test';
import type { Api } from './helpers/api';
import { grant, licensed, type Licensed, toSignOff } from './helpers/licensed';
import { look, lookAt } from './helpers/look';
import { expectHeading, field, fill, open } from './helpers/page';
import { expect, test } from './helpers/test';

type Copy = { sequence: number; public_id: string };

/** The newest copy's. */
async function publicId(api: Api, id: string): Promise<string> {
  const { copies } = await api.call<{ copies: Copy[] }>('licences/load', { id, copy: null });
  return copies[0].public_id;
}

async function reissue({ api, office }: Licensed): Promise<void> {
  const id = await api.start('reissue');
  await api.saveSection(id, 'reissue', { reason: 'replaced', explanation: '证书样式更新' });
  await api.attachAll(id, 'damaged_licence', 'reissue_business_licence');
  await api.submit(id);
  await grant(office, id);
}

async function cancel({ api, office }: Licensed): Promise<void> {
  const id = await api.start('cancellation');
  await api.saveSection(id, 'cancellation', { reason: 'closed', explanation: '公司停止经营承装业务' });
  await api.attachAll(id, 'cancellation_request', 'cancelled_licence');
  await api.submit(id);
  await grant(office, id);
}

const verdict = (page: Page) => page.locator('.verdict-word');

test('查验证书：有效、已换发、已注销，只显示应公开的内容', async ({ page, otherBrowser }) => {
  test.slow();
  const stage = await licensed(page, otherBrowser);
  const { api, enterprise, licence } = stage;
  const first = await publicId(api, licence.id);
  const visitor = await otherBrowser();
  await open(visitor, `/verify/${first}`);
  await expectHeading(visitor, '证书查验');
  await expect(verdict(visitor)).toHaveText('有效');
  const main = visitor.getByRole('main');
  for (const said of [licence.number, enterprise.name, '承装类五级', '有效期至']) await expect(main).toContainText(said);
  for (const secret of [enterprise.representative, enterprise.creditCode, enterprise.registeredAddress, enterprise.mobile]) {
    await expect(main).not.toContainText(secret);
  }
  await expect(visitor.locator('meta[name=robots]')).toHaveAttribute('content', /noindex/);
  await look(visitor, 'verify-in-force');

  // The holder finds the same page from the licence's own.
  await open(page, `/licences/${licence.id}`);
  await page.getByRole('table', { name: '证书记录' }).getByRole('link', { name: /公众查验/ }).click();
  await expect(verdict(page)).toHaveText('有效');

  await reissue(stage);
  const second = await publicId(api, licence.id);
  expect(second).not.toBe(first);
  await open(visitor, `/verify/${first}`);
  await expect(verdict(visitor)).toHaveText('已换发');
  await expect(main).toContainText('请要求持证单位出示新证书');
  await look(visitor, 'verify-replaced');
  await open(visitor, `/verify/${second}`);
  await expect(verdict(visitor)).toHaveText('有效');

  await cancel(stage);
  for (const id of [first, second]) {
    await open(visitor, `/verify/${id}`);
    await expect(verdict(visitor)).toHaveText('已注销');
  }
  await look(visitor, 'verify-cancelled');
});

test('查不到的证书明确告知', { tag: '@phone' }, async ({ page, complaints }) => {
  complaints.expectStatus(404);
  for (const id of ['0123456789abcdef0123456789abcdef', 'x', '%E4%B8%8D']) {
    const response = await page.goto(`/verify/${id}`);
    expect(response!.status()).toBe(404);
    await expectHeading(page, '未查到该证书');
    await expect(page.getByRole('alert')).toContainText('不能证明您手中的证书真实有效');
  }
  await look(page, 'verify-unknown');
  await page.getByRole('main').getByRole('link', { name: '查询许可证' }).click();
  await expectHeading(page, '许可证查询');
});

test('同一地址查验过多时暂停，其他人不受影响', async ({ page, otherBrowser, complaints }) => {
  complaints.expectStatus(404, 429);
  const data = { public_id: '0123456789abcdef0123456789abcdef' };
  let status = 404;
  for (let looks = 0; status === 404 && looks < 130; looks++) {
    status = (await page.request.post('/api/public/verify', { data })).status();
  }
  expect(status).toBe(429);
  const response = await page.goto(`/verify/${data.public_id}`);
  expect(response!.status()).toBe(429);
  expect(Number(response!.headers()['retry-after'])).toBeGreaterThan(0);
  await expect(page.getByRole('alert')).toContainText('暂时无法显示');
  const other = await otherBrowser({ extraHTTPHeaders: { 'x-forwarded-for': '10.254.0.1' } });
  expect((await other.goto(`/verify/${data.public_id}`))!.status()).toBe(404);
});

test.describe('不启用脚本', () => {
  test.use({ javaScriptEnabled: false });

  test('从登录页查询许可证和许可决定', async ({ page, otherBrowser }) => {
    test.slow();
    const stage = await licensed(page, otherBrowser);
    const { enterprise, licence } = stage;
    const draft = await stage.api.start('reissue');
    await stage.api.saveSection(draft, 'reissue', { reason: 'replaced', explanation: '证书样式更新' });
    await stage.api.attachAll(draft, 'damaged_licence', 'reissue_business_licence');
    await stage.api.submit(draft);
    await toSignOff(stage.office, draft);
    await stage.office.head.act(draft, 'refuse', `${enterprise.representative}提交的材料不全。`);
    const { number } = await stage.api.header(draft);

    const visitor = await otherBrowser({ javaScriptEnabled: false });
    await visitor.goto('/sign-in');
    await visitor.getByRole('main').getByRole('link', { name: '许可证查询' }).click();
    await expectHeading(visitor, '许可证查询');
    const rows = visitor.getByRole('table').locator('tbody tr');
    await fill(visitor, '单位名称或许可证编号', enterprise.name.slice(1));
    await visitor.getByRole('button', { name: '查询' }).click();
    await expect(rows).toHaveCount(1);
    await expect(rows).toContainText([licence.number]);
    await expect(rows).toContainText(['有效']);
    await expect(field(visitor, '单位名称或许可证编号')).toHaveValue(enterprise.name.slice(1));
    await fill(visitor, '许可等级', '一级');
    await visitor.getByRole('button', { name: '查询' }).click();
    await expect(visitor.getByRole('status')).toContainText('没有找到');
    await visitor.getByRole('link', { name: '清除条件' }).click();
    await fill(visitor, '单位名称或许可证编号', licence.number);
    await fill(visitor, '发证机关', '国家能源局华东监管局');
    await fill(visitor, '许可类别', '承装');
    await visitor.getByRole('button', { name: '查询' }).click();
    await expect(rows).toContainText([enterprise.name]);
    await expect(visitor.getByRole('main')).not.toContainText(enterprise.representative);

    await visitor.getByRole('navigation', { name: '公开信息' }).getByRole('link', { name: '许可决定公开' }).click();
    await expectHeading(visitor, '许可决定公开');
    const refused = rows.filter({ hasText: number });
    await expect(refused).toContainText('不予补（换）证');
    await expect(refused).toContainText(enterprise.name);
    await expect(rows.filter({ hasText: licence.number }).filter({ hasText: '准予许可' })).toHaveCount(1);
    await expect(visitor.getByRole('main')).not.toContainText('材料不全');
    await expect(visitor.getByRole('main')).not.toContainText(enterprise.representative);
    await fill(visitor, '决定机关', '国家能源局南方监管局');
    await visitor.getByRole('button', { name: '查询' }).click();
    await expect(rows.filter({ hasText: number })).toHaveCount(0);
    await visitor.getByRole('navigation', { name: '公开信息' }).getByRole('link', { name: '遗失公告' }).click();
    await expectHeading(visitor, '遗失公告');
  });
});

test('公开查询的页面', { tag: '@phone' }, async ({ page }) => {
  await lookAt(page, 'public-register', '/public/register');
  await lookAt(page, 'public-register-nothing', '/public/register?search=%E6%B2%A1%E6%9C%89%E8%BF%99%E5%AE%B6');
  await lookAt(page, 'public-decisions', '/public/decisions');
  await lookAt(page, 'public-notices', '/public/notices');
});
