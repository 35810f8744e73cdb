// 许可证延续, on licences of the demonstration that expire in sixty days.
import { Api, DOCUMENTS } from './helpers/api';
import { startFiling } from './helpers/enterprise';
import { grant, office } from './helpers/licensed';
import { open } from './helpers/page';
import { expect, test } from './helpers/test';

const PASSWORD = 'Licensing-2026';
const SLOTS = [...DOCUMENTS, 'licence_originals'];

/** Six years later; the shipped demonstration never expires on 29 February. */
const sixYearsLater = (day: string) => `${Number(day.slice(0, 4)) + 6}${day.slice(4)}`;

test('许可证延续：不降级，准予后自原有效期届满再延六年', async ({ page, otherBrowser }) => {
  test.slow();
  const api = new Api(page.request);
  await api.signIn('demo-licensed-1', PASSWORD);
  const before = await api.licence();
  await open(page, '/');
  const id = await startFiling(page, '许可证延续', '申请类别');
  await page.getByRole('radio', { name: '否', exact: true }).check();
  await expect(page.getByRole('main')).toContainText(before.number);
  await expect(page.getByRole('combobox', { name: /承装.*级别/ })).toBeDisabled();
  await finish(api, id);
  await grant(await office(otherBrowser), id);
  const after = await api.licence();
  expect(after.number).toBe(before.number);
  expect(after.valid_until).toBe(sixYearsLater(before.valid_until));
});

test('许可证延续：降级只能选择较低等级', async ({ page, otherBrowser }) => {
  test.slow();
  const api = new Api(page.request);
  await api.signIn('demo-licensed-2', PASSWORD);
  const before = await api.licence();
  await open(page, '/');
  const id = await startFiling(page, '许可证延续', '申请类别');
  await page.getByRole('radio', { name: '是', exact: true }).check();
  const grade = page.getByRole('combobox', { name: /承装.*级别/ });
  await expect(grade.getByRole('option', { name: '三级' })).toHaveCount(0);
  await grade.selectOption({ label: '五级' });
  await expect(page.getByRole('main')).toContainText('只能选择与原等级相同或者更低的等级');
  await finish(api, id);
  await grant(await office(otherBrowser), id);
  await open(page, `/licences/${before.id}`);
  await expect(page.getByRole('article')).toContainText('承装类五级');
});

async function finish(api: Api, id: string): Promise<void> {
  await expect.poll(async () => (await api.section(id, 'application')).downgrade).toBeTruthy();
  const lead = await api.section(id, 'technical_lead');
  await api.changeSection(id, 'application', {
    submitter: 'representative', submitter_name: lead.name, submitter_id: lead.resident_id, declared: true,
  });
  await api.attachAll(id, ...SLOTS);
  await api.submit(id);
}
