// What the regulator's staff do.
import { expect, type Locator, type Page } from '@playwright/test';
import { signIn } from './accounts';
import { field, open } from './page';

/** The demonstration's password, the same for all. */
const PASSWORD = 'Licensing-2026';

/** The demonstration's staff of 国家能源局华东监管局, and one of another office. */
export const STAFF = {
  reviewer: { account: 'reviewer-east', name: '陈志远', password: PASSWORD },
  otherReviewer: { account: 'reviewer2-east', name: '周晓岚', password: PASSWORD },
  head: { account: 'head-east', name: '顾明德', password: PASSWORD },
  strangeReviewer: { account: 'reviewer-south', name: '黄嘉敏', password: PASSWORD },
};
export type Staff = (typeof STAFF)[keyof typeof STAFF];

export async function signInAs(page: Page, staff: Staff): Promise<void> {
  await signIn(page, staff.account, staff.name, staff.password);
}

/** The queue's line about this filing. */
export function lineOf(page: Page, number: string): Locator {
  return page.getByRole('row').filter({ hasText: number });
}

/** The queue; with a number, narrowed to that filing: others are there too, and more than a page of them. */
export async function openQueue(page: Page, number = ''): Promise<void> {
  await open(page, number ? `/queue?q=${number}` : '/queue');
  await expect(page.getByRole('heading', { level: 1, name: '审核队列' })).toBeVisible();
}

/** Searches the queue as people do. */
export async function find(page: Page, text: string): Promise<void> {
  const form = page.getByRole('region', { name: '筛选' });
  await field(form, '查找').fill(text);
  await form.getByRole('button', { name: '查询' }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe(text);
}

/** Claims it from the queue and opens it. */
export async function claim(page: Page, number: string): Promise<void> {
  await openQueue(page, number);
  await page.getByRole('button', { name: `领取 ${number}` }).click();
  await expect(lineOf(page, number)).toContainText('形审中');
  await page.getByRole('link', { name: `查看 ${number}` }).click();
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(number) })).toBeVisible();
}

/** The panel with the steps that can be taken. */
export function actions(page: Page): Locator {
  return page.getByRole('region', { name: '办理', exact: true });
}

/** Takes one step, with a reason where there is one to give, and confirms it where that is asked. */
export async function act(page: Page, step: string, { reason = '', confirm = false, becomes = '' } = {}): Promise<void> {
  if (reason) await field(actions(page), '理由或备注').fill(reason);
  await actions(page).getByRole('button', { name: step, exact: true }).click();
  if (confirm) {
    const question = page.getByRole('dialog', { name: `确认${step}？` });
    if (reason) await expect(question).toContainText(reason);
    await question.getByRole('button', { name: step, exact: true }).click();
    await expect(question).toBeHidden();
  }
  if (becomes) await expect(status(page)).toHaveText(becomes);
}

/** Where the filing of the page stands. */
export function status(page: Page): Locator {
  return page.locator('.page-head .status');
}

/** The steps on the timeline: what was done, and all that stands beside it. */
export function timeline(page: Page): Locator {
  return page.locator('.timeline > li');
}
