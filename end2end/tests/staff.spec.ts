import { Api, electrician, technician } from './helpers/api';
import { begun } from './helpers/draft';
import {
  chooseAuthority,
  closeDialog,
  electricianFields,
  expectSaved,
  expectTotals,
  goTo,
  openTab,
  reload,
  startRow,
  startNewLicence,
} from './helpers/enterprise';
import { status } from './helpers/office';
import { field, fill, fillAll, messageOf, named, open } from './helpers/page';
import { newEnterprise, residentId } from './helpers/people';
import { expect, test } from './helpers/test';

test('修改和删除电工后合计随之变化', async ({ page }) => {
  const { api, id } = await begun(page);
  const [one, two] = [electrician(), electrician('testing')];
  for (const person of [one, two]) await api.addRow(id, 'electricians', person);
  await openTab(page, id, 'electricians');
  await expectTotals(page, { 合计: 2, 高压电工: 1, 电气试验: 1 });

  await page.getByRole('button', { name: named('修改', one.name) }).click();
  const dialog = page.getByRole('dialog', { name: '修改电工' });
  await fill(dialog, '电工类别', '低压电工');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(dialog).toBeHidden();
  await expectTotals(page, { 合计: 2, 高压电工: 0, 低压电工: 1, 电气试验: 1 });
  await expect(page.getByRole('button', { name: named('修改', one.name) })).toBeFocused();

  await page.getByRole('button', { name: named('删除', two.name) }).click();
  const question = page.getByRole('dialog', { name: '删除电工' });
  await expect(question).toContainText(`确定删除“${two.name}”？`);
  await question.getByRole('button', { name: '取消' }).click();
  await expectTotals(page, { 合计: 2 });
  await page.getByRole('button', { name: named('删除', two.name) }).click();
  await question.getByRole('button', { name: '删除' }).click();
  await expectTotals(page, { 合计: 1, 电气试验: 0 });
  await reload(page);
  await expectTotals(page, { 合计: 1, 低压电工: 1 });

  // Whoever was deleted may be entered again.
  await api.addRow(id, 'electricians', two);
});

test('每条记录有误时在字段旁说明，内容保留', async ({ page }) => {
  const { id } = await begun(page);
  const person = electrician();
  await openTab(page, id, 'electricians');
  await chooseAuthority(page);
  const dialog = await startRow(page, '电工');
  await fillAll(dialog, { ...electricianFields(person), 身份证号码: '310101199001011235', 有效期止: '2020-01-01' });
  await dialog.getByRole('button', { name: '保存并新增下一条' }).click();
  await expect(dialog.getByRole('alert')).toBeFocused();
  await expect(messageOf(dialog, '身份证号码')).toHaveText('身份证号码校验位不正确，请核对');
  await expect(messageOf(dialog, '有效期止')).toBeVisible();
  await expect(field(dialog, '姓名')).toHaveValue(person.name);

  await fillAll(dialog, { 身份证号码: person.resident_id, 证书编号: `T${residentId()}`, 有效期止: person.valid_until });
  await expect(messageOf(dialog, '证书编号')).toHaveText('特种作业操作证编号与持证人的身份证号码不一致');
  await field(dialog, '证书编号').fill(`T${person.resident_id}`);
  await dialog.getByRole('button', { name: '保存并新增下一条' }).click();
  await expect(dialog.getByRole('status')).toHaveText(`已保存：${person.name}`);
});

test('负责人的证明人电话必须是手机号码', async ({ page }) => {
  const { id } = await begun(page);
  await openTab(page, id, 'safety_lead');
  await page.getByRole('button', { name: named('新增', '工作经历') }).click();
  const dialog = page.getByRole('dialog', { name: '新增工作经历' });
  const line = { 开始日期: '2019-01-01', 结束日期: '2018-01-01', 工作单位: '某公司', 职务: '主管', 证明人: '王五', 证明人电话: '021-88888888' };
  await fillAll(dialog, line);
  await dialog.getByRole('button', { name: '确定' }).click();
  await expect(messageOf(dialog, '证明人电话')).toHaveText('请输入正确的手机号码（11位，以1开头）');
  await expect(messageOf(dialog, '结束日期')).toHaveText('结束日期不能早于开始日期');
  await fillAll(dialog, { 结束日期: '2020-01-01', 证明人电话: '13812345678' });
  await dialog.getByRole('button', { name: '确定' }).click();
  await expect(dialog).toBeHidden();
  const experience = page.getByRole('region', { name: '工作经历' });
  await expect(experience).toContainText('13812345678');

  await experience.getByRole('button', { name: '修改' }).click();
  const editing = page.getByRole('dialog', { name: '修改工作经历' });
  await field(editing, '职务').fill('副经理');
  await editing.getByRole('button', { name: '确定' }).click();
  await expect(experience).toContainText('副经理');
  await experience.getByRole('button', { name: '删除' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '删除' }).click();
  await expect(page.getByText('副经理')).toHaveCount(0);
  await expectSaved(page);
  await reload(page);
  await expect(page.getByText('副经理')).toHaveCount(0);
});

test('其他企业已聘用的人不能再填报，并说明何处何时', async ({ page, request, complaints }) => {
  complaints.expectStatus(422);
  const theirs = newEnterprise();
  const their = new Api(request);
  await their.register(theirs);
  const taken = electrician();
  await their.addRow(await their.start(), 'electricians', taken);

  const { id } = await begun(page);
  await openTab(page, id, 'electricians');
  await chooseAuthority(page);
  const dialog = await startRow(page, '电工');
  await fillAll(dialog, electricianFields({ ...taken, kind: 'cable' }));
  await dialog.getByRole('button', { name: '保存并新增下一条' }).click();
  await expect(messageOf(dialog, '身份证号码')).toHaveText(/^该人员已被其他企业聘用（自\d{4}-\d\d-\d\d），同一人不能重复使用$/);
  await expect(dialog).not.toContainText(theirs.name); // no other enterprise's secrets
  await expect(field(dialog, '姓名')).toHaveValue(taken.name);
  await closeDialog(dialog);
  await expectTotals(page, { 合计: 0 });

  await goTo(page, '技术负责人');
  await fillAll(page, { 姓名: taken.name, 身份证号码: taken.resident_id });
  await page.getByRole('button', { name: '保存' }).click();
  await expect(messageOf(page, '身份证号码')).toHaveText(/^该人员已被其他企业聘用/);
});

test('同一人在本申请中只能填报一次', async ({ page, complaints }) => {
  complaints.expectStatus(422);
  const { api, id } = await begun(page);
  const person = technician();
  await api.addRow(id, 'technicians', person);
  await openTab(page, id, 'electricians');
  await chooseAuthority(page);
  const dialog = await startRow(page, '电工');
  const same = { ...electrician(), name: person.name, resident_id: person.resident_id };
  await fillAll(dialog, electricianFields(same));
  await dialog.getByRole('button', { name: '保存并新增下一条' }).click();
  await expect(messageOf(dialog, '身份证号码')).toHaveText('该身份证号码已在本申请的“电力相关技术人员”中填报');
});

test('申请废弃前说明会释放什么，废弃后其他企业可以聘用', async ({ page, request }) => {
  const { api, id } = await begun(page);
  const [one, two] = [electrician(), electrician('cable')];
  for (const person of [one, two]) await api.addRow(id, 'electricians', person);
  const [theirs, their] = [newEnterprise(), new Api(request)];
  await their.register(theirs);
  const theirFiling = await their.start();
  await expect(their.addRow(theirFiling, 'electricians', one)).rejects.toThrow('该人员已被其他企业聘用');

  await openTab(page, id, 'submission');
  await page.getByRole('button', { name: '申请废弃' }).click();
  const question = page.getByRole('dialog', { name: '申请废弃' });
  await expect(question).toContainText('本申请填报的 2 名人员将被释放');
  await question.getByRole('button', { name: '取消' }).click();
  await expect(status(page)).toHaveText('填报中');
  await page.getByRole('button', { name: '申请废弃' }).click();
  await question.getByRole('button', { name: '确认废弃' }).click();
  await expect(status(page)).toHaveText('已废弃');
  await expect(page.getByRole('button', { name: '提交', exact: true })).toHaveCount(0);

  await their.addRow(theirFiling, 'electricians', one);
  await open(page, '/');
  expect(await startNewLicence(page)).not.toBe(id);
});
