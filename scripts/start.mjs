// npm start: from a fresh clone to VS Code with the extension in it and a sandbox beside it.
// Runs before node_modules exists: nothing but Node's own modules at the top.
import { once } from 'node:events';
import path from 'node:path';
import { build } from './build.mjs';
import { importHarness } from './harness.mjs';
import { endAll, onPath, root, start } from './processes.mjs';
import { ensureChromium, ensurePackages, ensureVsCode, runMain } from './setup.mjs';

const isHeadless = process.argv.includes('--headless');

await runMain(async () => {
  await ensurePackages();
  if (isHeadless) await runDemo();
  else await runForUser();
});

/** Does the main job by itself, in a browser that nobody sees. */
async function runDemo() {
  await ensureVsCode();
  await ensureChromium();
  await buildNow();
  try {
    /** @type {{run: () => Promise<void>}} */
    const demo = await importHarness('test/demo/headless.ts');
    await demo.run();
  } finally {
    await endAll();
  }
}

/** Keeps running until Ctrl+C. */
async function runForUser() {
  const desktop = process.argv.includes('--browser') ? undefined : onPath('code');
  if (desktop === undefined) await ensureVsCode();
  await buildNow();
  await startSandbox();
  if (desktop === undefined) await openInBrowser();
  else await openDesktop(desktop);
  console.log('Ctrl+C ends all of it.');
}

async function buildNow() {
  console.log('Building …');
  await build();
}

/** The same API that the extension's own sandbox has, for a program of the user's. */
async function startSandbox() {
  const sandbox = start(process.execPath, [path.join(root, 'dist', 'sandbox-cli.js')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  sandbox.stdout?.pipe(process.stdout);
  if (sandbox.stdout) await Promise.race([once(sandbox.stdout, 'data'), once(sandbox, 'exit')]);
}

/** @param {string} code */
async function openDesktop(code) {
  console.log('Opening desktop VS Code …');
  const window = start(code, ['--new-window', `--extensionDevelopmentPath=${root}`], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  await once(window, 'exit');
}

async function openInBrowser() {
  console.log('Starting VS Code (desktop VS Code, `code`, is not on PATH) …');
  /** @type {typeof import('../test/vscode/person')} */
  const { openForPerson } = await importHarness('test/vscode/person.ts');
  const server = await openForPerson();
  console.log(`\nVS Code with the extension: ${server.address}\n`);
}
