// 人员变更申请: who leaves, what that does to the licence, and who joins to mend it.
import { lead } from './helpers/api';
import { expectSaved, fillLead, startFiling, submitFiling, upload } from './helpers/enterprise';
import { pdf } from './helpers/files';
import { grant, licensed } from './helpers/licensed';
import { act, claim, signInAs, STAFF } from './helpers/office';
import { fill, open } from './helpers/page';
import { daysAgo } from './helpers/people';
import { expect, test } from './helpers/test';

test('人员离职：查询、确认离职时说明影响，准予后低于条件，限三十日内改正', async ({ page, otherBrowser }) => {
  test.slow();
  const { api, draft } = await licensed(page, otherBrowser);
  const [leaver] = draft.electricians;
  await open(page, '/personnel');
  const id = await startFiling(page, '人员变更（离职）', '人员离职申请', { button: '人员离职申请' });
  await page.getByRole('button', { name: /^新增|^\+/ }).first().click();
  const dialog = page.getByRole('dialog');
  await fill(dialog, '姓名', leaver.name);
  await dialog.getByRole('button', { name: '查询' }).click();
  await dialog.getByRole('row').filter({ hasText: leaver.name }).getByRole('checkbox').first().check();
  await dialog.getByRole('button', { name: /^(确定|添加)/ }).click();
  await expect(page.getByRole('main').getByRole('table')).toContainText(leaver.name);
  await fill(page, '离职日期', daysAgo(3));
  await fill(page, '离职原因', '个人原因');
  await expectSaved(page);
  await upload(page, '解除或终止劳动关系证明', pdf());
  await page.getByRole('main').getByRole('button', { name: '确认离职', exact: true }).click();
  const question = page.getByRole('dialog', { name: /确认离职/ });
  await expect(question).toContainText(/技能人员.*不足/);
  await question.getByRole('button', { name: '确认离职', exact: true }).click();
  await expect(page.getByRole('heading', { name: '回执：申请已提交' })).toBeVisible();

  const reviewer = await otherBrowser();
  await signInAs(reviewer, STAFF.reviewer);
  await claim(reviewer, (await api.header(id)).number);
  await expect(reviewer.getByRole('main')).toContainText(leaver.name);
  await expect(reviewer.getByRole('main')).toContainText(/技能人员.*不足/);
  await act(reviewer, '受理', { becomes: '待签批' });
  const head = await otherBrowser();
  await signInAs(head, STAFF.head);
  await open(head, `/filings/${id}`);
  await act(head, '准予变更人员', { confirm: true, becomes: '准予变更人员' });

  await open(page, '/');
  await expect(page.getByRole('region', { name: '待办' })).toContainText(/不符合许可条件/);
  await open(head, '/');
  await expect(head.getByRole('region', { name: '待办' })).toContainText(/不符合许可条件/);
  await open(page, '/personnel');
  await expect(page.getByRole('table')).not.toContainText(leaver.name);
});

test('人员入职：先阅读温馨提示，选择人员类型，新技术负责人接替原任', async ({ page, otherBrowser }) => {
  test.slow();
  const { api, office, draft } = await licensed(page, otherBrowser);
  const successor = lead();
  await open(page, '/personnel');
  const id = await startFiling(page, '人员变更（入职）', '人员入职申请', { button: '人员入职申请' });
  await expect(page.getByRole('main')).toContainText('温馨提示');
  await page.getByRole('checkbox', { name: /已阅读/ }).check();
  await page.getByRole('radio', { name: '技术负责人' }).check();
  await expectSaved(page);
  await page.getByRole('link', { name: '下一步' }).click();
  await fillLead(page, successor);
  await expectSaved(page);
  for (const label of ['技术负责人身份证件', '技术负责人职称证书', '技术负责人任职文件']) await upload(page, label, pdf());
  await page.getByRole('link', { name: '下一步' }).click();
  await expect(page.getByText('没有不符合项，可以提交。')).toBeVisible();
  await submitFiling(page, '提交');
  await grant(office, id, true);
  const staff = await api.call<{ name: string; posts: string[] }[]>('staff/find', { search: { name: '', resident_id: '', post: 'technical_lead' } });
  expect(staff.map(({ name }) => name)).toEqual([successor.name]);
  expect(staff[0].name).not.toBe(draft.technicalLead.name);
});
