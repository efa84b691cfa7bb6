import type { Memento } from 'vscode';

/** A parent that was asked for lately, as it is offered again. */
export interface RecentParent {
  readonly identifierType: string;
  readonly identifierValue: string;
}

const KEY = 'customers.recentParents';
/** Of each connection. */
const KEPT = 10;

export function recentParents(memento: Memento, connectionId: string): readonly RecentParent[] {
  const entries = saved(memento).get(connectionId);
  return Array.isArray(entries) ? entries.filter(isRecentParent) : [];
}

export function rememberParent(
  memento: Memento,
  connectionId: string,
  { identifierType, identifierValue }: RecentParent,
): Thenable<void> {
  const parent = { identifierType, identifierValue };
  const others = recentParents(memento, connectionId).filter((other) => !isSame(other, parent));
  return save(memento, connectionId, [parent, ...others].slice(0, KEPT));
}

export function forgetParent(
  memento: Memento,
  connectionId: string,
  parent: RecentParent,
): Thenable<void> {
  const kept = recentParents(memento, connectionId).filter((other) => !isSame(other, parent));
  return save(memento, connectionId, kept);
}

export function forgetParents(memento: Memento, connectionId: string): Thenable<void> {
  return save(memento, connectionId, []);
}

function save(
  memento: Memento,
  connectionId: string,
  parents: readonly RecentParent[],
): Thenable<void> {
  const all = saved(memento);
  if (parents.length === 0) all.delete(connectionId);
  else all.set(connectionId, parents);
  return memento.update(KEY, [...all]);
}

/** By connection, as a map: a connection's id may be any text, also the name of an object's own field. */
function saved(memento: Memento): Map<string, unknown> {
  const entries = memento.get<unknown>(KEY);
  if (!Array.isArray(entries)) return new Map();
  return new Map(
    entries.flatMap((entry: unknown) =>
      Array.isArray(entry) && typeof entry[0] === 'string'
        ? [[entry[0], entry[1] as unknown] as const]
        : [],
    ),
  );
}

function isRecentParent(entry: unknown): entry is RecentParent {
  return (
    typeof entry === 'object' &&
    entry !== null &&
    'identifierType' in entry &&
    typeof entry.identifierType === 'string' &&
    'identifierValue' in entry &&
    typeof entry.identifierValue === 'string'
  );
}

function isSame(one: RecentParent, other: RecentParent): boolean {
  return (
    one.identifierType === other.identifierType && one.identifierValue === other.identifierValue
  );
}
