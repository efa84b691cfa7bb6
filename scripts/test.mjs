// The one test command: sets up, checks, builds and runs every test. Its last line is the sum.
import './nodeVersion.mjs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from './build.mjs';
import { importHarness } from './harness.mjs';
import { endAll, npm, root, start } from './processes.mjs';
import { ensureChromium, ensurePackages, ensureVsCode, runMain } from './setup.mjs';

/** @typedef {{passed: number, failed: number}} Count */

const results = path.join(root, 'out', 'results');
const failure = { passed: 0, failed: 1 };

/** Each by the name that `--only` takes; all of them, in this order, without it. */
const parts = {
  typecheck: () => check('typecheck'),
  lint: () => check('lint'),
  unit: () => vitest('unit'),
  build: async () => {
    await build();
    return { passed: 0, failed: 0 };
  },
  host: () => hostTests(),
  desktop: () => desktopTests(),
  ui: () => vitest('ui'),
  package: () => vitest('package'),
};
/** @typedef {keyof typeof parts} Part */
const needBuild = new Set(['host', 'desktop', 'ui']);

const only = argument('--only');
// for those that start a VS Code
if (argument('--vscode') === 'oldest') process.env.TEST_VSCODE = 'oldest';
const useStandIn = only === undefined || process.argv.includes('--stand-in');

await runMain(async () => {
  await ensurePackages();
  await rm(results, { recursive: true, force: true });
  await mkdir(results, { recursive: true });
  const total = { passed: 0, failed: 0 };
  let isBuilt = true;
  for (const part of chosenParts()) {
    if (needBuild.has(part) && !isBuilt) {
      console.log(`\n── ${part}: left out, because the build failed`);
      continue;
    }
    const { passed, failed } = await attempt(part);
    total.passed += passed;
    total.failed += failed;
    if (part === 'build' && failed > 0) isBuilt = false;
  }
  await endAll();
  if (total.failed > 0 || total.passed === 0) process.exitCode = 1;
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
});

/** @returns {Part[]} */
function chosenParts() {
  const all = /** @type {Part[]} */ (Object.keys(parts));
  if (only === undefined) return all;
  const chosen = all.find((part) => part === only);
  if (chosen === undefined) {
    console.error(`--only takes one of: ${all.join(', ')}`);
    process.exit(2);
  }
  return needBuild.has(chosen) ? ['build', chosen] : [chosen];
}

/** @param {Part} part @returns {Promise<Count>} */
async function attempt(part) {
  const started = Date.now();
  console.log(`\n── ${part}`);
  try {
    const count = await parts[part]();
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    const sum = count.passed + count.failed;
    console.log(
      sum === 0
        ? `── ${part}: in order (${seconds} s)`
        : `── ${part}: ${count.passed} passed, ${count.failed} failed (${seconds} s)`,
    );
    return count;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return failure;
  }
}

/** A check counts only where it fails. @param {string} script @returns {Promise<Count>} */
async function check(script) {
  const { code } = await npm(['run', '--silent', script], { show: true });
  return code === 0 ? { passed: 0, failed: 0 } : failure;
}

/** @param {'unit' | 'ui' | 'package'} project @returns {Promise<Count>} */
async function vitest(project) {
  const file = path.join(results, `${project}.json`);
  const child = start(
    process.execPath,
    [
      path.join(root, 'node_modules', 'vitest', 'vitest.mjs'),
      ...['run', '--project', project],
      ...['--reporter', 'default', '--reporter', 'json', '--outputFile.json', file],
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const code = await new Promise((resolve) => child.once('exit', resolve));
  const { numPassedTests: passed = 0, numFailedTests: failed = 0 } =
    /** @type {{numPassedTests?: number, numFailedTests?: number}} */ (await readJson(file));
  // a file that does not load, or an error outside of tests, fails without a failed test
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed };
}

/** @returns {Promise<Count>} */
async function hostTests() {
  await ensureVsCode();
  await ensureChromium();
  /** @type {typeof import('../test/vscode/hostRun')} */
  const { runInExtensionHost } = await importHarness('test/vscode/hostRun.ts');
  const file = path.join(results, 'host.json');
  const code = await runInExtensionHost({
    extensionDevelopmentPath: root,
    extensionTestsPath: path.join(root, 'dist', 'test', 'suite.js'),
    env: { HOST_TEST_RESULT: file },
    onTestLine: (line) => console.log(line),
  });
  return hostCount(file, code);
}

/** @returns {Promise<Count>} */
async function desktopTests() {
  await ensureVsCode();
  await ensureChromium();
  /** @type {typeof import('../test/desktop/run')} */
  const { runDesktopTests } = await importHarness('test/desktop/run.ts');
  const file = path.join(results, 'desktop.json');
  const code = await runDesktopTests({ useStandIn, env: { HOST_TEST_RESULT: file } });
  return hostCount(file, code);
}

/** @param {string} file @param {number} code @returns {Promise<Count>} */
async function hostCount(file, code) {
  const { passed = 0, failed = 0 } = /** @type {Partial<Count>} */ (await readJson(file));
  return { passed, failed: failed === 0 && (code !== 0 || passed === 0) ? 1 : failed };
}

/** @param {string} file @returns {Promise<object>} */
async function readJson(file) {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  /** @type {unknown} */
  const value = JSON.parse(text);
  return /** @type {object} */ (value);
}

/** @param {string} name */
function argument(name) {
  const at = process.argv.indexOf(name);
  return at === -1 ? undefined : process.argv[at + 1];
}
