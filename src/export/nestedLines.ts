import type { FileHandle } from 'node:fs/promises';
import { readCustomerLine, type CustomerLine } from './customerLine';
import { LineReader } from './lineReader';

/** Of a deep hierarchy many are open at a time. */
const CHUNK_BYTES = 1 << 14;

export type NestedStep =
  | { readonly kind: 'customer'; readonly line: CustomerLine; readonly level: number }
  /** All that is below the customer was said. */
  | { readonly kind: 'end'; readonly level: number };

/**
 * Lines in the order of a walk, level by level, said in the order of the tree: each customer before
 * those below it. Customers of one depth come in the same order either way, so it takes one reader for
 * each depth, and no memory that grows with the file.
 */
export async function* nestedLines(file: FileHandle): AsyncGenerator<NestedStep, void, void> {
  const depths = await depthStarts(file);
  const [top] = depths;
  if (top === undefined) return;
  const readers = depths.map(({ start, depth }) => new DepthReader(file, start, depth));
  /** Line numbers of those that are open, the topmost first. */
  const open: number[] = [];
  for (;;) {
    const line = await readers[open.length]?.peek();
    if (line !== undefined && (open.length === 0 || line.parentLine === open.at(-1))) {
      readers[open.length]?.take();
      yield { kind: 'customer', line, level: open.length };
      open.push(line.line);
    } else if (open.length === 0) return;
    else {
      open.pop();
      yield { kind: 'end', level: open.length };
    }
  }
}

/** Where the lines of each depth begin. */
async function depthStarts(
  file: FileHandle,
): Promise<readonly { readonly depth: number; readonly start: number }[]> {
  const reader = new LineReader(file, 0);
  const found: { depth: number; start: number }[] = [];
  for (let start = 0; ; start = reader.position) {
    const read = await reader.next();
    if (read === undefined) return found;
    const line = readCustomerLine(read.text);
    if (line !== undefined && line.depth !== found.at(-1)?.depth)
      found.push({ depth: line.depth, start });
  }
}

class DepthReader {
  readonly #reader: LineReader;
  #line: CustomerLine | undefined;

  constructor(
    file: FileHandle,
    start: number,
    private readonly depth: number,
  ) {
    this.#reader = new LineReader(file, start, undefined, CHUNK_BYTES);
  }

  /** The next line of the depth. */
  async peek(): Promise<CustomerLine | undefined> {
    if (this.#line === undefined) {
      const read = await this.#reader.next();
      this.#line = read && readCustomerLine(read.text);
    }
    return this.#line?.depth === this.depth ? this.#line : undefined;
  }

  take(): void {
    this.#line = undefined;
  }
}
