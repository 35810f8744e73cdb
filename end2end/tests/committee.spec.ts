// 行政许可委员会 and 批量签批: a meeting from its call to its minutes, and the head's desk.
import type { Page } from '@playwright/test';
import { Api } from './helpers/api';
import { callMeeting, committee, deliberate } from './helpers/committee';
import { toSignOff } from './helpers/licensed';
import { look } from './helpers/look';
import { actions, lineOf, signInAs, STAFF, status, timeline } from './helpers/office';
import { expectHeading, fill, messageOf, open } from './helpers/page';
import { newEnterprise, type Registration } from './helpers/people';
import { expect, test } from './helpers/test';

type Filed = { id: string; number: string; enterprise: Registration; api: Api };

/** A submitted filing of a new enterprise with a session of its own. */
async function filed(browser: () => Promise<Page>): Promise<Filed> {
  const enterprise = newEnterprise();
  const api = new Api((await browser()).request);
  await api.register(enterprise);
  const { id } = await api.readyDraft(enterprise);
  await api.submit(id);
  return { id, number: (await api.header(id)).number, enterprise, api };
}

/** The same, waiting for the committee, examined by the reviewer. */
async function waiting(browser: () => Promise<Page>): Promise<Filed> {
  const filing = await filed(browser);
  const reviewer = (await committee()).get(STAFF.reviewer.name)!;
  for (const step of ['claim', 'accept', 'examine', 'pass_to_committee']) await reviewer.act(filing.id, step);
  return filing;
}

const item = (page: Page, { number }: Filed) => page.getByRole('region', { name: new RegExp(number) });

async function vote(page: Page, filing: Filed, choice: string, reason = ''): Promise<void> {
  const sheet = item(page, filing);
  await sheet.getByRole('radio', { name: choice, exact: true }).check();
  if (reason) await fill(sheet, '意见', reason);
  await sheet.getByRole('button', { name: '表决', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: `已表决：${choice}` })).toBeVisible();
}

test('委员会：召集、介绍、表决、审查人不表决、宣布结论、申请继续办理', async ({ page, otherBrowser }) => {
  test.slow();
  const [passed, returned] = [await waiting(otherBrowser), await waiting(otherBrowser)];
  const head = page;
  await signInAs(head, STAFF.head);
  await open(head, '/committee');
  await expect(lineOf(head, passed.number)).toContainText(passed.enterprise.name);
  await head.getByRole('button', { name: '召集会议' }).click();
  const dialog = head.getByRole('dialog', { name: '召集会议' });
  await fill(dialog, '地点', '第一会议室');
  for (const { name } of [STAFF.head, STAFF.reviewer]) await dialog.getByRole('checkbox', { name }).check();
  for (const { number } of [passed, returned]) await dialog.getByRole('checkbox', { name: new RegExp(number) }).check();
  await dialog.getByRole('button', { name: '召集', exact: true }).click();
  await expect(dialog).toContainText('委员不能少于3人，已选2人');
  await dialog.getByRole('checkbox', { name: STAFF.otherReviewer.name }).check();
  await fill(dialog, '主持人', `${STAFF.head.name}（机构负责人）`);
  await look(head, 'meeting-call');
  await dialog.getByRole('button', { name: '召集', exact: true }).click();
  await expect(head.getByRole('status').filter({ hasText: '会议已召集' })).toBeFocused();
  await expect(lineOf(head, passed.number)).toHaveCount(0);
  await look(head, 'committee');

  const reviewer = await otherBrowser();
  await test.step('审查人介绍情况，但不表决', async () => {
    await signInAs(reviewer, STAFF.reviewer);
    await open(reviewer, `/filings/${passed.id}`);
    await expect(actions(reviewer).getByRole('button', { name: '提交签批' })).toHaveCount(0);
    await reviewer.getByRole('region', { name: '行政许可委员会' }).getByRole('link').first().click();
    await expectHeading(reviewer, /行政许可委员会会议$/);
    await fill(item(reviewer, passed), '审查情况介绍', '材料齐全，条件符合。');
    await item(reviewer, passed).getByRole('button', { name: '保存介绍' }).click();
    await expect(reviewer.getByRole('status').filter({ hasText: '审查情况介绍已保存' })).toBeFocused();
    await expect(item(reviewer, passed)).toContainText('审查人，不表决');
    await expect(item(reviewer, passed).getByRole('button', { name: '表决', exact: true })).toHaveCount(0);
  });

  const member = await otherBrowser();
  await test.step('委员从待办进入会议并表决', async () => {
    await signInAs(member, STAFF.otherReviewer);
    const meeting = new URL(reviewer.url()).pathname;
    await expect(member.locator(`#to-dos a[href="${meeting}"]`)).toContainText('2件申请待您表决');
    await open(member, meeting);
    await expect(item(member, passed)).toContainText('材料齐全，条件符合。');
    await item(member, passed).getByRole('radio', { name: '不同意', exact: true }).check();
    await item(member, passed).getByRole('button', { name: '表决', exact: true }).click();
    await expect(messageOf(item(member, passed), '意见')).toHaveText('不同意的，请填写理由');
    await vote(member, passed, '同意');
    await vote(member, returned, '不同意', '业绩证明不清楚');
    await look(member, 'meeting-vote');
    await open(head, meeting);
  });

  await test.step('主持人表决、宣布结论、结束会议', async () => {
    await vote(head, passed, '同意');
    await vote(head, returned, '弃权');
    const closing = head.getByRole('region', { name: '结束会议' });
    await closing.getByRole('button', { name: '宣布结论并结束会议' }).click();
    await expect(closing).toContainText('请选择审议结论');
    await fill(closing, `${passed.number} ${passed.enterprise.name}`, '建议准予');
    await fill(closing, `${returned.number} ${returned.enterprise.name}`, '建议不予');
    await fill(closing, '会议纪要', '会议审议了两件申请。');
    await expect(closing).toContainText('表决结果不支持“建议不予”：同意0，不同意1，弃权1');
    await fill(closing, `${returned.number} ${returned.enterprise.name}`, '退回审查');
    await closing.locator('.closing').filter({ hasText: returned.number }).getByLabel('说明').fill('请补充业绩证明');
    await look(head, 'meeting-close');
    await closing.getByRole('button', { name: '宣布结论并结束会议' }).click();
    const question = head.getByRole('dialog', { name: '结束会议' });
    await expect(question).toContainText(`${passed.number} ${passed.enterprise.name}：建议准予`);
    await question.getByRole('button', { name: '结束会议' }).click();
    await expect(head.getByRole('status').filter({ hasText: '会议已结束' })).toBeFocused();
    await expect(item(head, returned)).toContainText('退回审查');
    await look(head, 'meeting-closed');
  });

  await open(reviewer, `/filings/${returned.id}`);
  await expect(status(reviewer)).toHaveText('审查中');
  await expect(reviewer.getByRole('region', { name: '行政许可委员会' })).toContainText('请补充业绩证明');
  await open(head, `/filings/${passed.id}`);
  await expect(status(head)).toHaveText('待签批');
  const found = head.getByRole('region', { name: '行政许可委员会' });
  await expect(found).toContainText('同意2，不同意0，弃权0');
  await look(head, 'filing-deliberated');
  await expect(timeline(head).filter({ hasText: '行政许可委员会会议审议，提交机构负责人签批' })).toHaveCount(1);
});

test('批量签批：看到委员会意见和核对结果，一次准予多件，不能签批自己审查的，结果逐件说明', async ({ page, otherBrowser }) => {
  test.slow();
  const filings = [await waiting(otherBrowser), await waiting(otherBrowser), await waiting(otherBrowser)];
  const own = await filed(otherBrowser);
  await deliberate(...filings.map(({ id }) => id));
  const [first, second, gone] = filings;
  await signInAs(page, STAFF.head);
  await toSignOff({ reviewer: new Api(page.request) }, own.id);

  await open(page, '/');
  await page.getByRole('main').getByRole('link', { name: /^批量签批/ }).click();
  await expectHeading(page, '批量签批');
  const line = lineOf(page, first.number);
  for (const shown of [first.enterprise.name, '承装类五级', '建议准予', '同意2，不同意0，弃权0', '条件均符合']) await expect(line).toContainText(shown);
  await expect(lineOf(page, own.number)).toContainText('签批人不能是本申请的审查人');
  await expect(lineOf(page, own.number).getByRole('checkbox')).toHaveCount(0);
  await expect(page.getByRole('button', { name: '准予所选' })).toBeDisabled();
  for (const { number } of filings) await page.getByRole('checkbox', { name: `选择 ${number}` }).check();
  await look(page, 'sign-off');

  // One is taken back under the head's eyes.
  await gone.api.act(gone.id, 'terminate', '不再申请');
  await page.getByRole('button', { name: '准予所选' }).click();
  const dialog = page.getByRole('dialog', { name: '准予所选的申请' });
  for (const { number } of filings) await expect(dialog).toContainText(number);
  await look(page, 'sign-off-grant');
  await dialog.getByRole('button', { name: '准予', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: '2 件已作出“准予”的决定' })).toBeFocused();
  await expect(page.getByRole('alert').filter({ hasText: '以下申请未办理' })).toContainText(`${gone.number} ${gone.enterprise.name}：该申请已由他人处理`);
  for (const { number } of [first, second]) await expect(lineOf(page, number)).toHaveCount(0);
  await look(page, 'sign-off-results');
  for (const { api } of [first, second]) expect((await api.licence()).status).toBe('in_force');
});

test('批量不予须填写同一理由，企业看到理由', async ({ page, otherBrowser }) => {
  const filings = [await waiting(otherBrowser), await waiting(otherBrowser)];
  await deliberate(...filings.map(({ id }) => id));
  await signInAs(page, STAFF.head);
  await open(page, '/sign-off');
  for (const { number } of filings) await page.getByRole('checkbox', { name: `选择 ${number}` }).check();
  await page.getByRole('button', { name: '不予所选' }).click();
  const dialog = page.getByRole('dialog', { name: '不予所选的申请' });
  await dialog.getByRole('button', { name: '不予', exact: true }).click();
  await expect(messageOf(dialog, '理由')).toHaveText('请填写不予的理由');
  await fill(dialog, '理由', '主要业绩不符合要求。');
  await dialog.getByRole('button', { name: '不予', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: '2 件已作出“不予”的决定' })).toBeFocused();
  for (const { api, id } of filings) expect((await api.header(id)).status).toBe('refused');
});

test('审核人员没有批量签批，企业和其他机构看不到会议', async ({ page, otherBrowser, complaints }) => {
  complaints.expectStatus(403, 404);
  const filing = await waiting(otherBrowser);
  const meeting = `/committee/${await callMeeting(filing.id)}`;
  await signInAs(page, STAFF.reviewer);
  await page.goto('/sign-off');
  await expectHeading(page, '没有权限');
  const stranger = await otherBrowser();
  await signInAs(stranger, STAFF.strangeReviewer);
  await stranger.goto(meeting);
  await expectHeading(stranger, '没有找到');
  const enterprise = await otherBrowser();
  await new Api(enterprise.request).register(newEnterprise());
  for (const address of ['/committee', meeting]) {
    await enterprise.goto(address);
    await expectHeading(enterprise, '没有权限');
  }
});

test('手机上表决和签批 @phone', async ({ page, otherBrowser }) => {
  const [discussed, decided] = [await waiting(otherBrowser), await waiting(otherBrowser)];
  await deliberate(decided.id);
  const meeting = `/committee/${await callMeeting(discussed.id)}`;
  await signInAs(page, STAFF.head);
  await open(page, meeting);
  await vote(page, discussed, '同意');
  await look(page, 'meeting');
  await open(page, '/committee');
  await look(page, 'committee');
  await open(page, '/sign-off');
  await page.getByRole('checkbox', { name: `选择 ${decided.number}` }).check();
  await look(page, 'sign-off');
  await page.getByRole('button', { name: '准予所选' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '准予', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: '1 件已作出“准予”的决定' })).toBeFocused();
});
