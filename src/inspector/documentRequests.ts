import type { Memento } from 'vscode';
import type { CustomersRequest } from '../api/query';
import { readRequest } from './commandArguments';

/**
 * What open documents show the answer to, by the documents' ids. VS Code writes URIs down in places of
 * its own, such as lists of recent files: they hold an id, and nothing about a person.
 */
const KEY = 'inspector.documents';
/** Documents of a workspace; those that were closed are forgotten. */
const KEPT = 100;

export function keepRequest(
  memento: Memento,
  id: string,
  request: CustomersRequest,
): Thenable<void> {
  return memento.update(KEY, [[id, request], ...others(memento, id)].slice(0, KEPT));
}

export function keptRequest(memento: Memento, id: string): CustomersRequest | undefined {
  const entry = entries(memento).find(([other]) => other === id);
  return entry && readRequest(entry[1]);
}

export function forgetRequest(memento: Memento, id: string): Thenable<void> | undefined {
  const kept = others(memento, id);
  if (kept.length === entries(memento).length) return undefined;
  return memento.update(KEY, kept.length === 0 ? undefined : kept);
}

function others(memento: Memento, id: string): readonly (readonly [string, unknown])[] {
  return entries(memento).filter(([other]) => other !== id);
}

function entries(memento: Memento): readonly (readonly [string, unknown])[] {
  const kept = memento.get<unknown>(KEY);
  if (!Array.isArray(kept)) return [];
  return kept.flatMap((entry: unknown) =>
    Array.isArray(entry) && typeof entry[0] === 'string'
      ? [[entry[0], entry[1] as unknown] as const]
      : [],
  );
}
