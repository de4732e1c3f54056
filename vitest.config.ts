import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Those that start programs or hosts, package or deploy, and those that put spies in place of modules, which must not have been imported before. */
const APART = [
  'test/e2e/**/*.test.ts',
  'test/unit/infra/**/*.test.ts',
  'test/unit/local/**/*.test.ts',
  'test/contract/work-done.test.ts',
  'test/unit/engine/count-rows.test.ts',
  'test/unit/engine/read-regions.test.ts',
];

export default defineConfig({
  test: {
    reporters: ['default', './test/count-reporter.ts'],
    testTimeout: 60_000,
    // Every core: by default one is left idle, which on two cores doubles the time.
    maxWorkers: availableParallelism(),
    projects: [
      {
        extends: true,
        test: {
          name: 'shared',
          // No `exclude` here: it would take the place of the one given on the command line.
          include: ['test/**/*.test.ts', ...APART.map((files) => `!${files}`)],
          // A worker imports each module once for all files: importing the engine and the SDKs takes longer than most tests of them.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'apart', include: APART } },
    ],
  },
});
