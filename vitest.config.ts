import { defineConfig } from 'vitest/config';

// End-to-end tests (test/e2e) run under Playwright, benchmarks (test/bench) and long forms through their own scripts.
export default defineConfig({
  test: {
    include: ['test/{unit,db,rpc,documents,services,sync,migrations,security,faults}/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // A machine with other work must not fail what comes a moment later.
    expect: { poll: { timeout: 20_000 } },
    pool: 'forks',
    // Without this one core is left idle, which on two of them doubles the time.
    maxWorkers: '100%',
  },
});
