import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

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
          name: 'pure',
          // No `exclude` here: it would take the place of the one given on the command line.
          include: ['test/*.test.ts', 'test/unit/!(infra|local|cli|adapters)/**/*.test.ts'],
          // Nothing here changes what a module holds, so a worker imports each module once for all files.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['test/{contract,e2e}/**/*.test.ts', 'test/unit/{infra,local,cli,adapters}/**/*.test.ts'],
        },
      },
    ],
  },
});
