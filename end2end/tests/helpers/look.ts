// Looking at a page: axe finds nothing, nothing sticks out, and there is a picture.
import { expect, type Page } from '@playwright/test';
import { join } from 'node:path';
import { expectNoSidewaysScroll, expectNoViolations } from './axe';
import { open } from './page';

const PICTURES = join(__dirname, '../../screenshots');

/** Looks at the page as it is now. */
export async function look(page: Page, name: string): Promise<void> {
  await expect(page.locator('.loading')).toHaveCount(0);
  const width = page.viewportSize()!.width;
  await page.evaluate(() => scrollTo(0, 0)); // what sticks to the window stands where it stands at first
  await page.screenshot({ path: join(PICTURES, `${name}-${width}.png`), fullPage: true, animations: 'disabled' });
  await expectNoSidewaysScroll(page);
  await expectNoViolations(page);
  if (width < 1280) return; // colours do not depend on the width
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: join(PICTURES, `${name}-dark-${width}.png`), fullPage: true, animations: 'disabled' });
  await expectNoViolations(page, ['color-contrast']);
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Opens a page and looks at it. */
export async function lookAt(page: Page, name: string, path: string): Promise<void> {
  await open(page, path);
  await look(page, name);
}
