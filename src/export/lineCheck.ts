import type { FileHandle } from 'node:fs/promises';
import { readCustomerLine } from './customerLine';
import { LineReader } from './lineReader';

/**
 * Whether there are just these lines, each of which can be read: after a power cut, a file may have
 * its length and nothing in it. Ends early once it is aborted.
 */
export async function areWhole(
  file: FileHandle,
  lines: number,
  signal: AbortSignal,
): Promise<boolean> {
  const reader = new LineReader(file, 0);
  for (let number = 1; number <= lines; number++) {
    if (signal.aborted) return true;
    const read = await reader.next();
    // JSON has none, also in its texts
    if (read === undefined || read.text.includes('\0')) return false;
    if (readCustomerLine(read.text)?.line !== number) return false;
  }
  return (await reader.next()) === undefined;
}
