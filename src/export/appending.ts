import type { FileHandle } from 'node:fs/promises';

const CHUNK_BYTES = 1 << 19;
/** Of UTF-8, for one unit of a string. */
const MOST_BYTES = 3;

/** Text that is on its way into a file, written in large pieces. */
export class Appending {
  /** Those before the one that is being filled. */
  #full: Buffer[] = [];
  #chunk = Buffer.allocUnsafe(0);
  #used = 0;
  #bytes: number;
  #written: number;

  /** @param bytes where the file ends */
  constructor(
    private readonly file: FileHandle,
    bytes: number,
  ) {
    this.#bytes = bytes;
    this.#written = bytes;
  }

  /** Of the file with what was added. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Bytes that are in the file. */
  get written(): number {
    return this.#written;
  }

  add(text: string): void {
    const most = text.length * MOST_BYTES;
    if (this.#chunk.length - this.#used < most) {
      if (this.#used > 0) this.#full.push(this.#chunk.subarray(0, this.#used));
      this.#chunk = Buffer.allocUnsafe(Math.max(CHUNK_BYTES, most));
      this.#used = 0;
    }
    const length = this.#chunk.write(text, this.#used);
    this.#used += length;
    this.#bytes += length;
  }

  /** Rejects as the system does; nothing counts as written then, and it can be tried again. */
  async flush(): Promise<void> {
    let rest = behind([...this.#full, this.#chunk.subarray(0, this.#used)], 0);
    let end = this.#written;
    while (rest.length > 0) {
      // at once: each time, everybody who is to have something written waits
      const { bytesWritten } = await this.file.writev(rest, end);
      end += bytesWritten;
      rest = behind(rest, bytesWritten);
    }
    this.#full = [];
    this.#used = 0;
    this.#written = end;
  }
}

/** What is there of the chunks after so many bytes. */
function behind(chunks: readonly Buffer[], bytes: number): readonly Buffer[] {
  let left = bytes;
  return chunks.flatMap((chunk) => {
    const rest = chunk.subarray(Math.min(left, chunk.length));
    left -= chunk.length - rest.length;
    return rest.length > 0 ? [rest] : [];
  });
}
