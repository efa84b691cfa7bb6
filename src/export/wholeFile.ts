import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { exportFiles, hasSize, PRIVATE, type ExportFiles } from './exportFiles';
import type { ExportPlan } from './exportPlan';
import type { Journal } from './journal';

/** Where the whole file of an earlier run is; undefined where there is none, or none any more. */
export async function placeOfWhole(
  files: ExportFiles,
  plan: ExportPlan,
  journal: Journal,
): Promise<'beside' | 'inPlace' | undefined> {
  for await (const { record } of journal.records()) {
    if (record.kind !== 'whole') continue;
    if (await hasSize(wholeFile(files, plan), record.bytes)) return 'beside';
    return (await hasSize(files.target, record.bytes)) ? 'inPlace' : undefined;
  }
  return undefined;
}

/** The file that takes the place of the wanted one. */
export function wholeFile({ lines, whole }: ExportFiles, { format }: ExportPlan): string {
  return format === 'ndjson' ? lines : whole;
}

/** What is in it is on the disk then. */
export async function syncedSize(file: FileHandle): Promise<number> {
  await file.sync();
  return (await file.stat()).size;
}

/** Puts a file in its place once all of it is on the disk; where that fails, nothing is left of it. */
export async function putWhole(target: string, bytes: Uint8Array): Promise<void> {
  const { whole } = exportFiles(target);
  // whatever is there is not written into: a link would lead to somebody's file
  await rm(whole, { force: true });
  const file = await open(whole, 'wx', PRIVATE);
  try {
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(whole, target);
  } catch (error) {
    await rm(whole, { force: true }).catch(() => undefined);
    throw error;
  }
}
