import type { FileHandle } from 'node:fs/promises';
import { hasSize, type ExportFiles } from './exportFiles';
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
