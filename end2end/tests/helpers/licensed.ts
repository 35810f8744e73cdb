// A licensed enterprise, and the office that decides, through the server functions.
import type { Page } from '@playwright/test';
import { Api, type Draft, type Licence } from './api';
import { deliberate } from './committee';
import { STAFF } from './office';
import { newEnterprise, type Registration } from './people';

/** The office's people who take a filing to its end. */
export type Office = { reviewer: Api; head: Api };

type OtherBrowser = () => Promise<Page>;

export async function office(otherBrowser: OtherBrowser): Promise<Office> {
  const [reviewer, head] = [new Api((await otherBrowser()).request), new Api((await otherBrowser()).request)];
  await reviewer.signIn(STAFF.reviewer.account, STAFF.reviewer.password);
  await head.signIn(STAFF.head.account, STAFF.head.password);
  return { reviewer, head };
}

/** From the queue to the sign-off, by one reviewer and, but for the short approval, the committee. */
export async function toSignOff({ reviewer }: Pick<Office, 'reviewer'>, id: string, short = false): Promise<void> {
  const steps = short ? ['claim', 'accept'] : ['claim', 'accept', 'examine', 'pass_to_committee'];
  for (const step of steps) await reviewer.act(id, step);
  if (!short) await deliberate(id);
}

/** From the queue to the grant. */
export async function grant(people: Office, id: string, short = false): Promise<void> {
  await toSignOff(people, id, short);
  await people.head.act(id, 'grant');
}

export type Licensed = { api: Api; enterprise: Registration; office: Office; draft: Draft; licence: Licence };

/** A new enterprise, signed in on this page, with a licence for 承装五级. */
export async function licensed(page: Page, otherBrowser: OtherBrowser): Promise<Licensed> {
  const enterprise = newEnterprise();
  const api = new Api(page.request);
  await api.register(enterprise);
  const draft = await api.readyDraft(enterprise);
  await api.submit(draft.id);
  const people = await office(otherBrowser);
  await grant(people, draft.id);
  return { api, enterprise, office: people, draft, licence: await api.licence() };
}
