// npm run bench: packages the extension, then prints one JSON line per figure. With names of parts
// (test/bench/main.ts) behind `--`, of those alone.
// Runs before node_modules exists: nothing but Node's own modules at the top.
import './nodeVersion.mjs';
import { importHarness } from './harness.mjs';
import { packageExtension } from './package.mjs';
import { endAll } from './processes.mjs';
import { ensureChromium, ensurePackages, ensureVsCode, runMain } from './setup.mjs';

await runMain(async () => {
  await ensurePackages();
  await ensureVsCode();
  await ensureChromium();
  const vsix = await packageExtension();
  /** @type {typeof import('../test/bench/main')} */
  const { main } = await importHarness('test/bench/main.ts');
  try {
    process.exitCode = (await main(vsix, process.argv.slice(2))) ? 0 : 1;
  } finally {
    await endAll();
  }
});
