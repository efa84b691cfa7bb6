import type { HistoryEntry } from './history';

/** Capabilities that menus ask for; what is no longer kept can be neither opened nor copied. */
export function capabilities({ answer, stored, outcome }: HistoryEntry): string {
  if (answer === undefined && stored === undefined) return 'request';
  return outcome.kind === 'failed' ? 'request failed' : 'request answered';
}
