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
  /** What was read last, up to `#end`; used again and again. */
  #room = Buffer.alloc(0);
  #end = 0;
  /** Of its first byte in the file. */
  #at: number;
  /** Where the next line begins in it. */
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

  /** The same as it is in the file; counts until the next line is asked for. */
  async nextBytes(): Promise<Buffer | undefined> {
    for (let searched = this.#next; ;) {
      const line = this.bytesAtOnce(searched);
      if (line !== undefined) return line;
      searched = this.#end - this.#next;
      if (!(await this.#readOn())) return undefined;
    }
  }

  /** The same where it is read already: nobody has to wait for it. */
  bytesAtOnce(searched = this.#next): Buffer | undefined {
    const end = this.#room.indexOf(LINE_FEED, searched);
    if (end < 0 || end >= this.#end) return undefined;
    const line = this.#room.subarray(this.#next, end);
    this.#next = end + 1;
    return line;
  }

  async #readOn(): Promise<boolean> {
    const rest = this.#end - this.#next;
    // a line that is as long as half of it gets more room
    const size = Math.max(this.chunkBytes, rest * 2);
    const room = this.#room.length < size ? Buffer.allocUnsafe(size) : this.#room;
    this.#room.copy(room, 0, this.#next, this.#end);
    this.#room = room;
    this.#at += this.#next;
    this.#next = 0;
    this.#end = rest;
    const from = this.#at + rest;
    const length = Math.min(room.length - rest, this.until() - from);
    if (length <= 0) return false;
    const { bytesRead } = await this.file.read(room, rest, length, from);
    this.#end += bytesRead;
    return bytesRead > 0;
  }
}
