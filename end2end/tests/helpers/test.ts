// The `test` of every spec: it fails when a page reports an error, and opens more windows for more people.
import { test as base, type Browser, type BrowserContext, type Page } from '@playwright/test';

export { expect } from '@playwright/test';

type ContextOptions = Parameters<Browser['newContext']>[0];

/** Notes what pages complain about. A test names beforehand what it causes on purpose. */
export class Complaints {
  private readonly heard: string[] = [];
  private readonly expected: RegExp[] = [];

  watch(context: BrowserContext): void {
    context.on('weberror', (error) => this.heard.push(`uncaught: ${error.error().stack ?? error.error()}`));
    context.on('console', (message) => {
      if (message.type() === 'error') this.heard.push(`${message.text()} (${message.location().url})`);
    });
  }

  /** The server will answer with these statuses, which the browser reports as errors. */
  expectStatus(...statuses: number[]): void {
    for (const status of statuses) this.expected.push(new RegExp(`the server responded with a status of ${status}`));
  }

  /** The network will fail. */
  expectOffline(): void {
    this.expected.push(/net::ERR_/);
  }

  unexpected(): string[] {
    return this.heard.filter((complaint) => !this.expected.some((pattern) => pattern.test(complaint)));
  }
}

type Fixtures = {
  complaints: Complaints;
  /** Opens another browser, with cookies of its own. */
  otherBrowser: (options?: ContextOptions) => Promise<Page>;
};

// Sign-ins are counted by address. Each test comes from one of its own, as the proxy in front of the server would tell.
let tests = 0;

export const test = base.extend<Fixtures>({
  extraHTTPHeaders: async ({}, use, { workerIndex }) => {
    tests += 1;
    await use({ 'x-forwarded-for': `10.${workerIndex % 256}.${Math.floor(tests / 256)}.${tests % 256}` });
  },

  complaints: async ({}, use) => {
    const complaints = new Complaints();
    await use(complaints);
    base.expect.soft(complaints.unexpected(), 'errors in the browser').toEqual([]);
  },

  context: async ({ context, complaints }, use) => {
    complaints.watch(context);
    await use(context);
  },

  otherBrowser: async ({ browser, complaints }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (options) => {
      const context = await browser.newContext(options);
      opened.push(context);
      complaints.watch(context);
      return context.newPage();
    });
    for (const context of opened) await context.close();
  },
});
