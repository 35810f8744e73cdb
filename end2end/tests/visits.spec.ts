// 现场核查: arranged, told to the enterprise, photographed, concluded; and nothing moves on in between.
import type { Page } from '@playwright/test';
import { Api } from './helpers/api';
import { jpeg, pdf, png, docx } from './helpers/files';
import { look } from './helpers/look';
import { act, actions, signInAs, STAFF, status, timeline } from './helpers/office';
import { field, fill, fillAll, messageOf, open } from './helpers/page';
import { daysAgo, newEnterprise } from './helpers/people';
import { expect, test } from './helpers/test';

const visits = (page: Page) => page.getByRole('region', { name: '现场核查', exact: true });

/** A filing of an enterprise that is signed in on this page, being examined by the office's reviewer, whose page is given back. */
async function examined(page: Page, reviewer: Page) {
  const enterprise = newEnterprise();
  const api = new Api(page.request);
  await api.register(enterprise);
  const { id } = await api.readyDraft(enterprise);
  await api.submit(id);
  await signInAs(reviewer, STAFF.reviewer);
  const office = new Api(reviewer.request);
  for (const step of ['claim', 'accept', 'examine']) await office.act(id, step);
  await open(reviewer, `/filings/${id}`);
  return { id, enterprise };
}

test('现场核查：安排、告知企业、暂停计时、上传照片、填写结果、恢复计时', async ({ page, otherBrowser }) => {
  test.slow();
  const reviewer = await otherBrowser();
  const { id, enterprise } = await examined(page, reviewer);
  await visits(reviewer).getByRole('button', { name: '安排现场核查' }).click();
  const dialog = reviewer.getByRole('dialog', { name: '安排现场核查' });
  await expect(field(dialog, '地点')).toHaveValue(enterprise.registeredAddress);
  await fill(dialog, '核查日期', daysAgo(1));
  await dialog.getByRole('checkbox', { name: STAFF.reviewer.name }).check();
  await dialog.getByRole('button', { name: '安排', exact: true }).click();
  await expect(messageOf(dialog, '核查日期')).toHaveText('不能早于今日');
  await expect(dialog).toContainText('核查人员不能少于2人（行政许可法第三十四条），已选1人');
  await fill(dialog, '核查日期', daysAgo(0));
  await dialog.getByRole('checkbox', { name: STAFF.otherReviewer.name }).check();
  await fill(dialog, '备注', '带上申报的人员名单');
  await look(reviewer, 'visit-arrange');
  await dialog.getByRole('button', { name: '安排', exact: true }).click();
  await expect(reviewer.getByRole('status').filter({ hasText: '现场核查已安排' })).toBeFocused();
  await expect(reviewer.getByRole('region', { name: '办理时限' })).toContainText('现场核查，期间不计入时限');
  await expect(status(reviewer)).toHaveText('审查中');
  await expect(actions(reviewer).getByRole('button', { name: '提交行政许可委员会审议' })).toHaveCount(0);

  await test.step('企业看到日期、地点、人员和暂停计时，看不到备注', async () => {
    await open(page, '/');
    await expect(page.getByRole('region', { name: '待办' })).toContainText('现场核查，请在');
    await open(page, `/filings/${id}`);
    for (const told of [enterprise.registeredAddress, STAFF.reviewer.name, STAFF.otherReviewer.name, '暂停计时']) {
      await expect(visits(page)).toContainText(told);
    }
    await expect(page.getByRole('main')).not.toContainText('带上申报的人员名单');
    await expect(visits(page).getByRole('button')).toHaveCount(0);
    await expect(timeline(page).filter({ hasText: '期间不计入办理时限' })).toHaveCount(1);
    await look(page, 'visit-enterprise');
  });

  await test.step('变更安排须说明原因', async () => {
    await visits(reviewer).getByRole('button', { name: '变更安排' }).click();
    const anew = reviewer.getByRole('dialog', { name: '变更现场核查安排' });
    await fill(anew, '地点', '上海市静安区南京西路1266号施工现场');
    await anew.getByRole('button', { name: '变更', exact: true }).click();
    await expect(messageOf(anew, '变更原因')).toHaveText('请填写变更的原因');
    await fill(anew, '变更原因', '改在施工现场核查');
    await anew.getByRole('button', { name: '变更', exact: true }).click();
    await expect(timeline(reviewer).filter({ hasText: '变更原因：改在施工现场核查' })).toHaveCount(1);
  });

  await test.step('核查人员上传照片，其他文件被拒绝', async () => {
    const member = await otherBrowser();
    await signInAs(member, STAFF.otherReviewer);
    await open(member, `/filings/${id}`);
    await visits(member).getByLabel('上传照片').setInputFiles([jpeg('门头.jpg'), png('车间.png'), pdf('核查记录.pdf')]);
    await expect(visits(member).getByRole('button', { name: '查看：核查记录.pdf' })).toBeVisible();
    await member.getByRole('button', { name: '查看：门头.jpg' }).click();
    await expect(member.getByRole('dialog').getByRole('img', { name: '门头.jpg' })).toBeVisible();
    await member.getByRole('dialog').getByRole('button', { name: '关闭' }).click();
    await visits(member).getByRole('button', { name: '删除：车间.png' }).click();
    await member.getByRole('dialog', { name: '删除照片' }).getByRole('button', { name: '删除' }).click();
    await expect(visits(member).getByRole('button', { name: /^查看：/ })).toHaveCount(2);
    await look(member, 'visit-photographs');
  });

  await open(reviewer, `/filings/${id}`);
  await visits(reviewer).getByRole('button', { name: '填写核查结果' }).click();
  const result = reviewer.getByRole('dialog', { name: '填写核查结果' });
  await result.getByRole('button', { name: '完成核查' }).click();
  await expect(messageOf(result, '核查情况')).toBeVisible();
  await fillAll(result, { 核查情况: '办公场所与申报一致，现场人员12名，与名单相符。' });
  await result.getByRole('radio', { name: '符合', exact: true }).check();
  await result.getByRole('button', { name: '完成核查' }).click();
  await expect(visits(reviewer)).toContainText('已完成：符合');
  await expect(reviewer.getByRole('region', { name: '办理时限' })).toContainText('截止日期');
  await look(reviewer, 'visit-concluded');
  await act(reviewer, '提交行政许可委员会审议', { becomes: '行政许可委员会审议' });
  await open(page, `/filings/${id}`);
  await expect(visits(page)).toContainText('办公场所与申报一致');
});

test('现场照片企业和其他机构看不到，取消核查恢复计时', async ({ page, otherBrowser, complaints }) => {
  complaints.expectStatus(403, 404, 422);
  const reviewer = await otherBrowser();
  const { id } = await examined(page, reviewer);
  await visits(reviewer).getByRole('button', { name: '安排现场核查' }).click();
  const dialog = reviewer.getByRole('dialog', { name: '安排现场核查' });
  await fill(dialog, '核查日期', daysAgo(-3));
  for (const { name } of [STAFF.reviewer, STAFF.head]) await dialog.getByRole('checkbox', { name }).check();
  await dialog.getByRole('button', { name: '安排', exact: true }).click();
  await visits(reviewer).getByLabel('上传照片').setInputFiles([jpeg('现场.jpg'), docx('名册.docx')]);
  await expect(visits(reviewer).getByRole('alert')).toContainText('名册.docx：只接受 JPEG、PNG 照片和 PDF 扫描件');
  const source = await visits(reviewer).locator('img').getAttribute('src');
  expect((await reviewer.request.get(source!)).status()).toBe(200);
  expect((await page.request.get(source!)).status()).toBe(403);
  const stranger = await otherBrowser();
  await signInAs(stranger, STAFF.strangeReviewer);
  expect((await stranger.request.get(source!)).status()).toBe(404);

  await visits(reviewer).getByRole('button', { name: '填写核查结果' }).click();
  const result = reviewer.getByRole('dialog', { name: '填写核查结果' });
  await fill(result, '核查情况', '尚未去过');
  await result.getByRole('button', { name: '完成核查' }).click();
  await expect(messageOf(result, '核查情况')).toContainText('届时才能填写结果');
  await result.getByRole('button', { name: '取消' }).click();
  await visits(reviewer).getByRole('button', { name: '取消核查' }).click();
  const cancelling = reviewer.getByRole('dialog', { name: '取消现场核查' });
  await fill(cancelling, '取消原因', '书面材料已足以认定');
  await cancelling.getByRole('button', { name: '取消核查' }).click();
  await expect(visits(reviewer)).toContainText('书面材料已足以认定');
  await expect(reviewer.getByRole('region', { name: '办理时限' })).toContainText('截止日期');
  await open(page, `/filings/${id}`);
  await expect(timeline(page).filter({ hasText: '恢复计时' })).toHaveCount(1);
});

test('手机上安排现场核查 @phone', async ({ page, otherBrowser }) => {
  const reviewer = await otherBrowser({ viewport: page.viewportSize()!, isMobile: true, hasTouch: true });
  await examined(page, reviewer);
  await visits(reviewer).getByRole('button', { name: '安排现场核查' }).click();
  const dialog = reviewer.getByRole('dialog', { name: '安排现场核查' });
  await fill(dialog, '核查日期', daysAgo(-1));
  for (const { name } of [STAFF.reviewer, STAFF.head]) await dialog.getByRole('checkbox', { name }).check();
  await look(reviewer, 'visit-arrange');
  await dialog.getByRole('button', { name: '安排', exact: true }).click();
  await expect(visits(reviewer)).toContainText('待核查，暂停计时');
  await look(reviewer, 'visit-pending');
});
