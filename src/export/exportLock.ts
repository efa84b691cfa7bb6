import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import * as v from 'valibot';
import { asObject, systemCode } from '../api/thrown';
import { PRIVATE } from './exportFiles';

const holder = v.object({ host: v.string(), pid: v.number(), id: v.string() });

const BEAT_MS = 10_000;
/** Whoever has said nothing for so long is gone, also where another process has its number now. */
const STALE_MS = 30_000;

/** That an export is written by somebody, said beside its file to all windows and computers. */
export interface ExportLock {
  release(): Promise<void>;
}

/** Undefined where somebody else has it; rejects as the system does. */
export async function takeLock(file: string): Promise<ExportLock | undefined> {
  const id = randomUUID();
  const text = JSON.stringify({ host: hostname(), pid: process.pid, id });
  if (!(await isMade(file, text))) {
    if (await isLocked(file)) return undefined;
    await removeStale(file, id);
    if (!(await isMade(file, text))) return undefined;
  }
  const beat = setInterval(() => {
    const now = new Date();
    void utimes(file, now, now).catch(() => undefined);
  }, BEAT_MS);
  beat.unref();
  return {
    release: async () => {
      clearInterval(beat);
      // somebody else's, where this process slept for so long that it was taken for gone
      const there = await readFile(file, 'utf8').catch(() => undefined);
      if (there === text) await rm(file, { force: true }).catch(() => undefined);
    },
  };
}

/** Whether somebody who is still there holds it; changes nothing. */
export async function isLocked(file: string): Promise<boolean> {
  try {
    const { mtimeMs } = await stat(file);
    if (Date.now() - mtimeMs > STALE_MS) return false;
    const read = v.safeParse(
      v.pipe(v.string(), v.parseJson(), holder),
      await readFile(file, 'utf8'),
    );
    // one that is being written has no text yet
    return !read.success || read.output.host !== hostname() || isRunning(read.output.pid);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
}

async function isMade(file: string, text: string): Promise<boolean> {
  const made = await open(file, 'wx', PRIVATE).catch((error: unknown) => {
    if (systemCode(error) === 'EEXIST') return undefined;
    throw error;
  });
  if (made === undefined) return false;
  try {
    await made.writeFile(text);
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  } finally {
    await made.close();
  }
  return true;
}

/** Of several who find it stale, one alone moves it away; what somebody took since is put back. */
async function removeStale(file: string, id: string): Promise<void> {
  const aside = `${file}-${id}`;
  try {
    await rename(file, aside);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return;
    throw error;
  }
  if (await isLocked(aside)) await rename(aside, file);
  else await rm(aside, { force: true });
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // one of another user cannot be signalled, and is there
    return asObject(error)?.code !== 'ESRCH';
  }
}
