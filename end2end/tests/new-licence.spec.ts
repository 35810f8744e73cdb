import { register } from './helpers/accounts';
import { electrician, lead, performanceRecord, technician } from './helpers/api';
import { deliberate } from './helpers/committee';
import {
  addElectrician,
  addPerformance,
  addTechnician,
  check,
  chooseAuthority,
  closeDialog,
  expectSaved,
  expectTotals,
  fillApplication,
  fillBasics,
  fillLead,
  goTo,
  rows,
  startNewLicence,
  startRow,
  step,
  submit,
  upload,
} from './helpers/enterprise';
import { docx, jpeg, pdf, png, xlsx } from './helpers/files';
import { act, actions, claim, lineOf, openQueue, signInAs, STAFF, status, timeline } from './helpers/office';
import { expectHeading, field, open } from './helpers/page';
import { newEnterprise } from './helpers/people';
import { expect, test } from './helpers/test';

test('许可证新申请：从注册、逐页填报、提交，到审核、签批、领证', async ({ page, otherBrowser }) => {
  test.slow();
  const enterprise = newEnterprise();
  let number = '';
  let id = '';

  await test.step('注册并开始申请', async () => {
    await register(page, enterprise);
    await expect(page.getByRole('region', { name: '我的申请' })).toContainText('还没有申请');
    await expect(page.getByRole('region', { name: '我的许可证' })).toContainText('尚未取得许可证');
    id = await startNewLicence(page);
    number = (await page.getByRole('heading', { level: 1 }).innerText()).split(' · ')[1];
    await expect(check(page)).toContainText('请至少选择一个申请类别及其等级');
  });

  await test.step('申请类别', async () => {
    await fillApplication(page, enterprise, { 承装: '五级' });
    await expect(check(page)).toContainText('承装五级');
    await expect(check(page)).toContainText('电力相关专业技能人员 0人，不足（不少于5人）');
    await expect(check(page)).toContainText('依据：第36号令第八条');
    await upload(page, '法定代表人声明', docx('声明.docx'));
    await upload(page, '法定代表人身份证件', jpeg('正面.jpg'), jpeg('反面.jpg'));
    await expectSaved(page);
    await expect(step(page, '申请类别')).toContainText('已完成');
    await page.getByRole('link', { name: '下一步' }).click();
    await expect(step(page, '基本情况')).toHaveAttribute('aria-current', 'step');
  });

  await test.step('基本情况', async () => {
    await expect(page.getByText(enterprise.creditCode)).toBeVisible();
    await expect(check(page)).toContainText('净资产占总资产比例 未填写，不足（不低于15%）');
    await fillBasics(page, enterprise);
    await expect(check(page)).not.toContainText('净资产占总资产比例 未填写');
    await check(page).getByText(/已符合 \d+ 项/).click();
    await expect(check(page)).toContainText('净资产占总资产比例 60.0%，符合（不低于15%）');
    const template = page.waitForEvent('download');
    await page.getByRole('link', { name: '下载模板：安全生产组织和制度' }).click();
    expect((await template).suggestedFilename()).toBe('安全生产制度目录.docx');
    await upload(page, '企业法人营业执照', png('营业执照.png'));
    await upload(page, '上一年度审计报告或财务报表', xlsx('财务报表.xlsx'));
    await upload(page, '安全生产组织和制度', pdf('制度.pdf'));
    await expect(step(page, '基本情况')).toContainText('已完成');
  });

  for (const tab of ['技术负责人', '安全负责人'] as const) {
    await test.step(tab, async () => {
      await goTo(page, tab);
      await fillLead(page, lead());
      await upload(page, `${tab}身份证件`, jpeg('身份证.jpg'));
      await upload(page, `${tab}职称证书`, pdf('职称证书.pdf'));
      await upload(page, `${tab}任职文件`, docx('任职文件.docx'));
      await expect(step(page, tab)).toContainText('已完成');
      await expectSaved(page);
    });
  }

  await test.step('电力相关技术人员', async () => {
    await goTo(page, '电力相关技术人员');
    await expectTotals(page, { 合计: 0, 高级: 0, 中级: 0, 初级: 0 });
    const dialog = await startRow(page, '技术人员');
    for (const title of ['senior', 'intermediate', 'junior', 'junior', 'junior']) {
      await addTechnician(dialog, technician(title));
    }
    await closeDialog(dialog);
    await expectTotals(page, { 合计: 5, 高级: 1, 中级: 1, 初级: 3 });
    await expect(rows(page)).toHaveCount(5);
    await upload(page, '技术人员职称证书', pdf('职称证书合集.pdf'));
    await upload(page, '人员社会保险缴纳证明', pdf('社保.pdf'));
    await expect(step(page, '电力相关技术人员')).toContainText('已完成');
  });

  await test.step('电力相关专业技能人员', async () => {
    await goTo(page, '电力相关专业技能人员');
    await expect(page.getByRole('button', { name: '新增', exact: true })).toBeDisabled();
    await chooseAuthority(page);
    const dialog = await startRow(page, '电工');
    for (const kind of ['high_voltage', 'high_voltage', 'high_voltage', 'cable']) await addElectrician(dialog, electrician(kind));
    await closeDialog(dialog);
    await expectTotals(page, { 合计: 4, 高压电工: 3, 电力电缆: 1, 低压电工: 0 });
    await expect(check(page)).toContainText('电力相关专业技能人员 4人，不足（不少于5人）');
    await expect(check(page)).toContainText('特种电工 1人，不足（不少于2人）');
    const again = await startRow(page, '电工');
    await addElectrician(again, electrician('testing'));
    await closeDialog(again);
    await expectTotals(page, { 合计: 5, 电气试验: 1 });
    await expect(check(page).locator('.check-blocking')).toHaveCount(0);
    await upload(page, '电工证书', pdf('电工证书.pdf'));
  });

  await test.step('规定年限内主要业绩', async () => {
    await goTo(page, '规定年限内主要业绩');
    const record = performanceRecord();
    const dialog = await startRow(page, '业绩');
    await addPerformance(dialog, record);
    await closeDialog(dialog);
    await expectTotals(page, { 合计: 1, '35千伏': 1, '10千伏及以下': 0 });
    await rows(page).getByRole('button', { name: '合同 0，竣工验收文件 0' }).click();
    const documents = page.getByRole('dialog', { name: `附件：${record.project}` });
    await upload(documents, '合同', pdf('合同.pdf'));
    await upload(documents, '竣工验收文件', pdf('验收.pdf'));
    await page.keyboard.press('Escape');
    await expect(documents).toBeHidden();
    await expect(rows(page).getByRole('button', { name: '合同 1，竣工验收文件 1' })).toBeVisible();
  });

  await test.step('提交并得到回执', async () => {
    const receipt = await submit(page);
    await expect(receipt).toContainText(number);
    await expect(receipt).toContainText(/\d{4}-\d\d-\d\d \d\d:\d\d/);
    await expect(receipt).toContainText('国家能源局华东监管局');
    await expect(status(page)).toHaveText('已提交，待形审');
    await goTo(page, '技术负责人');
    await expect(field(page, '姓名')).not.toBeEditable();
    await open(page, '/');
    await expect(lineOf(page, number)).toContainText('等待审核人员领取，五个工作日内答复');
  });

  const reviewer = await otherBrowser();
  await test.step('审核人员领取、受理、审查，提交委员会和签批', async () => {
    await signInAs(reviewer, STAFF.reviewer);
    await claim(reviewer, number);
    await act(reviewer, '受理', { becomes: '已受理' });
    await act(reviewer, '开始审查', { becomes: '审查中' });
    await act(reviewer, '提交行政许可委员会审议', { reason: '材料齐全，条件符合。', becomes: '行政许可委员会审议' });
    await deliberate(id);
    await open(reviewer, `/filings/${id}`);
    await expect(status(reviewer)).toHaveText('待签批');
    await expect(actions(reviewer).getByRole('button', { name: '准予许可' })).toHaveCount(0);
  });

  const head = await otherBrowser();
  await test.step('负责人准予许可', async () => {
    await signInAs(head, STAFF.head);
    await openQueue(head, number);
    await expect(lineOf(head, number)).toContainText('待签批');
    await head.getByRole('link', { name: `查看 ${number}` }).click();
    await act(head, '准予许可', { confirm: true, becomes: '准予许可' });
    await expect(timeline(head).last()).toContainText(STAFF.head.name);
  });

  await test.step('企业看到办理过程和许可证', async () => {
    await open(page, '/');
    await page.getByRole('region', { name: '我的申请' }).getByRole('link', { name: number, exact: true }).click();
    await expect(status(page)).toHaveText('准予许可');
    const steps = ['提交', '领取', '受理', '开始审查', '提交行政许可委员会审议', '提交签批', '准予许可'];
    await expect(timeline(page).locator('strong')).toHaveText(steps);
    await expect(page.getByRole('main')).not.toContainText(STAFF.reviewer.name);

    await page.getByRole('link', { name: '查看许可证' }).click();
    await expectHeading(page, /^许可证 · \d-\d-\d{5}-\d{4}$/);
    const certificate = page.getByRole('article', { name: '承装（修、试）电力设施许可证' });
    await expect(certificate.locator('.certificate-number b')).toHaveText(/^4-1-\d{5}-\d{4}$/);
    for (const fact of [enterprise.name, enterprise.registeredAddress, enterprise.representative, enterprise.creditCode, '承装类五级', '国家能源局华东监管局']) {
      await expect(certificate).toContainText(fact);
    }
    const term = /自(\d+)年(\d+)月(\d+)日始至(\d+)年(\d+)月(\d+)日止/.exec(await certificate.innerText());
    const [from, until] = [term!.slice(1, 4), term!.slice(4, 7)].map(([year, month, day]) => Date.UTC(+year, +month - 1, +day));
    const sixYears = new Date(from);
    sixYears.setUTCFullYear(sixYears.getUTCFullYear() + 6);
    sixYears.setUTCDate(sixYears.getUTCDate() - 1);
    expect(new Date(until).toISOString().slice(0, 10)).toBe(sixYears.toISOString().slice(0, 10));

    const printed = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(printed.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);

    await open(page, '/');
    await expect(page.getByRole('region', { name: '我的许可证' })).toContainText('有效');
    await expect(page.getByRole('button', { name: /许可证新申请/ })).toHaveCount(0);
  });
});

test('同时申请承装、承修、承试，合并后申请由被委托人提交时所需材料随之变化', async ({ page }) => {
  const enterprise = newEnterprise();
  await register(page, enterprise);
  await startNewLicence(page);
  await expect(page.getByRole('heading', { name: '合并协议及批准文件' })).toHaveCount(0);
  await fillApplication(page, enterprise, { 承装: '三级', 承修: '四级', 承试: '五级' });
  for (const wanted of ['承装三级', '承修四级', '承试五级']) await expect(check(page).locator('.check-summary')).toContainText(wanted);

  await page.getByRole('radio', { name: '合并后申请' }).check();
  await page.getByRole('radio', { name: '委托他人提交' }).check();
  for (const document of ['合并协议及批准文件', '授权委托书', '被委托人身份证件']) {
    await expect(page.getByRole('heading', { name: document })).toBeVisible();
  }
  await expect(page.getByRole('heading', { name: '法定代表人身份证件' })).toHaveCount(0);
  await page.getByRole('radio', { name: '分立后申请' }).check();
  await expect(page.getByRole('heading', { name: '分立协议及批准文件' })).toBeVisible();
  await expect(page.getByRole('heading', { name: '合并协议及批准文件' })).toHaveCount(0);

  await page.getByRole('checkbox', { name: '承修', exact: true }).uncheck();
  await expect(check(page).locator('.check-summary')).not.toContainText('承修');
  await expect(field(page, '承修级别')).toBeDisabled();
});

test('未达条件时不能提交，每项核对结果都能跳到对应位置', async ({ page }) => {
  const enterprise = newEnterprise();
  await register(page, enterprise);
  await startNewLicence(page);
  await fillApplication(page, enterprise, { 承装: '五级' });
  await goTo(page, '安全负责人');
  await field(page, '手机').fill('12345');
  await goTo(page, '资料提交');
  await expect(page.getByText(/有 \d+ 项不符合，请逐项完善后提交。/)).toBeVisible();
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('暂不能提交');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  const report = page.getByRole('main').locator('.sheet').filter({ hasText: '申请条件与材料核对' });
  await report.getByRole('link', { name: /请输入正确的手机号码/ }).click();
  await expect(step(page, '安全负责人')).toHaveAttribute('aria-current', 'step');
  await expect(field(page, '手机')).toBeFocused();

  await goTo(page, '资料提交');
  await report.getByRole('link', { name: /请上传“电工证书”/ }).click();
  await expect(step(page, '电力相关专业技能人员')).toHaveAttribute('aria-current', 'step');
  await expect(page.getByLabel('选取文件：电工证书')).toBeFocused();
  await expect(step(page, '资料提交')).not.toContainText('已完成');
});
