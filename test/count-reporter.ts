import type { Reporter, TestModule } from 'vitest/node';

/** Ends the run with one line that every CI can read: `N passed, N failed`. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const states = modules.flatMap((module) =>
      [...module.children.allTests()].map((test) => test.result().state),
    );
    const failedToLoad = modules.filter((module) => module.errors().length > 0).length;
    const failed = states.filter((state) => state === 'failed').length + failedToLoad;
    console.log(`${states.filter((state) => state === 'passed').length} passed, ${failed} failed`);
  }
}
