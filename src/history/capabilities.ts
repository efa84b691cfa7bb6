import type { HistoryEntry } from './history';

/** Capabilities that menus ask for; what is no longer kept can be neither opened nor copied. */
export function capabilities(entry: HistoryEntry, isWatched: boolean): string {
  return [...capabilitiesOf(entry), ...(isWatched ? ['watched'] : [])].join(' ');
}

function capabilitiesOf({ answer, stored, outcome, exchange }: HistoryEntry): readonly string[] {
  if (answer === undefined && stored === undefined) return ['request'];
  if (outcome.kind !== 'failed') return ['request', 'answered'];
  // what was refused for its size can go into a file; an answer about a token is nobody's
  const isSavable = outcome.error === 'tooLarge' && exchange?.signingIn === undefined;
  return ['request', 'failed', ...(isSavable ? ['savable'] : [])];
}
