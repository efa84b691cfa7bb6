// npm start: from a fresh clone to VS Code with the extension in it and a sandbox beside it.
// Runs before node_modules exists: nothing but Node's own modules at the top.
import './nodeVersion.mjs';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { build } from './build.mjs';
import { importHarness } from './harness.mjs';
import { adopt, endAll, onPath, root, start } from './processes.mjs';
import {
  ensureChromium,
  ensureCurl,
  ensurePackages,
  ensureVsCode,
  runMain,
  SetupError,
} from './setup.mjs';

const HELP = `Builds, starts a sandbox, and opens VS Code with the extension in it.

Usage: npm start -- [options]

  --browser    VS Code in the browser, even where desktop VS Code (code) is on the PATH
  --headless   do the main job in a browser that nobody sees; pictures in out/demo/
  --pictures   with --headless: also renew the pictures of README.md, in media/
  --help       this text
`;

const flags = process.argv.slice(2);
const isHeadless = flags.includes('--headless');

await runMain(async () => {
  const unknown = flags.find(
    (flag) => !['--browser', '--headless', '--pictures', '--help'].includes(flag),
  );
  if (unknown !== undefined) throw new SetupError(`There is no option ${unknown}.\n\n${HELP}`);
  if (flags.includes('--help')) return console.log(HELP);
  await ensurePackages();
  if (isHeadless) await runDemo();
  else await runForUser();
});

/** Does the main job by itself, in a browser that nobody sees. */
async function runDemo() {
  await ensureVsCode();
  await ensureChromium();
  await ensureCurl();
  await buildNow();
  try {
    /** @type {typeof import('../test/demo/headless')} */
    const demo = await importHarness('test/demo/headless.ts');
    const problem = await demo.run({ renewPictures: flags.includes('--pictures') });
    if (problem !== undefined) throw new SetupError(problem);
  } finally {
    await endAll();
  }
}

/** Keeps running until Ctrl+C. */
async function runForUser() {
  const desktop = flags.includes('--browser') ? undefined : onPath('code');
  if (desktop === undefined) await ensureVsCode();
  await buildNow();
  const sandbox = await startSandbox();
  if (desktop === undefined) await openInBrowser();
  else await openDesktop(desktop);
  console.log(`There, the hierarchy icon in the bar at the left edge opens the extension; its button
"Try the Sandbox" needs nothing else.

For your own programs, the same API with the same people runs beside it:

${sandbox.trim().replaceAll(/^(?=.)/gm, '  ')}

To look at that one from VS Code, add a connection to its address with its key and secret.
More customers, other parents: npm run sandbox -- --help

Ctrl+C ends all of it.`);
}

async function buildNow() {
  console.log('Building …');
  await build();
}

/** @returns {Promise<string>} what it says about itself */
async function startSandbox() {
  const sandbox = start(process.execPath, [path.join(root, 'dist', 'sandbox-cli.js'), '--brief'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (sandbox.stdout === null) return '';
  sandbox.stdout.setEncoding('utf8');
  const said = once(sandbox.stdout, 'data').then(([text]) => String(text));
  const ended = once(sandbox, 'exit').then(() => {
    throw new SetupError('The sandbox did not start.');
  });
  return Promise.race([said, ended]);
}

/** In a profile of its own, so that nothing of the person's VS Code is touched. @param {string} code */
async function openDesktop(code) {
  console.log('Opening desktop VS Code, in a profile of its own …\n');
  const folder = path.join(root, '.vscode-test', 'desktop');
  const workspace = path.join(folder, 'workspace');
  await mkdir(workspace, { recursive: true });
  adopt(path.join(folder, 'user-data', 'code.lock'));
  const args = [
    '--new-window',
    ...[`--user-data-dir=${path.join(folder, 'user-data')}`],
    ...[`--extensions-dir=${path.join(folder, 'extensions')}`],
    ...[`--extensionDevelopmentPath=${root}`, workspace],
  ];
  const window = start(code, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  const ended = await Promise.race([once(window, 'exit'), once(window, 'error')]);
  if (ended[0] === 0) return;
  await endAll();
  throw new SetupError(`${code} did not open. VS Code in the browser: npm start -- --browser`);
}

async function openInBrowser() {
  console.log('Starting VS Code for the browser …');
  /** @type {typeof import('../test/vscode/person')} */
  const { openForPerson } = await importHarness('test/vscode/person.ts');
  const { address, note } = await openForPerson();
  if (note !== undefined) console.log(note);
  console.log(`\nVS Code with the extension:  ${address}\n`);
}
