import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          // two cores and a compiler beside it: a slow moment is no failure
          testTimeout: 20_000,
          // half of the time went into starting a process for each file
          isolate: false,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'ui',
          include: ['test/ui/**/*.test.ts'],
          globalSetup: 'test/ui/globalSetup.ts',
          // each has a VS Code and a Chromium of its own, and leaves a core idle half of the time
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // as long as playwright-core waits for what is on screen
          expect: { poll: { timeout: 30_000 } },
        },
      },
      {
        test: {
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          globalSetup: 'test/package/globalSetup.ts',
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
