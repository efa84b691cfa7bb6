import { open, rm, type FileHandle } from 'node:fs/promises';
import * as v from 'valibot';
import { Appending } from './appending';
import { openAgain, PRIVATE } from './exportFiles';
import { exportPlan, type ExportPlan } from './exportPlan';
import { readRecord, type JournalRecord } from './journalRecord';
import { LineReader } from './lineReader';
import { openSeal, type Seal } from './seal';

/** The first line: all that can be read without the key. */
const head = v.object({
  customerHierarchyExport: v.literal(1),
  /** Which key the other lines are sealed with; they are not where it is missing. */
  key: v.optional(v.string()),
});
type JournalHead = v.InferOutput<typeof head>;

/** A record, and where it stands. */
export interface PlacedRecord {
  readonly record: JournalRecord;
  readonly start: number;
  readonly end: number;
}

export type OpenedJournal =
  | { readonly kind: 'journal'; readonly journal: Journal; readonly plan: ExportPlan }
  /** Sealed with a key that nobody has any more. */
  | { readonly kind: 'sealed' }
  | { readonly kind: 'unreadable' };

/**
 * What an export is and how far it is, line by line, beside its file. A line counts once it is whole;
 * what comes after one that is not is forgotten.
 */
export class Journal {
  #appending: Appending;

  private constructor(
    private readonly file: FileHandle,
    readonly seal: Seal,
    private readonly start: number,
    end: number,
    /** Which key its lines are sealed with. */
    readonly key?: string,
  ) {
    this.#appending = new Appending(file, end);
  }

  /** Rejects where there is such a file already. */
  static async create(
    path: string,
    plan: ExportPlan,
    sealed?: { readonly key: string; readonly seal: Seal },
  ): Promise<Journal> {
    const file = await open(path, 'wx+', PRIVATE);
    const first: JournalHead = {
      customerHierarchyExport: 1,
      ...(sealed !== undefined && { key: sealed.key }),
    };
    const seal = sealed?.seal ?? openSeal;
    const lines = `${JSON.stringify(first)}\n${seal.close(JSON.stringify(plan))}\n`;
    const bytes = Buffer.byteLength(lines);
    try {
      await file.writeFile(lines);
    } catch (error) {
      await file.close();
      // without its head it is none, and nothing could be begun beside it
      await rm(path, { force: true });
      throw error;
    }
    return new Journal(file, seal, bytes, bytes, sealed?.key);
  }

  /** Which key one is sealed with, if it is; rejects as the system does. */
  static async keyOf(path: string): Promise<string | undefined> {
    const file = await openAgain(path);
    try {
      const first = readHead((await new LineReader(file, 0).next())?.text);
      return first?.key;
    } finally {
      await file.close();
    }
  }

  /** @param sealOf the seal with such a key; undefined where there is none */
  static async open(
    path: string,
    sealOf: (key: string) => Promise<Seal | undefined>,
  ): Promise<OpenedJournal> {
    const file = await openAgain(path);
    try {
      const reader = new LineReader(file, 0);
      const first = readHead((await reader.next())?.text);
      const second = await reader.next();
      if (first === undefined || second === undefined) return await unusable(file, 'unreadable');
      const { key } = first;
      const seal = key === undefined ? openSeal : await sealOf(key);
      if (seal === undefined) return await unusable(file, 'sealed');
      const plan = v.safeParse(
        v.pipe(v.string(), v.parseJson(), exportPlan),
        seal.open(second.text),
      );
      if (!plan.success) return await unusable(file, 'unreadable');
      const journal = new Journal(file, seal, second.end, Infinity, key);
      return { kind: 'journal', journal, plan: plan.output };
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Goes on after this byte; what is behind it is forgotten. */
  async cutAt(end: number): Promise<void> {
    await this.file.truncate(end);
    this.#appending = new Appending(this.file, end);
  }

  /** Where the first record begins. */
  get recordsStart(): number {
    return this.start;
  }

  append(record: JournalRecord): void {
    this.#appending.add(`${this.seal.close(JSON.stringify(record))}\n`);
  }

  flush(): Promise<void> {
    return this.#appending.flush();
  }

  /** Records that are written down, from some place on, up to the first that is not whole. */
  async *records(from = this.start): AsyncGenerator<PlacedRecord, void, void> {
    const reader = new LineReader(this.file, from, () => this.#appending.written);
    for (let start = from; ; start = reader.position) {
      const line = await reader.next();
      const text = line && this.seal.open(line.text);
      const record = text === undefined ? undefined : readRecord(text);
      if (line === undefined || record === undefined) return;
      yield { record, start, end: line.end };
    }
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

function readHead(text: string | undefined): JournalHead | undefined {
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), head), text);
  return read.success ? read.output : undefined;
}

async function unusable(
  file: FileHandle,
  kind: 'sealed' | 'unreadable',
): Promise<{ readonly kind: 'sealed' | 'unreadable' }> {
  await file.close();
  return { kind };
}
