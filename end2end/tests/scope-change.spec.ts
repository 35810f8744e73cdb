// 许可事项变更: raised and added, with the lists taken over from the licence.
import { DOCUMENTS } from './helpers/api';
import { expectSaved, openTab, startFiling } from './helpers/enterprise';
import { grant, licensed } from './helpers/licensed';
import { signInAs, STAFF } from './helpers/office';
import { field, fill, open } from './helpers/page';
import { expect, test } from './helpers/test';

test('许可事项变更：原类别和等级锁定、人员沿用、增加类别须声明，准予后编号和有效期不变', async ({ page, otherBrowser }) => {
  test.slow();
  const { api, draft, office, licence } = await licensed(page, otherBrowser);
  await open(page, '/');
  const id = await startFiling(page, '许可事项变更', '申请类别');
  const main = page.getByRole('main');
  await expect(main).toContainText(licence.number);
  await expect(main).toContainText('承装类五级');
  await page.getByRole('checkbox', { name: '承修', exact: true }).check();
  await fill(page, '承修级别', '五级');
  await expect(main.getByText('增加类别').first()).toBeVisible();
  await expect(main).toContainText('较大以上生产安全事故');
  await page.getByRole('checkbox', { name: /没有上述任何一种情形/ }).check();
  await expectSaved(page);

  await openTab(page, id, 'electricians');
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(draft.electricians.length + 1);
  await expect(page.getByRole('table')).toContainText(draft.electricians[0].name);
  await openTab(page, id, 'technical_lead');
  await expect(field(page, '姓名')).toHaveValue(draft.technicalLead.name);

  await api.changeSection(id, 'application', {
    submitter: 'representative', submitter_name: draft.technicalLead.name, submitter_id: draft.technicalLead.resident_id, declared: true,
  });
  await api.attachAll(id, ...SLOTS);
  await api.submit(id);

  const reviewer = await otherBrowser();
  await signInAs(reviewer, STAFF.reviewer);
  await open(reviewer, `/filings/${id}`);
  await expect(reviewer.getByRole('main')).toContainText('增加类别');
  await grant(office, id);
  await open(page, `/licences/${licence.id}`);
  await expect(page.getByRole('article')).toContainText('承修类五级');
  const after = await api.licence();
  expect([after.number, after.valid_until]).toEqual([licence.number, licence.valid_until]);
});

test('同一类别和等级不能申请变更，也不能同时有两件', async ({ page, otherBrowser }) => {
  const { api } = await licensed(page, otherBrowser);
  const id = await api.start('scope_change');
  await openTab(page, id, 'submission');
  await expect(page.getByRole('main').getByText('申请的类别和等级与原许可证相同').first()).toBeVisible();
  expect(await api.start('scope_change')).toBe(id);
});

const SLOTS = [...DOCUMENTS, 'licence_originals'];
