import {
  access,
  constants,
  lstat,
  open,
  realpath,
  stat,
  statfs,
  type FileHandle,
} from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from '../api/thrown';

/** The files of an export: the wanted one, and those beside it until that is whole. */
export interface ExportFiles {
  readonly target: string;
  /** The customers, one a line, as they come. */
  readonly lines: string;
  readonly journal: string;
  /** Pages that came after one that failed. */
  readonly pages: string;
  /** What is made of the lines, where the format is another. */
  readonly whole: string;
  /** Is there while somebody writes the others. */
  readonly lock: string;
}

export function exportFiles(target: string): ExportFiles {
  return {
    target,
    lines: `${target}.export-part`,
    journal: `${target}.export-journal`,
    pages: `${target}.export-pages`,
    whole: `${target}.export-whole`,
    lock: `${target}.export-lock`,
  };
}

/** The same for all ways that lead to it. */
export async function realFile(file: string): Promise<string> {
  const folder = path.dirname(file);
  return path.join(await realpath(folder).catch(() => folder), path.basename(file));
}

/** What is exported is for nobody else who uses the computer. */
export const PRIVATE = 0o600;

/** Where the system knows it; Windows does not. */
const { O_NOFOLLOW = 0 } = constants as Partial<typeof constants>;

/**
 * Opens what an earlier run has left. Somebody else may have put it there, in a folder that was cloned
 * or unpacked: a link is not followed, and rights that others had are gone.
 */
export async function openAgain(
  file: string,
  { create = false }: { readonly create?: boolean } = {},
): Promise<FileHandle> {
  const flags = constants.O_RDWR | O_NOFOLLOW | (create ? constants.O_CREAT : 0);
  const opened = await open(file, flags, PRIVATE);
  try {
    if (!(await opened.stat()).isFile()) throw codedError('ENOTSUP');
    await opened.chmod(PRIVATE);
    return opened;
  } catch (error) {
    await opened.close();
    throw error;
  }
}

/** Whether there is a file of just this size. */
export async function hasSize(file: string, bytes: number): Promise<boolean> {
  const there = await lstat(file).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  return there?.isFile() === true && there.size === bytes;
}

/** With less room than that on the disk, nothing is begun. */
const LEAST_FREE_BYTES = 1 << 20;

/** Rejects, as the system would at the end, where nothing can take the place of this file. */
export async function checkTarget(target: string): Promise<void> {
  const folder = path.dirname(target);
  await access(folder, constants.W_OK);
  const there = await stat(target).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (there?.isDirectory() === true) throw codedError('EISDIR');
  if (there !== undefined) await access(target, constants.W_OK);
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < LEAST_FREE_BYTES) throw codedError('ENOSPC');
}

function codedError(code: string): Error {
  return Object.assign(new Error(code), { code });
}
