import type { FileHandle } from 'node:fs/promises';
import { lineNumber } from './customerLine';
import { LineReader } from './lineReader';

const CHUNK_BYTES = 1 << 19;

/**
 * Whether there are just these lines, each of which can be read: after a power cut, a file may have
 * its length and nothing in it. Ends early once it is aborted.
 */
export async function areWhole(
  file: FileHandle,
  lines: number,
  signal: AbortSignal,
): Promise<boolean> {
  const reader = new LineReader(file, 0, undefined, CHUNK_BYTES);
  for (let number = 1; number <= lines; number++) {
    if (signal.aborted) return true;
    const line = reader.bytesAtOnce() ?? (await reader.nextBytes());
    // JSON has none, also in its texts
    if (line === undefined || line.includes(0)) return false;
    if (lineNumber(line) !== number) return false;
  }
  return (await reader.next()) === undefined;
}
