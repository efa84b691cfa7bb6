import { open, rm, type FileHandle } from 'node:fs/promises';
import type { Localisation } from '../connections/errorSentences';
import { Appending } from './appending';
import { csvOf } from './csvExport';
import { PRIVATE } from './exportFiles';
import type { ExportPlan } from './exportPlan';
import { jsonOf } from './jsonExport';
import type { LeftLevel } from './journalRecord';
import { markdownOf } from './markdownExport';
import { svgFileOf } from './svgExport';
import type { Listed } from './tally';

const FLUSH_BYTES = 1 << 18;

interface WholeWords {
  readonly l10n: Localisation;
  /** What is missing in it. */
  readonly notRead: Listed<LeftLevel>;
}

/**
 * Writes what the lines say in the wanted format, piece by piece; what is in the file already is gone.
 *
 * @returns how many bytes it has; undefined where it was cancelled
 */
export async function writeWhole(
  plan: ExportPlan,
  lines: FileHandle,
  target: string,
  words: WholeWords,
  signal: AbortSignal,
): Promise<number | undefined> {
  // whatever is there is not written into: a link would lead to somebody's file
  await rm(target, { force: true });
  const file = await open(target, 'wx', PRIVATE);
  try {
    const appending = new Appending(file, 0);
    for await (const piece of piecesOf(plan, lines, words)) {
      if (signal.aborted) return undefined;
      appending.add(piece);
      if (appending.bytes - appending.written > FLUSH_BYTES) await appending.flush();
    }
    await appending.flush();
    await file.sync();
    return appending.bytes;
  } finally {
    await file.close();
  }
}

function piecesOf(
  plan: ExportPlan,
  lines: FileHandle,
  { l10n, notRead }: WholeWords,
): AsyncIterable<string> {
  switch (plan.format) {
    case 'json':
      return jsonOf(plan, lines, notRead);
    case 'csv':
      return csvOf(plan, lines, l10n);
    case 'markdown':
      return markdownOf(plan, lines, notRead, l10n);
    case 'svg':
    case 'png':
      return svgFileOf(plan, lines, notRead, l10n);
    case 'ndjson':
      throw new Error('The lines are the file.');
  }
}
