// 许可证注销: after it, only a new licence can be filed for, with the people released.
import { electrician } from './helpers/api';
import { startFiling, submitFiling, upload } from './helpers/enterprise';
import { pdf } from './helpers/files';
import { grant, licensed } from './helpers/licensed';
import { field, fill, open } from './helpers/page';
import { expect, test } from './helpers/test';

test('许可证注销：企业信息锁定、填写注销事项，准予后许可证失效、人员释放、可重新申请', async ({ page, otherBrowser }) => {
  test.slow();
  const { api, enterprise, office, draft, licence } = await licensed(page, otherBrowser);
  await open(page, '/');
  const id = await startFiling(page, '许可证注销', '许可证注销');
  const main = page.getByRole('main');
  for (const locked of [enterprise.name, enterprise.contact, enterprise.mobile]) await expect(main).toContainText(locked);
  await expect(main.getByRole('link', { name: '企业信息修改' })).toHaveAttribute('href', '/enterprise');
  await expect(field(page, '联系人')).toHaveCount(0);
  await fill(page, '注销原因', '歇业');
  await fill(page, '注销事项说明', '公司停止经营承装业务');
  await upload(page, '法定代表人签署的注销申请', pdf());
  await upload(page, '许可证正本、副本', pdf());
  await submitFiling(page, '进入资料提交排队');

  await open(page, '/');
  for (const kind of ['登记事项变更', '许可事项变更', '许可证补（换）证']) {
    await expect(main.getByRole('button', { name: new RegExp(kind) })).toHaveCount(0);
  }
  await grant(office, id);
  await open(page, '/');
  await expect(page.getByRole('region', { name: '我的许可证' })).toContainText('已注销');
  await open(page, `/licences/${licence.id}`);
  await expect(page.getByRole('article')).toContainText('已注销');

  await open(page, '/');
  const again = await startFiling(page, '许可证新申请', '申请类别');
  // The same person can be engaged anew: nothing holds them any more.
  const { resident_id, certificate } = draft.electricians[0];
  await api.addRow(again, 'electricians', { ...electrician(), resident_id, certificate });
});
