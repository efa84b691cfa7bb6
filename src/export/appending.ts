import type { FileHandle } from 'node:fs/promises';

/** Text that is on its way into a file, written in large pieces. */
export class Appending {
  #texts: string[] = [];
  /** Of the file once all of it is written, in bytes. */
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
    this.#texts.push(text);
    this.#bytes += Buffer.byteLength(text);
  }

  /** Rejects as the system does; nothing counts as written then, and it can be tried again. */
  async flush(): Promise<void> {
    if (this.#texts.length === 0) return;
    const bytes = Buffer.from(this.#texts.join(''));
    const end = this.#written + bytes.length;
    for (let at = 0; at < bytes.length;) {
      const { bytesWritten } = await this.file.write(
        bytes,
        at,
        bytes.length - at,
        this.#written + at,
      );
      at += bytesWritten;
    }
    this.#texts = [];
    this.#written = end;
  }
}
