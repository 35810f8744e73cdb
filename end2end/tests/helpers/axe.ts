import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Holds the page against all of axe's rules (WCAG A and AA, best practices), or some. */
export async function expectNoViolations(page: Page, rules?: string[]): Promise<void> {
  // Legacy mode works in the page itself; the other opens one more page for each run, for the sake of foreign frames.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}\n  ${node.target.join(' ')}\n  ${node.failureSummary ?? ''}`),
  );
  expect.soft(found, `axe on ${new URL(page.url()).pathname}`).toEqual([]);
}

/** Nothing sticks out to the right. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const wide = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const sticksOut = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > clientWidth + 1);
    return sticksOut.slice(0, 5).map((e) => `${e.tagName.toLowerCase()}.${e.className} to ${e.getBoundingClientRect().right} of ${clientWidth}`);
  });
  expect.soft(wide, `sideways scroll on ${new URL(page.url()).pathname}`).toEqual([]);
}
