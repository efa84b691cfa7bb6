// Everything that has to be on the machine before the project can be built and tried.
// Runs before node_modules exists: nothing but Node's own modules at the top.
import './nodeVersion.mjs';
import { createHash } from 'node:crypto';
import { cp, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { npm, onPath, root, run } from './processes.mjs';

/** What could not be set up, in a sentence for the person at the keyboard. */
export class SetupError extends Error {}

const toolFolder = path.join(root, '.vscode-test');

/** npm's own is more than a minute of silence where there is no network. */
const patience = ['--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];

/** Installs the project's packages where they are missing or not those of package-lock.json. */
export async function ensurePackages() {
  if (await packagesMatchLock()) return;
  await oneAtATime('packages', async () => {
    if (await packagesMatchLock()) return;
    say('Installing the packages of package-lock.json (npm ci); a minute or so, this once …');
    const { code, output } = await npm(['ci', '--loglevel=error', ...patience]);
    if (code !== 0) throw installFailed('The packages of package-lock.json', output);
  });
}

/**
 * A VS Code server and the Node that it wants, as files.
 *
 * @typedef {{node: string, main: string}} VsCodeServer
 */

/**
 * Installs one of the two pinned VS Code versions.
 *
 * @param {{version?: 'newest' | 'oldest'}} [options]
 * @returns {Promise<VsCodeServer>}
 */
export async function ensureVsCode({ version = 'newest' } = {}) {
  const recipe = path.join(root, 'test', 'vscode', `server-${version}`);
  const folder = path.join(toolFolder, version);
  const stampFile = path.join(folder, 'complete');
  const stamp = `1 ${await hashOf(path.join(recipe, 'package-lock.json'))}\n`;
  const complete = async () => (await readText(stampFile)) === stamp;

  if (!(await complete())) {
    await oneAtATime(version, async () => {
      if (await complete()) return;
      await rm(folder, { recursive: true, force: true });
      await installVsCode(recipe, folder, version);
      await writeFile(stampFile, stamp);
    });
  }
  return {
    node: await pinnedNode(path.join(folder, 'node_modules'), recipe),
    main: path.join(vsCodeIn(folder), 'out', 'server-main.js'),
  };
}

/** @param {string} folder */
function vsCodeIn(folder) {
  return path.join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
}

/** @param {string} recipe @param {string} folder @param {string} version */
async function installVsCode(recipe, folder, version) {
  say(
    `Installing the ${version} supported VS Code into .vscode-test/${version}; a minute or so, this once …`,
  );
  await cp(recipe, folder, { recursive: true });
  const quiet = ['--omit=dev', '--ignore-scripts', '--loglevel=error', ...patience];
  // VS Code's own packages come second, by `install`: the lock file that it ships is out of step.
  const steps = [
    { args: ['ci', ...quiet], cwd: folder },
    { args: ['install', ...quiet], cwd: vsCodeIn(folder) },
  ];
  for (const { args, cwd } of steps) {
    const { code, output } = await npm(args, { cwd });
    if (code !== 0) throw installFailed('VS Code', output);
  }
}

/** @param {string} modules @param {string} recipe */
async function pinnedNode(modules, recipe) {
  const manifest = /** @type {{optionalDependencies: Record<string, string>}} */ (
    parse(await readFile(path.join(recipe, 'package.json'), 'utf8'))
  );
  const { optionalDependencies } = manifest;
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  const candidates = Object.keys(optionalDependencies).map((name) =>
    path.join(modules, name, 'bin', program),
  );
  const found = candidates.find((file) => existsSync(file));
  if (found !== undefined) return found;
  const wanted = Object.values(optionalDependencies).join().split('.')[0];
  if (process.versions.node.split('.')[0] === wanted) return process.execPath;
  throw new SetupError(
    `This VS Code runs on Node ${wanted}, which is not packaged for ${process.platform} on ${process.arch}. Run this with Node ${wanted}.`,
  );
}

/**
 * Finds a Chromium (or Chrome), and installs one where there is none.
 *
 * @returns {Promise<string>} its executable
 */
export async function ensureChromium() {
  const present = await findChromium();
  if (present !== undefined) return present;
  return oneAtATime('chromium', async () => {
    const found =
      (await findChromium()) ?? (await chromiumFromDebian()) ?? (await chromiumFromPlaywright());
    if (found !== undefined) return found;
    throw new SetupError(
      'No Chromium was found, and none could be installed. Install Chromium or Google Chrome (on Debian: apt-get install chromium), or set CHROME_PATH to its executable, and try again.',
    );
  });
}

async function findChromium() {
  const chosen = process.env.CHROME_PATH;
  if (chosen !== undefined && chosen !== '') {
    if (await runs(chosen)) return chosen;
    throw new SetupError(`CHROME_PATH is ${chosen}, which does not run.`);
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
  const usual = [
    ...names.map(onPath),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    `${process.env.ProgramFiles ?? ''}\\Google\\Chrome\\Application\\chrome.exe`,
    `${process.env.LOCALAPPDATA ?? ''}\\Google\\Chrome\\Application\\chrome.exe`,
    await playwrightsChromium(),
  ];
  for (const file of usual) {
    if (file !== undefined && existsSync(file) && (await runs(file))) return file;
  }
  return undefined;
}

/** Ubuntu's `chromium-browser`, for one, may be only a note that points to a snap. @param {string} file */
async function runs(file) {
  if (process.platform === 'win32') return existsSync(file);
  return (await run(file, ['--version'])).code === 0;
}

async function chromiumFromDebian() {
  if (!mayInstallDebian()) return undefined;
  say('Installing Chromium and fonts (apt-get install chromium); a minute or so, this once …');
  await installDebian(['chromium', 'fonts-liberation', 'fonts-noto-core', 'fonts-noto-cjk']);
  return findChromium();
}

function mayInstallDebian() {
  return onPath('apt-get') !== undefined && process.getuid?.() === 0;
}

/** @param {readonly string[]} packages */
async function installDebian(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = () =>
    run('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { env });
  // the package lists may be missing or old
  if ((await install()).code !== 0) {
    await run('apt-get', ['update'], { env });
    await install();
  }
}

async function chromiumFromPlaywright() {
  const cli = path.join(root, 'node_modules', 'playwright-core', 'cli.js');
  if (!existsSync(cli)) return undefined;
  say('Downloading Chromium (playwright-core install chromium) …');
  await run(process.execPath, [cli, 'install', 'chromium']);
  return findChromium();
}

/**
 * Finds curl, and installs it where that needs nobody's leave.
 *
 * @returns {Promise<boolean>} whether it is there
 */
export async function ensureCurl() {
  if (onPath('curl') !== undefined) return true;
  await oneAtATime('curl', async () => {
    if (onPath('curl') !== undefined || !mayInstallDebian()) return;
    say('Installing curl (apt-get install curl) …');
    await installDebian(['curl', 'ca-certificates']);
  });
  return onPath('curl') !== undefined;
}

async function playwrightsChromium() {
  try {
    const { chromium } = await import('playwright-core');
    return chromium.executablePath();
  } catch {
    return undefined;
  }
}

/** npm writes node_modules/.package-lock.json last, so a half-finished installation has none. */
async function packagesMatchLock() {
  const wanted = await lockedPackages('package-lock.json');
  const installed = await lockedPackages('node_modules/.package-lock.json');
  if (wanted === undefined || installed === undefined) return false;
  return Object.entries(wanted).every(([place, { version, optional }]) => {
    if (place === '') return true;
    // packages for other platforms are in the lock file and nowhere else
    const there = installed[place];
    return there === undefined ? optional === true : there.version === version;
  });
}

/**
 * @param {string} file
 * @returns {Promise<Record<string, {version?: string, optional?: boolean}> | undefined>}
 */
async function lockedPackages(file) {
  const text = await readText(path.join(root, file));
  if (text === undefined) return undefined;
  const lock = /** @type {{packages: Record<string, {version?: string, optional?: boolean}>}} */ (
    parse(text)
  );
  return lock.packages;
}

/**
 * Keeps two processes from installing the same thing at once. A lock whose owner is gone does not count.
 *
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function oneAtATime(name, work) {
  await mkdir(toolFolder, { recursive: true });
  const lock = path.join(toolFolder, `${name}.lock`);
  const own = `${lock}.${process.pid}`;
  await writeFile(own, String(process.pid));
  let mine = [own];
  // Ctrl+C ends the process in the middle of the work
  const tidy = () => mine.forEach((file) => rmSync(file, { force: true }));
  process.once('exit', tidy);
  try {
    let told = false;
    while (!(await linked(own, lock))) {
      const owner = Number(await readText(lock));
      if (!isAlive(owner)) {
        await rm(lock, { force: true });
        continue;
      }
      if (!told) say(`Waiting for process ${owner}, which installs the same …`);
      told = true;
      await pause(500);
    }
    mine = [lock, own];
    return await work();
  } finally {
    tidy();
    process.off('exit', tidy);
  }
}

/** A link appears together with its content. @param {string} from @param {string} to */
async function linked(from, to) {
  try {
    await link(from, to);
    return true;
  } catch {
    return false;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** @param {string} file @returns {Promise<string | undefined>} */
async function readText(file) {
  return readFile(file, 'utf8').catch(() => undefined);
}

/** @param {string} file */
async function hashOf(file) {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}

/** @param {string} what @param {string} output */
function installFailed(what, output) {
  const offline = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|network/i.test(output);
  const excerpt = output
    .split('\n')
    .filter((line) => /^npm error (?! )/i.test(line) && !line.endsWith('{'))
    .slice(0, 8)
    .join('\n');
  const reason = offline
    ? 'the package registry cannot be reached. Check the network (and the proxy settings of npm), and try again.'
    : 'npm failed.';
  return new SetupError(`${what} could not be installed: ${reason}\n\n${excerpt || output}`.trim());
}

/** @param {string} text @returns {unknown} */
function parse(text) {
  return JSON.parse(text);
}

/** @param {string} sentence */
function say(sentence) {
  console.log(sentence);
}

/**
 * Runs a script's main function. A SetupError is printed as the sentence that it is.
 *
 * @param {() => Promise<void>} main
 */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof SetupError ? error.message : error);
    process.exitCode = 1;
  }
}

if (process.argv[1] === path.join(root, 'scripts', 'setup.mjs')) {
  await runMain(async () => {
    await ensurePackages();
    await ensureVsCode();
    await ensureChromium();
  });
}
