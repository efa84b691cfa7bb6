import { createHash } from 'node:crypto';
import { lstat, type FileHandle } from 'node:fs/promises';
import * as v from 'valibot';
import { readPageAgain } from '../api/answer';
import type { Connection } from '../api/connection';
import type { Page } from '../api/page';
import { queryPath, type ChildrenQuery } from '../api/query';
import { requestAsSent } from '../api/request';
import { systemCode } from '../api/thrown';
import { Appending } from './appending';
import { openAgain } from './exportFiles';
import { LineReader } from './lineReader';
import type { Seal } from './seal';

const keptPage = v.object({
  text: v.string(),
  startedAt: v.number(),
  durationMs: v.number(),
  repeatedSecret: v.optional(v.literal(true)),
  notUtf8: v.optional(v.literal(true)),
});

interface Place {
  readonly start: number;
  readonly end: number;
}

/**
 * Pages that were read after one that could not be, as they came. Whose children come first decides
 * where everybody else is: once those that failed are read, the walk is made again from there on, and
 * these are not asked for a second time. Two lines a page: what was asked, and the answer.
 */
export class LaterPages {
  #file: FileHandle | undefined;
  #appending: Appending | undefined;
  readonly #places = new Map<string, Place>();

  private constructor(
    private readonly path: string,
    private readonly seal: Seal,
  ) {}

  /** Rejects as the system does; where there is no such file, there are none. */
  static async open(path: string, seal: Seal): Promise<LaterPages> {
    const pages = new LaterPages(path, seal);
    if (await isThere(path)) await pages.#open();
    return pages;
  }

  /** The answer to this question, if it is kept. */
  async find(connection: Connection, query: ChildrenQuery): Promise<Page | undefined> {
    // most exports have none, and then it costs nothing
    const place = this.#places.size === 0 ? undefined : this.#places.get(keyOf(query));
    if (place === undefined || this.#file === undefined) return undefined;
    // what is not in the file yet was given to the walk just now
    if (place.end > (this.#appending?.written ?? 0)) return undefined;
    const bytes = Buffer.alloc(place.end - place.start);
    await this.#file.read(bytes, 0, bytes.length, place.start);
    const text = this.seal.open(bytes.toString('utf8').trimEnd());
    const read = v.safeParse(v.pipe(v.string(), v.parseJson(), keptPage), text);
    if (!read.success) return undefined;
    const request = requestAsSent(connection, query);
    return readPageAgain(read.output.text, query, { request, ...read.output });
  }

  has({ query }: Pick<Page, 'query'>): boolean {
    return this.#places.size > 0 && this.#places.has(keyOf(query));
  }

  async keep({ query, text, exchange }: Page): Promise<void> {
    const key = keyOf(query);
    await this.#open();
    const appending = this.#appending;
    if (appending === undefined) return;
    const { startedAt, durationMs, repeatedSecret, notUtf8 } = exchange;
    const page: v.InferOutput<typeof keptPage> = {
      text,
      startedAt,
      durationMs,
      ...(repeatedSecret !== undefined && { repeatedSecret }),
      ...(notUtf8 !== undefined && { notUtf8 }),
    };
    appending.add(`${this.seal.close(queryPath(query))}\n`);
    const start = appending.bytes;
    appending.add(`${this.seal.close(JSON.stringify(page))}\n`);
    this.#places.set(key, { start, end: appending.bytes });
  }

  async flush(): Promise<void> {
    await this.#appending?.flush();
  }

  async close(): Promise<void> {
    await this.#file?.close();
    this.#file = undefined;
  }

  async #open(): Promise<void> {
    if (this.#file !== undefined) return;
    const file = await openAgain(this.path, { create: true });
    this.#file = file;
    const reader = new LineReader(file, 0);
    let end = 0;
    for (;;) {
      const asked = await reader.next();
      const start = reader.position;
      // it is long, and nobody wants to read it now
      const answer = asked && (await reader.nextBytes());
      const question = answer && this.seal.open(asked.text);
      if (question === undefined) break;
      end = reader.position;
      this.#places.set(shortened(question), { start, end });
    }
    // what is not whole is asked for again
    await file.truncate(end);
    this.#appending = new Appending(file, end);
  }
}

/** There may be many, and an address is long. */
function keyOf(query: ChildrenQuery): string {
  return shortened(queryPath(query));
}

function shortened(question: string): string {
  return createHash('sha256').update(question).digest('base64');
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
}
