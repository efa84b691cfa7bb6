import { chromium, type Browser } from 'playwright-core';
import { ensureChromium } from '../../scripts/setup.mjs';

/** Starts a headless Chromium that neither asks nor calls home. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: await ensureChromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
    ],
  });
}
