// Numbers of people in a filing: masked for the office, shown one at a time for a reason that is noted.
import { Api } from './helpers/api';
import { look } from './helpers/look';
import { signInAs, STAFF } from './helpers/office';
import { field, fill, messageOf, open } from './helpers/page';
import { newEnterprise } from './helpers/people';
import { expect, test } from './helpers/test';

const masked = (id: string) => `${id.slice(0, 6)}********${id.slice(-4)}`;

test('审核人员看到遮盖的号码，说明原因后查看一个，记入审计日志', async ({ page, request, otherBrowser }) => {
  test.slow();
  const enterprise = newEnterprise();
  const owner = new Api(request);
  await owner.register(enterprise);
  const { id, electricians, technicalLead } = await owner.readyDraft(enterprise);
  await owner.submit(id);
  const { number } = await owner.header(id);

  await signInAs(page, STAFF.reviewer);
  await open(page, `/filings/${id}/electricians`);
  const html = await page.content();
  for (const { resident_id } of electricians) expect(html).not.toContain(resident_id);
  const row = page.getByRole('row').filter({ hasText: electricians[0].name });
  await expect(row).toContainText(masked(electricians[0].resident_id));
  await expect(row).toContainText(`T${masked(electricians[0].resident_id)}`);
  // The check is the server's, of the whole numbers: nothing is wrong with them.
  await expect(page.locator('.check-summary')).toContainText('0 项不符合');

  await row.getByRole('button', { name: /显示.*证书编号/ }).click();
  const dialog = page.getByRole('dialog', { name: '显示完整号码' });
  await dialog.getByRole('button', { name: '显示', exact: true }).click();
  await expect(dialog.locator('.field-error')).toHaveText('请选择');
  await dialog.getByRole('radio', { name: '其他', exact: true }).check();
  await dialog.getByRole('button', { name: '显示', exact: true }).click();
  await expect(messageOf(dialog, '具体原因')).toHaveText('请填写');
  await fill(dialog, '具体原因', '与应急管理部门的查询结果核对');
  await dialog.getByRole('button', { name: '显示', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(row).toContainText(electricians[0].certificate);
  await expect(row.getByRole('button', { name: /显示.*证书编号/ })).toHaveCount(0);
  await expect(row.getByRole('button', { name: /显示.*身份证号码/ })).toBeVisible(); // one at a time

  await page.getByRole('navigation', { name: '填报步骤' }).getByRole('link', { name: /技术负责人/ }).click();
  await expect(field(page, '身份证号码')).toHaveValue(masked(technicalLead.resident_id));
  await page.getByRole('button', { name: /显示.*身份证号码/ }).click();
  await dialog.getByRole('radio', { name: '核对证件或证书' }).check();
  await dialog.getByRole('button', { name: '显示', exact: true }).click();
  await expect(field(page, '身份证号码')).toHaveValue(technicalLead.resident_id);
  // Until the page is left.
  await page.reload();
  await expect(field(page, '身份证号码')).toHaveValue(masked(technicalLead.resident_id));

  const administrator = await otherBrowser();
  await new Api(administrator.request).signIn('administrator', STAFF.head.password);
  await open(administrator, `/administration/audit?act=filing.reveal&row=${number}`);
  const lines = administrator.getByRole('region', { name: '审计日志列表' });
  await expect(lines).toContainText('与应急管理部门的查询结果核对');
  await expect(lines).toContainText('technical_lead.resident_id：核对证件或证书');
  await expect(lines).toContainText(STAFF.reviewer.account);
  await expect(lines).not.toContainText(technicalLead.resident_id);
});

test('遮盖号码的页面', { tag: '@phone' }, async ({ page, request }) => {
  test.slow();
  const enterprise = newEnterprise();
  const owner = new Api(request);
  await owner.register(enterprise);
  const { id } = await owner.readyDraft(enterprise);
  await owner.submit(id);
  await signInAs(page, STAFF.reviewer);
  for (const tab of ['basics', 'technical_lead', 'electricians']) {
    await open(page, `/filings/${id}/${tab}`);
    await expect(page.getByRole('button', { name: /显示/ }).first()).toBeVisible();
    await look(page, `masked-${tab.replace('_', '-')}`);
  }
  await page.getByRole('button', { name: /显示/ }).first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await look(page, 'reveal-dialog');
});
