import * as v from 'valibot';
import { readArgument } from '../inspector/commandArguments';
import type { CommandTarget } from '../inspector/commandTarget';
import type { History, HistoryEntry } from './history';

/** What is to be compared, and how; what is missing is asked for. */
export interface CompareArgument {
  /** Entries, their ids, or rows and inspectors with an answer; none where nothing was named. */
  readonly targets: readonly unknown[];
  readonly as?: 'changes' | 'text';
  readonly ignoreOrder?: boolean;
}

const written = v.object({
  first: v.unknown(),
  second: v.unknown(),
  as: v.optional(v.picklist(['changes', 'text'])),
  ignoreOrder: v.optional(v.boolean()),
});

/**
 * @param argument the row that a menu was opened on, or what somebody wrote into keybindings.json
 * @param selected all rows that are selected, where a menu was opened on one of them
 */
export function readCompareArgument(
  argument: unknown,
  selected: unknown,
): CompareArgument | undefined {
  if (Array.isArray(selected) && selected.length > 1) return { targets: selected };
  if (argument === undefined || argument === null) return { targets: [] };
  if (typeof argument !== 'object') return undefined;
  if (!('first' in argument) && !('second' in argument))
    // a menu of an editor names the editor
    return { targets: 'request' in argument ? [argument] : [] };
  const read = v.safeParse(written, { first: undefined, second: undefined, ...argument });
  if (!read.success) return undefined;
  const { first, second, as, ignoreOrder } = read.output;
  return {
    targets: [first, second].filter((target) => target !== undefined),
    ...(as !== undefined && { as }),
    ...(ignoreOrder !== undefined && { ignoreOrder }),
  };
}

export interface Comparands {
  /** What is to be compared as an entry; undefined for what is none and has no answer. */
  entryOf(target: unknown): HistoryEntry | undefined;
  find(id: string): HistoryEntry | undefined;
}

/** Answers on screen that the history dropped, or never had; the oldest go first. */
const KEPT = 20;

/** Entries of the history, and answers of rows and inspectors that it has no more. */
export function comparands(history: History): Comparands {
  let others: readonly HistoryEntry[] = [];
  const find = (id: string) => [...history.entries(), ...others].find((entry) => entry.id === id);
  return {
    find,
    entryOf: (target) => {
      const id =
        typeof target === 'object' && target !== null && 'id' in target ? target.id : target;
      const known = typeof id === 'string' ? find(id) : undefined;
      if (known !== undefined || typeof target !== 'object') return known;
      const read = readArgument(target);
      const entry =
        read.kind === 'argument' ? entryWith(read.argument, history, others) : undefined;
      if (entry !== undefined && find(entry.id) === undefined)
        others = [entry, ...others].slice(0, KEPT);
      return entry;
    },
  };
}

function entryWith(
  { request, answer, stored }: CommandTarget,
  history: History,
  others: readonly HistoryEntry[],
): HistoryEntry | undefined {
  if (request === undefined || answer === undefined || stored !== undefined) return undefined;
  const known = [...history.entries(), ...others].find((entry) => entry.answer === answer);
  if (known !== undefined) return known;
  const exchange = 'exchange' in answer ? answer.exchange : undefined;
  const at = exchange?.startedAt ?? 0;
  return {
    id: [String(at).padStart(15, '0'), crypto.randomUUID()].join('-'),
    at,
    connectionName: '',
    // a form may say something else by now
    request: answer.kind === 'page' ? { ...request, query: answer.query } : request,
    answer,
    outcome:
      answer.kind === 'page'
        ? { kind: 'answered', rows: answer.customers.length, issues: answer.issues.length }
        : { kind: 'failed', error: answer.kind },
    ...(exchange !== undefined && { exchange }),
  };
}
