import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { clearTimeout, setTimeout } from 'node:timers';
import { setTimeout as pause } from 'node:timers/promises';

/** The project's folder. */
export const root = path.join(import.meta.dirname, '..');

/** Everything that was started here and still runs. @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * Starts a program in a process group of its own, so that it can be ended with all that it starts.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export function start(command, args, options = {}) {
  const child = spawn(command, args, {
    cwd: root,
    detached: process.platform !== 'win32',
    windowsHide: true,
    ...options,
  });
  endAllOnLeaving();
  running.add(child);
  child.once('exit', () => running.delete(child));
  child.once('error', () => running.delete(child));
  return child;
}

/**
 * Ends a program that `start` started, and what that started; resolves when all of it is gone.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<void>}
 */
export async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  signal(child, 'SIGTERM');
  const impatience = setTimeout(() => signal(child, 'SIGKILL'), 5000);
  await gone;
  // the others of its group may still be tidying up
  for (let wait = 0; wait < 50 && groupLives(child.pid); wait++) await pause(100);
  clearTimeout(impatience);
  signal(child, 'SIGKILL');
}

/** @param {number} group */
function groupLives(group) {
  if (process.platform === 'win32') return false;
  try {
    return process.kill(-group, 0);
  } catch {
    return false;
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} name
 */
function signal(child, name) {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') {
      spawn('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore' });
    } else {
      process.kill(-child.pid, name);
    }
  } catch {
    // it is gone already
  }
}

/** Where programs that left their starter's group write their process ids; since when. @type {Map<string, number>} */
const adopted = new Map();

/**
 * Ends with the rest a program that detaches itself from the one that is about to be started.
 *
 * @param {string} pidFile where it writes its process id
 */
export function adopt(pidFile) {
  adopted.set(pidFile, Date.now());
}

/** Ends everything that `start` started. */
export async function endAll() {
  await Promise.all([...running].map(end));
  for (const [pidFile, since] of adopted) endAdopted(pidFile, since);
  adopted.clear();
}

/** @param {string} pidFile @param {number} since an older file is of another program */
function endAdopted(pidFile, since) {
  try {
    if (statSync(pidFile).mtimeMs < since) return;
    const pid = Number(readFileSync(pidFile, 'utf8'));
    if (Number.isInteger(pid) && pid > 1) process.kill(pid, 'SIGTERM');
  } catch {
    // it ended by itself, or never came up
  }
}

/** Folders to remove. @type {Set<string>} */
const temporary = new Set();

/**
 * Makes an empty folder among the system's temporary files.
 *
 * @param {string} prefix of its name
 * @returns {{folder: string, remove: () => Promise<void>}} it goes with this process, or before
 */
export function temporaryFolder(prefix) {
  endAllOnLeaving();
  const folder = mkdtempSync(path.join(os.tmpdir(), prefix));
  temporary.add(folder);
  return {
    folder,
    remove: async () => {
      // what was just ended may still be writing
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
      temporary.delete(folder);
    },
  };
}

let isWatching = false;

/**
 * Whoever starts programs or makes temporary folders leaves none behind, be it by Ctrl+C, by SIGTERM
 * or by an error.
 */
function endAllOnLeaving() {
  if (isWatching) return;
  isWatching = true;
  for (const [name, code] of /** @type {const} */ ([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])) {
    process.once(name, () => void endAll().then(() => leave(code)));
  }
  process.once('exit', leaveNothing);
}

function leaveNothing() {
  for (const child of running) signal(child, 'SIGKILL');
  for (const folder of temporary) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** @param {number} code */
function leave(code) {
  leaveNothing();
  try {
    process.exit(code);
  } catch {
    // a test runner does not let its tests end the process
    process.kill(process.pid, 'SIGKILL');
  }
}

/**
 * Runs a program to its end.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean}} [options] `show`: pass its output on while it runs
 * @returns {Promise<{code: number, output: string}>} code 127 where it could not be started
 */
export function run(command, args, { cwd = root, env = process.env, show = false } = {}) {
  return new Promise((resolve) => {
    const child = start(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const streams = /** @type {const} */ ([
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]);
    for (const [from, to] of streams) {
      from?.setEncoding('utf8');
      from?.on('data', (/** @type {string} */ text) => {
        output += text;
        if (show) to.write(text);
      });
    }
    child.once('error', (error) => resolve({ code: 127, output: error.message }));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * Runs the npm that runs this script, or else the one on PATH.
 *
 * @param {readonly string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean}} [options]
 */
export function npm(args, options) {
  const own = process.env.npm_execpath;
  if (own !== undefined && /npm-cli\.c?js$/.test(own)) {
    return run(process.execPath, [own, ...args], options);
  }
  return process.platform === 'win32'
    ? run('cmd', ['/c', 'npm', ...args], options)
    : run('npm', args, options);
}

/** @param {string} name @returns {string | undefined} the first program of that name on PATH */
export function onPath(name) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    for (const ending of endings) {
      const file = path.join(folder, name + ending);
      if (folder !== '' && existsSync(file)) return file;
    }
  }
  return undefined;
}
