// Words of the user interface that every spec uses.
import { expect, type Locator, type Page } from '@playwright/test';

/** Text that stands for itself in a pattern. */
export const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Locators inside `has` start anew, from the page. */
export function pageOf(scope: Page | Locator): Page {
  return 'page' in scope ? scope.page() : scope;
}

/** The name of a button that says what it does and, for screen readers only, to which. */
export function named(action: string, which: string): RegExp {
  return new RegExp(`^${escape(action)}\\s*：?\\s*${escape(which)}$`);
}

/** The control with this very label; the star of required ones is not part of it. */
export function field(scope: Page | Locator, label: string): Locator {
  return scope.getByLabel(new RegExp(`^\\s*${escape(label)}\\s*\\*?\\s*$`));
}

/** Fills text, dates, and lists that open (by the label of the choice). */
export async function fill(scope: Page | Locator, label: string, value: string): Promise<void> {
  const control = field(scope, label);
  const isList = await control.evaluate((element) => element instanceof HTMLSelectElement);
  await (isList ? control.selectOption({ label: value }) : control.fill(value));
}

export async function fillAll(scope: Page | Locator, values: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(values)) await fill(scope, label, value);
}

/** The message beside the field with this label. */
export function messageOf(scope: Page | Locator, label: string): Locator {
  return scope.locator('.field, .choices').filter({ has: field(pageOf(scope), label) }).locator('.field-error');
}

/** Waits until the page answers to clicks and typing. */
export async function alive(page: Page): Promise<void> {
  await page.locator('body[data-hydrated]').waitFor();
}

/** Opens a page and waits until it answers to clicks and typing. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await alive(page);
}

export async function expectHeading(page: Page, name: string | RegExp): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}
