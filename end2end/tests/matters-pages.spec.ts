// Every page of the filings about a licence, wide and narrow.
import { Api, DOCUMENTS } from './helpers/api';
import { grant, licensed, office, toSignOff } from './helpers/licensed';
import { look, lookAt } from './helpers/look';
import { signInAs, STAFF } from './helpers/office';
import { open } from './helpers/page';
import { daysAgo, newEnterprise } from './helpers/people';
import { expect, test } from './helpers/test';

test.describe.configure({ mode: 'parallel' });

test('登记事项变更的页面', { tag: '@phone' }, async ({ page, otherBrowser }) => {
  test.slow();
  const { api, enterprise, office, licence } = await licensed(page, otherBrowser);
  await lookAt(page, 'home-entries', '/');
  const id = await api.start('registration_change');
  await api.saveSection(id, 'application', {
    submitter: 'representative', submitter_name: enterprise.representative, submitter_id: enterprise.representativeId, declared: true,
  });
  await api.changeSection(id, 'change', { name: `${enterprise.name}（集团）`, registered_address: '上海市静安区南京西路1号' });
  for (const tab of ['application', 'change', 'submission']) await lookAt(page, `registration-${tab}`, `/filings/${id}/${tab}`);
  const slots = ['legal_declaration', 'representative_identity', 'registration_notice', 'changed_business_licence', 'changed_licence_originals'];
  await api.attachAll(id, ...slots, 'name_approval', 'new_address_proof');
  await api.submit(id);
  await toSignOff(office, id);
  const head = await otherBrowser();
  await signInAs(head, STAFF.head);
  await open(head, `/filings/${id}`);
  await look(head, 'registration-review');
  await office.head.act(id, 'grant');
  await lookAt(page, 'licence-copies', `/licences/${licence.id}`);
  await lookAt(page, 'licence-void', `/licences/${licence.id}?copy=1`);
});

test('许可事项变更的页面', { tag: '@phone' }, async ({ page, otherBrowser }) => {
  test.slow();
  const { api } = await licensed(page, otherBrowser);
  const id = await api.start('scope_change');
  await api.changeSection(id, 'application', { wanted: { install: '4', repair: '5', test: null } });
  await lookAt(page, 'scope-application', `/filings/${id}/application`);
  await lookAt(page, 'scope-electricians', `/filings/${id}/electricians`);
  await lookAt(page, 'scope-overview', `/filings/${id}`);
});

test('许可证延续的页面', { tag: '@phone' }, async ({ page }) => {
  const api = new Api(page.request);
  await api.signIn('demo-licensed-3', 'Licensing-2026');
  const id = await api.start('renewal');
  await api.changeSection(id, 'application', { downgrade: 'yes' });
  await lookAt(page, 'renewal-application', `/filings/${id}/application`);
  await lookAt(page, 'renewal-overview', `/filings/${id}`);
  await lookAt(page, 'home-renewal', '/');
});

test('补（换）证、注销、业务办理终止的页面', { tag: '@phone' }, async ({ page, otherBrowser }) => {
  test.slow();
  const { api, office } = await licensed(page, otherBrowser);
  const reissue = await api.start('reissue');
  await api.saveSection(reissue, 'reissue', { reason: 'lost', happened_on: daysAgo(9), explanation: '搬迁途中遗失', notice_medium: '', notice_on: '' });
  await lookAt(page, 'reissue', `/filings/${reissue}/reissue`);
  await api.changeSection(reissue, 'reissue', { notice_medium: '上海法治报', notice_on: daysAgo(3) });
  await api.attachAll(reissue, 'loss_notice', 'reissue_business_licence');
  await api.submit(reissue);
  await lookAt(page, 'reissue-overview', `/filings/${reissue}`);
  await lookAt(page, 'termination', '/termination');
  await page.getByRole('button', { name: /终止申请/ }).first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await look(page, 'termination-dialog');
  await api.act(reissue, 'terminate', '不再需要补证。');
  const cancellation = await api.start('cancellation');
  await lookAt(page, 'cancellation', `/filings/${cancellation}/cancellation`);
  await api.saveSection(cancellation, 'cancellation', { reason: 'ceased', explanation: '' });
  await api.attachAll(cancellation, 'cancellation_request', 'cancelled_licence');
  await api.submit(cancellation);
  await grant(office, cancellation);
  await lookAt(page, 'home-cancelled', '/');
  const reviewer = await otherBrowser();
  await signInAs(reviewer, STAFF.reviewer);
  await open(reviewer, '/queue');
  await look(reviewer, 'queue-terminated');
});

test('人员变更的页面', { tag: '@phone' }, async ({ page, otherBrowser }) => {
  test.slow();
  const { api, draft, office } = await licensed(page, otherBrowser);
  await lookAt(page, 'personnel', '/personnel');
  const joining = await api.start('joining');
  await lookAt(page, 'joining', `/filings/${joining}/joining`);
  await api.saveSection(joining, 'joining', { read: true, post: 'electricians' });
  await lookAt(page, 'joining-electricians', `/filings/${joining}/electricians`);
  await lookAt(page, 'joining-submission', `/filings/${joining}/submission`);
  const [{ name, resident_id }] = draft.technicians;
  const leaving = await api.start('leaving');
  await lookAt(page, 'leaving', `/filings/${leaving}/leaving`);
  await page.getByRole('main').getByRole('button', { name: /\+|新增/ }).first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: '查询' }).click();
  await expect(page.getByRole('dialog').getByRole('checkbox').first()).toBeVisible();
  await look(page, 'leaving-dialog');
  await api.saveSection(leaving, 'leaving', {
    people: [{ resident_id, name, posts: ['technicians'] }], left_on: daysAgo(2), explanation: '个人原因',
  });
  await api.attachAll(leaving, 'departure_proof');
  await api.submit(leaving);
  const reviewer = await otherBrowser();
  await signInAs(reviewer, STAFF.reviewer);
  await open(reviewer, `/filings/${leaving}`);
  await look(reviewer, 'leaving-review');
  await grant(office, leaving, true);
  await lookAt(page, 'home-shortfall', '/');
});

test('规则、节假日和企业信用的页面', { tag: '@phone' }, async ({ page, otherBrowser }) => {
  await new Api(page.request).signIn('administrator', 'Licensing-2026');
  await lookAt(page, 'home-administrator', '/');
  await lookAt(page, 'rules', '/administration/rules');
  await lookAt(page, 'calendar', '/administration/calendar');
  const reviewer = await otherBrowser();
  await signInAs(reviewer, STAFF.reviewer);
  await lookAt(reviewer, 'credit', '/credit');
});

test('申请方式、容缺材料、办理时限和公告的页面', { tag: '@phone' }, async ({ page, otherBrowser }) => {
  test.slow();
  const enterprise = newEnterprise({ freeTradeZone: true });
  const api = new Api(page.request);
  await api.register(enterprise);
  await open(page, '/');
  await page.getByRole('main').getByRole('button', { name: /许可证新申请/ }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await look(page, 'tracks-dialog');
  const id = await api.start('new_licence', 'deferred_documents');
  await api.readyDraft(enterprise, id, DOCUMENTS.filter((key) => key !== 'financial_statement'));
  await api.changeSection(id, 'application', { deferred: ['financial_statement'] });
  await lookAt(page, 'deferred-basics', `/filings/${id}/basics`);
  await lookAt(page, 'deferred-submission', `/filings/${id}/submission`);
  await api.submit(id);
  const { reviewer, head } = await office(otherBrowser);
  for (const step of ['claim', 'accept', 'examine']) await reviewer.act(id, step);
  await lookAt(page, 'deferred-overview', `/filings/${id}`);
  await api.attach(id, 'financial_statement');
  await api.call('filings/hand_in', { id });
  const [desk, boss] = [await otherBrowser(), await otherBrowser()];
  await signInAs(desk, STAFF.reviewer);
  await lookAt(desk, 'deferred-review', `/filings/${id}`);
  await lookAt(desk, 'queue-due', '/queue');
  await reviewer.call('filings/check_deferred', { id, slot: 'financial_statement' });
  await head.act(id, 'extend', '材料较多，需要延长审查。');
  await signInAs(boss, STAFF.head);
  await lookAt(boss, 'extended-review', `/filings/${id}`);
  await lookAt(await otherBrowser(), 'public-notices', '/public/notices');
});
