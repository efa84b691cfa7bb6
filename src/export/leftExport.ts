import { rm, stat } from 'node:fs/promises';
import { systemCode } from '../api/thrown';
import { exportFiles } from './exportFiles';
import { isLocked, takeLock } from './exportLock';
import { Journal } from './journal';
import { Reach } from './journalRecord';
import type { Seal } from './seal';

export type LeftExport =
  | {
      readonly kind: 'unfinished';
      readonly customers: number;
      /** Customers whose children could not be read, where everybody else was. */
      readonly failed?: number;
    }
  | { readonly kind: 'inUse' | 'sealed' | 'unreadable' };

/** What an export that nobody writes any more has; changes nothing of it. Rejects as the system does. */
export async function lookAtLeft(
  target: string,
  sealOf: (key: string) => Promise<Seal | undefined>,
): Promise<LeftExport> {
  const files = exportFiles(target);
  if (await isLocked(files.lock)) return { kind: 'inUse' };
  const opened = await Journal.open(files.journal, sealOf);
  if (opened.kind !== 'journal') return opened;
  try {
    let counted = 0;
    let customers = 0;
    const reach = new Reach();
    const there = await sizeOf(files.lines);
    for await (const { record } of opened.journal.records()) {
      if (record.kind === 'whole') return { kind: 'unfinished', customers: counted };
      counted = record.lines;
      if (record.bytes > there) continue;
      customers = record.lines;
      reach.add(record);
    }
    const { failed, isOver } = reach;
    return { kind: 'unfinished', customers, ...(isOver && failed > 0 && { failed }) };
  } finally {
    await opened.journal.close();
  }
}

/**
 * Deletes what is beside the file; the file itself, if there is one, stays.
 *
 * @returns which key nobody needs any more, where it was sealed; false where somebody writes it
 */
export async function discardLeft(target: string): Promise<{ readonly key?: string } | false> {
  const { lines, whole, journal, pages, lock: lockFile } = exportFiles(target);
  const lock = await takeLock(lockFile);
  if (lock === undefined) return false;
  try {
    const key = await Journal.keyOf(journal).catch(() => undefined);
    for (const one of [lines, whole, pages, journal]) await rm(one, { force: true });
    return { ...(key !== undefined && { key }) };
  } finally {
    await lock.release();
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return 0;
    throw error;
  }
}
