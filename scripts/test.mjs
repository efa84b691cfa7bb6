// The one test command: sets up, checks, builds and runs every test. Its last line is the sum.
import './nodeVersion.mjs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from './build.mjs';
import { importHarness } from './harness.mjs';
import { endAll, npm, root, start } from './processes.mjs';
import { ensureChromium, ensurePackages, ensureVsCode, runMain } from './setup.mjs';

/** @typedef {{passed: number, failed: number}} Count */

const results = path.join(root, 'out', 'results');
const failure = { passed: 0, failed: 1 };
const MOST_UI_FILES_AGAIN = 3;

/** In this order, each by the name that `--only` takes; also several, with commas between. */
const parts = {
  typecheck: () => check('typecheck'),
  lint: () => check('lint'),
  unit: () => vitest('unit'),
  // before the build: it leaves in dist/ what the others cannot use
  package: () => vitest('package'),
  build: async () => {
    await build();
    return { passed: 0, failed: 0 };
  },
  host: () => hostTests(),
  desktop: () => desktopTests(),
  ui: () => uiTests(),
};
/** @typedef {keyof typeof parts} Part */
const needBuild = new Set(['host', 'desktop', 'ui']);
/**
 * Without `--only`, two rows of parts go side by side: each keeps about one core busy.
 *
 * @type {readonly (readonly Part[])[]}
 */
const sideBySide = [
  ['typecheck', 'lint', 'unit'],
  ['package', 'build', 'host', 'desktop'],
];

const only = argument('--only');
/** Another process of this script runs the rest, and says the sum. */
const isRow = process.argv.includes('--row');
// for those that start a VS Code
if (argument('--vscode') === 'oldest') process.env.TEST_VSCODE = 'oldest';
const useStandIn = isRow || process.argv.includes('--stand-in');

await runMain(async () => {
  await ensurePackages();
  if (!isRow) await rm(results, { recursive: true, force: true });
  await mkdir(results, { recursive: true });
  /** @type {Map<Part, Count>} */
  const counts = new Map();
  if (only === undefined) await runSideBySide(counts);
  for (const part of only === undefined ? otherParts() : chosenParts(only)) {
    if (needBuild.has(part) && (counts.get('build')?.failed ?? 0) > 0)
      console.log(`\n── ${part}: left out, because the build failed`);
    else counts.set(part, await attempt(part));
  }
  if (isRow) await writeFile(rowResult(only), JSON.stringify([...counts]));
  await endAll();
  const all = [...counts.values()];
  const passed = all.reduce((sum, count) => sum + count.passed, 0);
  const failed = all.reduce((sum, count) => sum + count.failed, 0);
  if (failed > 0 || (passed === 0 && !isRow)) process.exitCode = 1;
  if (!isRow) console.log(`\n${passed} passed, ${failed} failed`);
});

/** What does not go side by side: the UI tests have two windows at a time by themselves. */
function otherParts() {
  const all = /** @type {Part[]} */ (Object.keys(parts));
  return all.filter((part) => !sideBySide.some((row) => row.includes(part)));
}

/** @param {string} names @returns {Part[]} */
function chosenParts(names) {
  const all = /** @type {Part[]} */ (Object.keys(parts));
  const wanted = new Set(names.split(','));
  const chosen = all.filter((part) => wanted.has(part));
  if (chosen.length !== wanted.size) {
    console.error(`--only takes: ${all.join(', ')}`);
    process.exit(2);
  }
  if (chosen.some((part) => needBuild.has(part))) wanted.add('build');
  return all.filter((part) => wanted.has(part));
}

/**
 * Each row is a process of this script. What the first one prints is seen at once, what another one
 * prints after it.
 *
 * @param {Map<Part, Count>} counts gets those of all parts
 */
async function runSideBySide(counts) {
  const rows = sideBySide.map((row) => ({ row, ...startRow(row.join()) }));
  for (const { row, show, ended } of rows) {
    show();
    await ended;
    const entries = await readJson(rowResult(row.join()));
    const known = new Map(/** @type {[Part, Count][]} */ (Array.isArray(entries) ? entries : []));
    for (const part of row) counts.set(part, known.get(part) ?? failure);
  }
}

/** @param {string} names */
function startRow(names) {
  const colours = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
  const child = start(process.execPath, [import.meta.filename, '--row', '--only', names], {
    env: { ...process.env, ...colours },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let isShown = false;
  /** @type {Buffer[]} */
  const kept = [];
  const take = (/** @type {Buffer} */ chunk) => {
    if (isShown) process.stdout.write(chunk);
    else kept.push(chunk);
  };
  child.stdout?.on('data', take);
  child.stderr?.on('data', take);
  return {
    show: () => {
      isShown = true;
      for (const chunk of kept.splice(0)) process.stdout.write(chunk);
    },
    ended: new Promise((resolve) => child.once('close', resolve)),
  };
}

/** Where a row leaves its counts. @param {string | undefined} names */
function rowResult(names) {
  return path.join(results, `${names ?? ''}.json`);
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

/** What of a run's JSON is read here. @typedef {{name: string, status: string, assertionResults: {status: string, fullName: string}[]}} FileResult */

/**
 * A window on a busy machine may be late for a click that no event tells of. A few files that failed run
 * again in windows of their own: what fails twice has failed, and what does not is named, because its
 * cause is to be found all the same.
 *
 * @returns {Promise<Count>}
 */
async function uiTests() {
  const first = await vitest('ui');
  const failed = (await fileResults('ui')).filter(({ status }) => status === 'failed');
  if (failed.length === 0 || failed.length > MOST_UI_FILES_AGAIN) return first;
  const files = failed.map(({ name }) => path.relative(root, name));
  console.log(`\n── ui: once more ${files.join(', ')}`);
  const second = await vitest('ui', { files, results: 'ui-again' });
  const names = failed.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
  );
  for (const name of names) console.log(`── ui: failed at first: ${name}`);
  const passed = failed.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'passed'),
  );
  return { passed: first.passed - passed.length + second.passed, failed: second.failed };
}

/** @param {string} run @returns {Promise<readonly FileResult[]>} */
async function fileResults(run) {
  const { testResults = [] } = /** @type {{testResults?: FileResult[]}} */ (
    await readJson(path.join(results, `${run}.json`))
  );
  return testResults;
}

/**
 * @param {'unit' | 'ui' | 'package'} project
 * @param {{files?: readonly string[], results?: string}} some not all of its files, with a result of its own
 * @returns {Promise<Count>}
 */
async function vitest(project, { files = [], results: name = project } = {}) {
  const file = path.join(results, `${name}.json`);
  const child = start(
    process.execPath,
    [
      path.join(root, 'node_modules', 'vitest', 'vitest.mjs'),
      ...['run', '--project', project, ...files],
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
    otherExtensionPaths: [path.join(root, 'test', 'host', 'consumer')],
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
