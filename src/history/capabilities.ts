import type { HistoryEntry } from './history';

/** Capabilities that menus ask for; what is no longer kept can be neither opened nor copied. */
export function capabilities(entry: HistoryEntry, isWatched: boolean): string {
  return [...capabilitiesOf(entry), ...(isWatched ? ['watched'] : [])].join(' ');
}

function capabilitiesOf({ answer, stored, outcome }: HistoryEntry): readonly string[] {
  if (answer === undefined && stored === undefined) return ['request'];
  return ['request', outcome.kind === 'failed' ? 'failed' : 'answered'];
}
