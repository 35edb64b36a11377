// How the browser tests run. Each test starts a server of its own (support/server.ts), so nothing
// is shared, and a test may kill it.
import { defineConfig } from '@playwright/test';

import { chromiumFlags, chromiumPath } from './support/browsers.ts';

export default defineConfig({
  testDir: 'specs',
  outputDir: 'test-results',
  // Two browsers that encode video fill two cores; more at a time would only measure the machine.
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 90_000,
  expect: {
    timeout: 20_000,
    // Newer browsers smooth letters a little differently.
    toHaveScreenshot: { maxDiffPixelRatio: 0.01, pathTemplate: 'looks/{arg}-{projectName}{ext}' },
  },
  reporter: [['list']],
  use: {
    launchOptions: { executablePath: chromiumPath, args: chromiumFlags },
    screenshot: 'only-on-failure',
    viewport: { width: 1280, height: 800 },
  },
  projects: [
    { name: 'desktop' },
    {
      name: 'phone',
      testMatch: ['walk.spec.ts', 'accessibility.spec.ts', 'layout.spec.ts', 'looks.spec.ts'],
      grepInvert: /Firefox/,
      use: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
    },
  ],
});
