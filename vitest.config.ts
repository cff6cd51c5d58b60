import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Two cores: more workers than that only make the timed parts of the process tests slower.
    maxWorkers: 2,
    coverage: { provider: 'v8', include: ['src/**', 'adapters/**'] },
  },
});
