import type { ApiError } from '../api/errors';
import type { Exchange } from '../api/exchange';
import type { Answer, AnsweredRequest } from '../api/page';
import type { CustomersRequest } from '../api/query';
import { placeIn, type CommandTarget, type StoredAnswer } from '../inspector/commandTarget';
import { crowdedOut, markedId } from './crowding';

/** How a request ended; stays when the answer itself is no longer kept. */
export type Outcome =
  | { readonly kind: 'answered'; readonly rows: number; readonly issues: number }
  /** A test of the connection passed: the API said what it should. */
  | { readonly kind: 'passed' }
  | {
      readonly kind: 'failed';
      readonly error: ApiError['kind'];
      /** The API's own code (8015), or the system's (ECONNREFUSED). */
      readonly code?: string;
    };

/** One request that was made. Commands take it as what they are called on. */
export interface HistoryEntry extends CommandTarget {
  /** Unique, also among windows; in the order of time, and the name of its file where it has one. */
  readonly id: string;
  /** When it was sent, in milliseconds since 1970. */
  readonly at: number;
  /** What the connection was called then. */
  readonly connectionName: string;
  readonly request: CustomersRequest;
  /** Present where it was there to test the connection. */
  readonly isTest?: true;
  /**
   * Missing where it was dropped to bound the memory, or is from before the window was loaded: it may
   * be in `stored`, else ask again to see it.
   */
  readonly answer?: Answer;
  readonly exchange?: Exchange;
  readonly outcome: Outcome;
  /** Present where only the shape of whom was asked about is known any more: nobody can ask again. */
  readonly isAskedMasked?: true;
}

export interface HistoryLimits {
  /** Entries kept, at the most. */
  readonly entries: () => number;
  /** Text of answers kept, in characters; the newest answer is kept whatever its length. */
  readonly textLength: number;
}

export interface History {
  /** Newest first. */
  entries(): readonly HistoryEntry[];
  /** Undefined for what was never sent, and for what was cancelled. */
  add(record: AnsweredRequest, now: number): HistoryEntry | undefined;
  /** Those of before, which are known by now from elsewhere. */
  restore(earlier: readonly HistoryEntry[]): void;
  /** Its answer can be read from there, from now on. */
  keep(id: string, stored: StoredAnswer): void;
  /** What was stored of these is gone. */
  lose(ids: ReadonlySet<string>): void;
  clear(): void;
}

/** The requests of this window, and of those before it once they are restored. */
export function createHistory(limits: HistoryLimits): History {
  let entries: readonly HistoryEntry[] = [];
  const lengthOf = createLengths();
  const newId = createIds();
  return {
    entries: () => (entries = withinNumber(entries, limits.entries())),
    add: (record, now) => {
      const outcome = outcomeOf(record);
      if (outcome === undefined) return undefined;
      const id = markedId(newId(now), record.background === true);
      const entry = entryOf(id, record, outcome, now);
      const kept = withinNumber([entry, ...entries], limits.entries());
      entries = withinText(kept, limits.textLength, lengthOf);
      return entry;
    },
    restore: (earlier) => {
      const known = new Set(entries.map(({ id }) => id));
      const added = earlier.filter(({ id }) => !known.has(id));
      entries = [...entries, ...added].sort((one, other) => (one.id < other.id ? 1 : -1));
    },
    keep: (id, stored) =>
      (entries = entries.map((entry) => (entry.id === id ? { ...entry, stored } : entry))),
    lose: (ids) =>
      (entries = entries.map((entry) =>
        ids.has(entry.id) ? { ...entry, stored: undefined } : entry,
      )),
    clear: () => (entries = []),
  };
}

/** In the order of time, whatever the clock does; those of the same millisecond are counted. */
function createIds(): (now: number) => string {
  let time = 0;
  let count = 0;
  return (now) => {
    count = now > time ? 0 : count + 1;
    time = Math.max(now, time);
    const parts = [String(time).padStart(15, '0'), String(count).padStart(4, '0')];
    return [...parts, crypto.randomUUID().slice(0, 8)].join('-');
  };
}

function entryOf(
  id: string,
  { connection, query, answer, test }: AnsweredRequest,
  outcome: Outcome,
  now: number,
): HistoryEntry {
  const exchange = 'exchange' in answer ? answer.exchange : undefined;
  return {
    id,
    at: exchange?.startedAt ?? now,
    connectionName: connection.name,
    request: { connectionId: connection.id, query },
    // nobody wants to copy the made-up customer of a test
    ...(test === undefined ? { value: query.identifierValue } : { isTest: true }),
    answer,
    outcome,
    ...(exchange !== undefined && { exchange }),
    ...jsonOf(outcome, answer),
  };
}

/** Failures have their own details, which leave out what may be a secret. */
export function jsonOf(outcome: Outcome, answer: Answer): Pick<CommandTarget, 'json'> {
  if (outcome.kind === 'failed' || !('text' in answer)) return {};
  return { json: placeIn(answer, '') };
}

function withinNumber(entries: readonly HistoryEntry[], most: number): readonly HistoryEntry[] {
  if (entries.length <= most) return entries;
  const dropped = crowdedOut(
    entries.map(({ id }) => ({ id, size: 1 })),
    most,
  );
  return entries.filter(({ id }) => !dropped.has(id));
}

/** The entries, without their answers where all of them together would be too long: see `crowding.ts`. */
function withinText(
  entries: readonly HistoryEntry[],
  textLength: number,
  lengthOf: (answer: Answer) => number,
): readonly HistoryEntry[] {
  const sized = entries.flatMap(({ id, answer }) => {
    const size = answer === undefined ? 0 : lengthOf(answer);
    return size === 0 ? [] : [{ id, size }];
  });
  const dropped = crowdedOut(sized, textLength);
  const isDropped = ({ id }: HistoryEntry, index: number) => index > 0 && dropped.has(id);
  return entries.map((entry, index) =>
    isDropped(entry, index) ? { ...entry, answer: undefined, json: undefined } : entry,
  );
}

/** The length of an answer's text; a long one is unpacked for it, and that once. */
function createLengths(): (answer: Answer) => number {
  const known = new WeakMap<Answer, number>();
  return (answer) => {
    const length = known.get(answer) ?? ('text' in answer ? answer.text.length : 0);
    known.set(answer, length);
    return length;
  };
}

/** Undefined where no request went out, or nobody wants to hear of it. */
function outcomeOf({ answer, test }: AnsweredRequest): Outcome | undefined {
  if (test?.kind === 'works') return { kind: 'passed' };
  switch (answer.kind) {
    case 'page':
      return {
        kind: 'answered',
        rows: answer.customers.length,
        issues: answer.issues.length,
      };
    case 'cancelled':
    case 'invalidQuery':
    case 'notSignedIn':
    case 'secretsUnreadable':
      return undefined;
    default: {
      const code = codeOf(answer);
      return { kind: 'failed', error: answer.kind, ...(code !== undefined && { code }) };
    }
  }
}

function codeOf(error: ApiError): string | undefined {
  if ('code' in error) return error.code;
  const code = 'issue' in error ? error.issue?.code : undefined;
  return code === undefined ? undefined : String(code);
}
