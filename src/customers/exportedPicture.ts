import { link, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Uri } from 'vscode';
import type { ExportFormat } from '../export/exportPlan';
import { putWhole } from '../export/wholeFile';

/** What was made of a picture, and where it is. */
export interface ExportedPicture {
  readonly file: string;
  /** Missing where it is what was asked for. */
  readonly instead?: 'tooLarge' | 'notDrawn' | 'closed';
}

const BESIDE = '.svg';

/** Where the export of a file is written: a PNG is an SVG first. */
export function writtenFile(file: string, format: ExportFormat): string {
  return format === 'png' ? file + BESIDE : file;
}

/** What the user calls the file whose export is written to this one. */
export function shownName(written: string): string {
  return path.basename(written).replace(/(\.png)\.svg$/i, '$1');
}

/** Makes the PNG of its SVG, which is gone then; where that cannot be, it is what there is. */
export async function pngOfExport(written: string, extensionUri: Uri): Promise<ExportedPicture> {
  const { drawPng } = await import('../inspector/pngDrawing');
  const drawn = await drawPng(extensionUri, await readFile(written, 'utf8'));
  const file = written.slice(0, -BESIDE.length);
  if (drawn.kind !== 'drawn') return { file: await asSvg(written, file), instead: drawn.kind };
  await putWhole(file, drawn.bytes);
  await rm(written, { force: true });
  return { file };
}

/** By the name that an SVG would have, where nothing has it. @returns the file */
async function asSvg(written: string, wanted: string): Promise<string> {
  const { dir, name } = path.parse(wanted);
  const file = path.join(dir, name + BESIDE);
  try {
    // unlike a rename it replaces nothing
    await link(written, file);
  } catch {
    return written;
  }
  await rm(written, { force: true });
  return file;
}
