// For edit-latency.ts alone; the browser tests are in end2end.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: 'edit-latency.ts',
  outputDir: process.env.BENCH_OUTPUT,
  reporter: 'line',
  retries: 0,
  timeout: 120_000,
  use: {
    baseURL: process.env.BENCH_URL,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
