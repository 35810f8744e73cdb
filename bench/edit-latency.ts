// How long after the click that saves an edited electrician the totals change, in a list of a thousand. Started by the bench, which says
// where the server is and who is signed in (BENCH_URL, BENCH_COOKIE, BENCH_FILING) and takes the result from the file BENCH_RESULT.
import { writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';

const EDITS = 30;

type Measured = { changed: number[]; shown: number[]; events: number[] };
declare global {
  interface Window {
    measured: Measured;
  }
}

const given = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing: this script is run by the bench`);
  return value;
};

/** Runs in the page before anything of the page does. All times are the browser's own. */
function watch(): void {
  const measured: Measured = { changed: [], shown: [], events: [] };
  window.measured = measured;

  // The clicks that save, by the time stamp that the browser gave them when they arrived. Enter in a field clicks too.
  let saving: number | undefined;
  const saves = new Set<number>();
  document.addEventListener(
    'click',
    (event) => {
      const button = event.target instanceof Element && event.target.closest('dialog[open] .dialog-actions .button-primary');
      if (!button) return;
      saving = event.timeStamp;
      saves.add(saving);
    },
    { capture: true },
  );

  const inTotals = (node: Node): boolean => {
    const element = node instanceof Element ? node : node.parentElement;
    return element?.closest('.totals') != null;
  };
  const observer = new MutationObserver((records) => {
    if (saving === undefined || !records.some((record) => inTotals(record.target))) return;
    const from = saving;
    saving = undefined;
    measured.changed.push(performance.now() - from);
    // The first task after the next frame has been drawn.
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        measured.shown.push(performance.now() - from);
        channel.port1.close();
      };
      channel.port2.postMessage(undefined);
    });
  });
  observer.observe(document, { subtree: true, childList: true, characterData: true });

  const events = new PerformanceObserver((list) => {
    for (const entry of list.getEntriesByName('click')) {
      if (saves.has(entry.startTime)) measured.events.push(entry.duration);
    }
  });
  // The least that browsers allow.
  events.observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);
}

test('editing one electrician among a thousand', async ({ page, context, browser }) => {
  const [cookie = '', value = ''] = given('BENCH_COOKIE').split('=', 2);
  await context.addCookies([{ name: cookie, value, url: given('BENCH_URL') }]);
  await page.addInitScript(watch);
  // The live check is heaviest for all three categories.
  await page.goto(`/filings/${given('BENCH_FILING')}/application`);
  await page.locator('body[data-hydrated]').waitFor();
  await page.getByRole('checkbox', { name: '承试', exact: true }).check();
  await page.getByLabel(/^\s*承试级别/).selectOption({ label: '四级' });
  await expect(page.locator('.page-head .save-state')).toHaveText(/^已自动保存/);
  await page.goto(`/filings/${given('BENCH_FILING')}/electricians`);
  await page.locator('body[data-hydrated]').waitFor();
  // The live check reads all rows, and what it holds is part of what an edit costs.
  await page.waitForLoadState('networkidle');

  const totals = page.locator('.totals');
  await expect(totals).toContainText('1000');
  const rows = page.locator('.table tbody tr');
  const dialog = page.locator('dialog[open]');
  for (let edit = 0; edit < EDITS; edit += 1) {
    const before = await totals.innerText();
    await rows.nth(edit).getByRole('button', { name: '修改' }).click();
    const kind = dialog.getByLabel('电工类别');
    await kind.selectOption((await kind.inputValue()) === 'high_voltage' ? 'low_voltage' : 'high_voltage');
    await dialog.locator('.dialog-actions .button-primary').click();
    await expect.poll(() => page.evaluate(() => window.measured.shown.length)).toBe(edit + 1);
    expect(await totals.innerText()).not.toBe(before);
    await expect(dialog).toHaveCount(0);
  }

  const measured = await page.evaluate(() => window.measured);
  expect(measured.changed).toHaveLength(EDITS);
  const checks = await page.evaluate(() => performance.getEntriesByName('conformity-check').map(({ duration }) => duration));
  expect(checks.length).toBeGreaterThanOrEqual(EDITS);
  writeFileSync(given('BENCH_RESULT'), JSON.stringify({ ...measured, checks, browser: browser.version() }));
});
