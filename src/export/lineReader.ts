import type { FileHandle } from 'node:fs/promises';

const CHUNK_BYTES = 1 << 16;
const LINE_FEED = 0x0a;

/** A line, and where the next one begins. */
export interface ReadLine {
  readonly text: string;
  /** Byte after its line break. */
  readonly end: number;
}

/** Reads lines of a file from some place on; what has no line break at its end is no line. */
export class LineReader {
  #chunk = Buffer.alloc(0);
  /** Of the chunk in the file. */
  #at: number;
  /** In the chunk. */
  #next = 0;

  /** @param until byte after the last one to read, when it is asked for */
  constructor(
    private readonly file: FileHandle,
    from: number,
    private readonly until: () => number = () => Infinity,
    private readonly chunkBytes = CHUNK_BYTES,
  ) {
    this.#at = from;
  }

  /** Byte where the next line begins. */
  get position(): number {
    return this.#at + this.#next;
  }

  async next(): Promise<ReadLine | undefined> {
    const line = await this.nextBytes();
    return line && { text: line.toString('utf8'), end: this.position };
  }

  /** The same as it is in the file. */
  async nextBytes(): Promise<Buffer | undefined> {
    for (let searched = this.#next; ;) {
      const end = this.#chunk.indexOf(LINE_FEED, searched);
      if (end >= 0) {
        const line = this.#chunk.subarray(this.#next, end);
        this.#next = end + 1;
        return line;
      }
      searched = this.#chunk.length - this.#next;
      if (!(await this.#readOn())) return undefined;
    }
  }

  async #readOn(): Promise<boolean> {
    const rest = this.#chunk.subarray(this.#next);
    const from = this.#at + this.#chunk.length;
    const length = Math.min(Math.max(this.chunkBytes, rest.length), this.until() - from);
    if (length <= 0) return false;
    const read = Buffer.allocUnsafe(rest.length + length);
    rest.copy(read);
    const { bytesRead } = await this.file.read(read, rest.length, length, from);
    this.#at += this.#next;
    this.#next = 0;
    this.#chunk = read.subarray(0, rest.length + bytesRead);
    return bytesRead > 0;
  }
}
