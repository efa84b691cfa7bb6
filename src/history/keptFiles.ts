import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from '../api/thrown';
import { crowdedOut, ID_PATTERN } from './crowding';

export interface FileLimits {
  /** Files kept, at the most. */
  readonly entries: () => number;
  /** All of them together. */
  readonly bytes: number;
}

/** By what is told from files that somebody else put there: those are left alone. */
const KEPT = new RegExp(String.raw`^(${ID_PATTERN})\.answer$`);
/** Of a window that was closed while it wrote; younger ones may be of another that is writing. */
const OLDEST_PART_MS = 3_600_000;
const CHUNK_BYTES = 16_384;
/** A first line beyond this is none of ours. */
const LONGEST_LINE_BYTES = 10_000_000;

/**
 * A folder with one file for each entry, whose names are in the order of time. Windows share it: each
 * writes files of its own, which appear whole or not at all, and the oldest go first, whoever wrote them; those
 * in the background before others, as far as they are many.
 */
export class KeptFiles {
  readonly #folder: string;
  readonly #limits: FileLimits;
  /** Files do not change: each is measured once. */
  readonly #sizes = new Map<string, number>();

  constructor(folder: string, limits: FileLimits) {
    this.#folder = folder;
    this.#limits = limits;
  }

  /** The newest first; none where there is no folder yet. */
  async ids(): Promise<readonly string[]> {
    const names = await readdir(this.#folder).catch(ifMissing([]));
    return names
      .flatMap((name) => KEPT.exec(name)?.[1] ?? [])
      .sort()
      .reverse();
  }

  /** @returns ids of what was too old or too much, and is gone */
  async write(id: string, content: string): Promise<readonly string[]> {
    // what answers say is for nobody else who uses this computer
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const part = path.join(this.#folder, `${id}-${randomUUID()}.part`);
    try {
      await writeFile(part, content, { mode: 0o600 });
      await rename(part, this.#path(id));
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
    return this.#makeRoom();
  }

  /** Undefined where it is gone. */
  async read(id: string): Promise<string | undefined> {
    return readFile(this.#path(id), 'utf8').catch(ifMissing(undefined));
  }

  /** The first line of the file; undefined where it is gone. */
  async firstLine(id: string): Promise<string | undefined> {
    const file = await open(this.#path(id)).catch(ifMissing(undefined));
    if (file === undefined) return undefined;
    try {
      const chunks: Buffer[] = [];
      for (let at = 0; at < LONGEST_LINE_BYTES; at += CHUNK_BYTES) {
        const { bytesRead, buffer } = await file.read(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES);
        const chunk = buffer.subarray(0, bytesRead);
        const end = chunk.indexOf('\n');
        chunks.push(end < 0 ? chunk : chunk.subarray(0, end));
        if (end >= 0 || bytesRead === 0) break;
      }
      return Buffer.concat(chunks).toString('utf8');
    } finally {
      await file.close();
    }
  }

  /** How much is kept. */
  async usage(): Promise<{ readonly entries: number; readonly bytes: number }> {
    const sizes = await Promise.all((await this.ids()).map((id) => this.#size(id)));
    return { entries: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
  }

  /** Removes every entry of every window. */
  async clear(): Promise<void> {
    await Promise.all((await this.ids()).map((id) => this.#remove(id)));
    await this.#removeParts(0);
  }

  async #makeRoom(): Promise<readonly string[]> {
    const removed: string[] = [];
    const ids = await this.ids();
    const tooMany = crowdedOut(
      ids.map((id) => ({ id, size: 1 })),
      this.#limits.entries(),
    );
    const sized = await Promise.all(
      ids.filter((id) => !tooMany.has(id)).map(async (id) => ({ id, size: await this.#size(id) })),
    );
    const tooMuch = crowdedOut(sized, this.#limits.bytes);
    for (const id of ids) {
      if (!tooMany.has(id) && !tooMuch.has(id)) continue;
      await this.#remove(id);
      removed.push(id);
    }
    await this.#removeParts(OLDEST_PART_MS);
    return removed;
  }

  async #remove(id: string): Promise<void> {
    await rm(this.#path(id), { force: true });
    this.#sizes.delete(id);
  }

  async #removeParts(olderThanMs: number): Promise<void> {
    const names = await readdir(this.#folder).catch(ifMissing([]));
    for (const name of names.filter((one) => one.endsWith('.part'))) {
      const part = path.join(this.#folder, name);
      const { mtimeMs } = await stat(part).catch(ifMissing({ mtimeMs: Infinity }));
      if (Date.now() - mtimeMs >= olderThanMs) await rm(part, { force: true });
    }
  }

  async #size(id: string): Promise<number> {
    const known = this.#sizes.get(id);
    if (known !== undefined) return known;
    const { size } = await stat(this.#path(id)).catch(ifMissing({ size: 0 }));
    this.#sizes.set(id, size);
    return size;
  }

  #path(id: string): string {
    return path.join(this.#folder, `${id}.answer`);
  }
}

/** Another window may have removed it meanwhile. */
function ifMissing<Value>(instead: Value): (error: unknown) => Value {
  return (error) => {
    if (systemCode(error) === 'ENOENT') return instead;
    throw error;
  };
}
