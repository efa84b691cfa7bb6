import type { Memento } from 'vscode';
import type { CustomersRequest } from '../api/query';
import { readRequest } from './commandArguments';

/** A query that was run lately, as it is offered again. */
export interface RecentQuery {
  readonly id: string;
  readonly request: CustomersRequest;
}

const KEY = 'inspector.recentQueries';
/** More than that nobody looks through. */
const KEPT = 20;

/** The one run last comes first; what cannot be read is left out. */
export function recentQueries(memento: Memento): readonly RecentQuery[] {
  const kept = memento.get<unknown>(KEY);
  return Array.isArray(kept) ? kept.flatMap((entry: unknown) => readEntry(entry) ?? []) : [];
}

/**
 * Turning a page is the same query. They name people, so there are few of them.
 * @param most how many the user wants to have kept, at the most
 */
export function rememberQuery(
  memento: Memento,
  request: CustomersRequest,
  most: number,
): Thenable<void> {
  const same = asked(request);
  const others = recentQueries(memento).filter((other) => asked(other.request) !== same);
  const all = [{ id: crypto.randomUUID(), request }, ...others];
  return save(memento, all.slice(0, Math.min(KEPT, most)));
}

export function forgetQueries(memento: Memento): Thenable<void> {
  return save(memento, []);
}

function save(memento: Memento, queries: readonly RecentQuery[]): Thenable<void> {
  return memento.update(KEY, queries.length === 0 ? undefined : queries);
}

/** The same text for the same question, whatever page of it. */
function asked({ connectionId, query }: CustomersRequest): string {
  const entries = Object.entries({ ...query, offset: 0 }).sort(([one], [other]) =>
    one < other ? -1 : 1,
  );
  return JSON.stringify([connectionId, entries]);
}

function readEntry(entry: unknown): RecentQuery | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  if (!('id' in entry) || typeof entry.id !== 'string' || !('request' in entry)) return undefined;
  const request = readRequest(entry.request);
  return request && { id: entry.id, request };
}
