import * as v from 'valibot';
import type { Deviation } from '../api/departures';

const userIds = v.pipe(v.array(v.string()), v.readonly());
const levelToRead = v.object({
  number: v.number(),
  above: v.pipe(v.array(userIds), v.readonly()),
  parent: v.optional(v.number()),
  askedBy: v.optional(v.object({ type: v.string(), value: v.string() })),
  announced: v.optional(v.number()),
});

/** Somebody who is in the hierarchy once more. */
const again = v.object({ userId: v.optional(v.string()), path: userIds, line: v.number() });
/** A level that was not read to its end. */
const leftLevel = v.object({
  /** userIds of those above it, as the export shows them. */
  path: userIds,
  /** Line of the customer that it is below, where it is one of the export. */
  line: v.optional(v.number()),
  /** Customers of it that are in the export. */
  received: v.number(),
  announced: v.optional(v.number()),
  /** A sentence; missing where the server gave fewer than it announced. */
  reason: v.optional(v.string()),
});

/** What a page had, beside its customers. */
const findings = v.object({
  /** Depth, role and number of customers. */
  roles: v.array(v.tuple([v.number(), v.nullable(v.string()), v.number()])),
  tooDeep: v.optional(v.number()),
  noIdentifier: v.optional(v.number()),
  duplicates: v.optional(v.array(again)),
  cycles: v.optional(v.array(again)),
  left: v.optional(leftLevel),
  /** Each with its path and how often. */
  departures: v.optional(
    v.array(
      v.object({
        deviation: v.custom<Deviation>((value) => typeof value === 'object' && value !== null),
        path: v.string(),
        count: v.number(),
      }),
    ),
  ),
});

/**
 * What is noted of each page once its lines are written: with all of them, in their order, the walk can
 * go on where it was.
 */
const pageRecord = v.object({
  kind: v.literal('page'),
  level: v.number(),
  /** Of the level that the walk begins with, what its pages tell of it. */
  root: v.optional(levelToRead),
  /** Customers that the level should have, where that is known. */
  announced: v.optional(v.number()),
  /** Rows of the level that came by now. */
  offset: v.number(),
  /** Different ones of them. */
  received: v.number(),
  isOver: v.boolean(),
  /** Of the file with the lines, after it. */
  bytes: v.number(),
  /** Lines in it. */
  lines: v.number(),
  /** Keys of customers that were not met before. */
  met: v.array(v.string()),
  /** Keys of those of the level that were. */
  known: v.array(v.string()),
  /** Levels to read; their numbers go on from those before. */
  below: v.array(v.omit(levelToRead, ['number'])),
  findings,
});

const journalRecord = v.variant('kind', [
  pageRecord,
  /** The file is whole, with so many bytes: all that is left is to put it in its place. */
  v.object({ kind: v.literal('whole'), bytes: v.number() }),
]);

export type PageRecord = v.InferOutput<typeof pageRecord>;
export type JournalRecord = v.InferOutput<typeof journalRecord>;
export type Findings = v.InferOutput<typeof findings>;
export type LeftLevel = v.InferOutput<typeof leftLevel>;
export type MetAgain = v.InferOutput<typeof again>;

/** Whether a page of it could not be read, as far as nothing but the level is to blame. */
export function isFailed({ findings: { left } }: Pick<PageRecord, 'findings'>): boolean {
  return left?.reason !== undefined;
}

/** How far the records lead, taken in their order. */
export class Reach {
  #levels = 1;
  #last: PageRecord | undefined;
  #failed = 0;

  add(record: PageRecord): void {
    this.#levels += record.below.length;
    this.#last = record;
    if (isFailed(record)) this.#failed++;
  }

  /** Levels that failed. */
  get failed(): number {
    return this.#failed;
  }

  /** Each level that is known of was read, or failed. */
  get isOver(): boolean {
    return this.#last?.isOver === true && this.#last.level === this.#levels - 1;
  }
}

/** Undefined where it is no record. */
export function readRecord(text: string): JournalRecord | undefined {
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), journalRecord), text);
  return read.success ? read.output : undefined;
}
