import type { FullConfig, Reporter, Suite } from '@playwright/test/reporter';

/** Ends the output with one plain line for whoever only reads that: `N passed, N failed, N skipped`. */
export default class SummaryReporter implements Reporter {
  private suite?: Suite;
  private errors = 0;

  onBegin(_config: FullConfig, suite: Suite): void {
    this.suite = suite;
  }

  /** What fails outside any test, such as starting or stopping the server. */
  onError(): void {
    this.errors += 1;
  }

  async onExit(): Promise<void> {
    const outcomes = this.suite?.allTests().map((test) => test.outcome()) ?? [];
    const skipped = outcomes.filter((outcome) => outcome === 'skipped').length;
    const failed = outcomes.filter((outcome) => outcome === 'unexpected').length;
    const passed = outcomes.length - skipped - failed;
    console.log(`${passed} passed, ${failed + this.errors} failed, ${skipped} skipped`);
  }

  printsToStdio(): boolean {
    return false;
  }
}
