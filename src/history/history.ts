import type { ApiError } from '../api/errors';
import type { Exchange } from '../api/exchange';
import type { Answer, AnsweredRequest } from '../api/page';
import type { CustomersRequest } from '../api/query';
import type { CommandTarget } from '../inspector/commandTarget';

/** How a request ended; stays when the answer itself is no longer kept. */
type Outcome =
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
  /** Unique in this window. */
  readonly id: string;
  /** When it was sent, in milliseconds since 1970. */
  readonly at: number;
  /** What the connection was called then. */
  readonly connectionName: string;
  readonly request: CustomersRequest;
  /** Present where it was there to test the connection. */
  readonly isTest?: true;
  /** Missing where it was dropped to bound the memory: ask again to see it. */
  readonly answer?: Answer;
  readonly exchange?: Exchange;
  readonly outcome: Outcome;
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
  clear(): void;
}

/** The requests of this window, in memory alone: they are about people. */
export function createHistory(limits: HistoryLimits): History {
  let entries: readonly HistoryEntry[] = [];
  let made = 0;
  return {
    entries: () => (entries = entries.slice(0, limits.entries())),
    add: (record, now) => {
      const outcome = outcomeOf(record);
      if (outcome === undefined) return undefined;
      made += 1;
      const entry = entryOf(`request-${made}`, record, outcome, now);
      entries = withinText([entry, ...entries].slice(0, limits.entries()), limits.textLength);
      return entry;
    },
    clear: () => (entries = []),
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
    // failures have their own details, which leave out what may be a secret
    ...(outcome.kind !== 'failed' && 'text' in answer && { json: wholeAnswer(answer) }),
  };
}

function wholeAnswer({ text }: { readonly text: string }): NonNullable<CommandTarget['json']> {
  return { text, pointer: '' };
}

/** The entries, the oldest without their answers where all of them together would be too long. */
function withinText(entries: readonly HistoryEntry[], textLength: number): readonly HistoryEntry[] {
  let kept = 0;
  return entries.map((entry, index) => {
    kept += textOf(entry).length;
    return kept <= textLength || index === 0 ? entry : withoutAnswer(entry);
  });
}

function textOf({ answer }: HistoryEntry): string {
  return answer !== undefined && 'text' in answer ? answer.text : '';
}

function withoutAnswer(entry: HistoryEntry): HistoryEntry {
  if (textOf(entry) === '') return entry;
  const { id, at, connectionName, request, isTest, value, exchange, outcome } = entry;
  return {
    id,
    at,
    connectionName,
    request,
    outcome,
    ...(isTest !== undefined && { isTest }),
    ...(value !== undefined && { value }),
    ...(exchange !== undefined && { exchange }),
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
