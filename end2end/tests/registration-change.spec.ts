// 登记事项变更, from the home page to what is shown afterwards.
import { deliberate } from './helpers/committee';
import { startFiling, submitFiling, upload } from './helpers/enterprise';
import { pdf } from './helpers/files';
import { licensed, toSignOff } from './helpers/licensed';
import { act, actions, claim, signInAs, STAFF } from './helpers/office';
import { expectHeading, field, fill, open } from './helpers/page';
import { newEnterprise } from './helpers/people';
import { expect, test } from './helpers/test';

test('登记事项变更：变更前后对照、按变更内容提交材料，准予后各处均为新内容', async ({ page, otherBrowser }) => {
  test.slow();
  const { api, enterprise, licence } = await licensed(page, otherBrowser);
  const renamed = newEnterprise();
  await open(page, '/');
  const id = await startFiling(page, '登记事项变更', '基本情况');
  const main = page.getByRole('main');
  for (const locked of [enterprise.name, enterprise.creditCode, licence.number, '承装类五级', enterprise.postalCode]) {
    await expect(main).toContainText(locked);
  }
  await expect(main.getByRole('textbox', { name: /单位名称|通讯地址/ })).toHaveCount(0);
  await page.getByRole('radio', { name: '法定代表人提交' }).check();
  await fill(page, '提交人姓名', enterprise.representative);
  await fill(page, '提交人身份证号', '11010519491231002');
  await field(page, '提交人身份证号').blur();
  await expect(main.getByText('身份证号码应为18位').first()).toBeVisible();
  await fill(page, '提交人身份证号', enterprise.representativeId);
  await page.getByRole('checkbox', { name: /法定代表人声明/ }).check();
  await upload(page, '法定代表人声明', pdf());
  await upload(page, '法定代表人身份证件', pdf());

  await page.getByRole('link', { name: '下一步' }).click();
  const row = (item: string) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: item, exact: true }) });
  await expect(row('单位名称')).toContainText(enterprise.name);
  await expect(row('单位名称')).toContainText('未变更');
  await row('单位名称').getByRole('textbox').fill(renamed.name);
  await row('住所').getByRole('textbox').fill(renamed.registeredAddress + '9楼');
  await expect(row('单位名称')).toContainText('已变更');
  await expect(row('统一社会信用代码')).toContainText('未变更');

  await page.getByRole('link', { name: '下一步' }).click();
  await expectHeading(page, /登记事项变更/);
  await expect(main.getByRole('heading', { name: '变更后法定代表人身份证件', exact: true })).toHaveCount(0);
  for (const label of ['市场监督管理部门准予变更登记文件', '变更后的企业法人营业执照', '许可证正本、副本', '单位名称变更的决议或批准文件', '变更后住所证明']) {
    await upload(page, label, pdf());
  }
  await submitFiling(page, '提交');

  const reviewer = await otherBrowser();
  await signInAs(reviewer, STAFF.reviewer);
  const { number } = await api.header(id);
  await claim(reviewer, number);
  const matter = reviewer.getByRole('region', { name: /变更内容/ });
  const changed = matter.getByRole('row').filter({ hasText: renamed.name });
  await expect(changed).toContainText(enterprise.name);
  await expect(changed).toContainText('已变更');
  for (const [step, becomes] of [['受理', '已受理'], ['开始审查', '审查中'], ['提交行政许可委员会审议', '行政许可委员会审议']]) {
    await act(reviewer, step, { becomes });
  }
  await deliberate(id);
  const head = await otherBrowser();
  await signInAs(head, STAFF.head);
  await open(head, `/filings/${id}`);
  await act(head, '准予变更', { confirm: true, becomes: '准予变更' });

  await open(page, '/');
  await expect(page.getByRole('banner')).toContainText(renamed.name);
  await open(page, '/enterprise');
  await expect(page.getByRole('main')).toContainText(renamed.name);
  await open(page, `/licences/${licence.id}`);
  const certificate = page.getByRole('article');
  await expect(certificate).toContainText(renamed.name);
  await expect(certificate).toContainText(licence.number);
  const after = await api.licence();
  expect([after.number, after.valid_until]).toEqual([licence.number, licence.valid_until]);
  await expect(page.getByRole('row').filter({ hasText: '登记事项变更' })).toContainText('有效');
  await expect(page.getByRole('row').filter({ hasText: '许可证新申请' })).toContainText('作废');
});

test('两名审核人员、两个窗口：同一变更只有一个结果', async ({ page, otherBrowser, complaints }) => {
  complaints.expectStatus(409);
  const { api, office, enterprise } = await licensed(page, otherBrowser);
  const id = await api.start('registration_change');
  await api.saveSection(id, 'application', {
    submitter: 'representative', submitter_name: enterprise.representative, submitter_id: enterprise.representativeId, declared: true,
  });
  await api.changeSection(id, 'change', { registered_address: '上海市静安区南京西路1号' });
  await api.attachAll(id, 'legal_declaration', 'representative_identity', 'registration_notice', 'changed_business_licence', 'changed_licence_originals', 'new_address_proof');
  await api.submit(id);
  await toSignOff(office, id);
  const [one, two] = [await otherBrowser(), await otherBrowser()];
  for (const head of [one, two]) {
    await signInAs(head, STAFF.head);
    await open(head, `/filings/${id}`);
  }
  await act(one, '准予变更', { confirm: true, becomes: '准予变更' });
  await two.getByRole('region', { name: '办理', exact: true }).getByLabel(/理由或备注/).fill('材料不实');
  await actions(two).getByRole('button', { name: '不予变更', exact: true }).click();
  await two.getByRole('dialog').getByRole('button', { name: '不予变更', exact: true }).click();
  await expect(two.getByRole('alert')).toContainText('该申请已由他人处理');
  expect((await api.header(id)).status).toBe('issued');
});
