import type { Memento } from 'vscode';

const KEY = 'customers.unfinishedExports';
const MOST = 20;

/** Files whose export was begun in this workspace and is not whole yet, the newest first. */
export function unfinishedExports(memento: Pick<Memento, 'get'>): readonly string[] {
  const kept = memento.get<unknown>(KEY);
  return Array.isArray(kept) ? kept.filter((file) => typeof file === 'string') : [];
}

export async function noteUnfinished(memento: Memento, file: string): Promise<void> {
  const others = unfinishedExports(memento).filter((one) => one !== file);
  await memento.update(KEY, [file, ...others].slice(0, MOST));
}

export async function forgetUnfinished(memento: Memento, file: string): Promise<void> {
  const others = unfinishedExports(memento).filter((one) => one !== file);
  await memento.update(KEY, others.length === 0 ? undefined : others);
}

export function hasUnfinishedExports(memento: Pick<Memento, 'get'>): boolean {
  return unfinishedExports(memento).length > 0;
}
