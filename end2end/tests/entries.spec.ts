// What the home page offers now, and why not the rest.
import { Api } from './helpers/api';
import { licensed } from './helpers/licensed';
import { open } from './helpers/page';
import { newEnterprise } from './helpers/people';
import { expect, test } from './helpers/test';

test('首页说明现在可以办理什么，以及其余为何不能', async ({ page, otherBrowser }) => {
  await new Api(page.request).register(newEnterprise());
  await open(page, '/');
  const tile = (kind: string) => page.getByRole('region', { name: '承装（修、试）电力设施许可业务' }).getByRole('listitem').filter({ hasText: kind });
  await expect(tile('许可证新申请').getByRole('button')).toBeEnabled();
  for (const kind of ['登记事项变更', '许可事项变更', '许可证延续', '许可证补（换）证', '许可证注销']) {
    await expect(tile(kind)).toContainText('取得许可证后方可办理');
    await expect(tile(kind).getByRole('button')).toHaveCount(0);
  }
  const owner = await otherBrowser();
  const { api, licence } = await licensed(owner, otherBrowser);
  await open(owner, '/');
  const held = (kind: string) => owner.getByRole('region', { name: '承装（修、试）电力设施许可业务' }).getByRole('listitem').filter({ hasText: kind });
  await expect(held('许可证新申请')).toContainText(licence.number);
  await expect(held('许可证延续')).toContainText('届满前90日内');
  for (const kind of ['登记事项变更', '许可事项变更', '许可证补（换）证', '许可证注销']) {
    await expect(held(kind).getByRole('button')).toBeEnabled();
  }
  const id = await api.start('reissue');
  await open(owner, '/');
  await expect(held('许可证补（换）证').getByRole('link', { name: /继续填报/ })).toHaveAttribute('href', `/filings/${id}/reissue`);
  await expect(held('许可证注销')).toContainText('请先办结、废弃或终止后再申请注销');
});
