import { existsSync } from 'node:fs';
import path from 'node:path';
import { build } from '../../scripts/build.mjs';
import { root } from '../../scripts/processes.mjs';
import { ensureChromium, ensureVsCode } from '../../scripts/setup.mjs';

/** `npm test` has built already; whoever starts vitest by hand gets a build when there is none. */
export async function setup(): Promise<void> {
  await ensureVsCode();
  await ensureChromium();
  if (!existsSync(path.join(root, 'dist', 'extension.js'))) await build();
}
