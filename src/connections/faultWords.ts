import type { ActiveFault } from '../sandbox/activeFaults';
import { joinedSentences, translated } from '../sentence';
import type { Localisation } from './errorSentences';

/** What goes wrong on purpose; undefined while nothing does. */
export function faultWords(l10n: Localisation, active: readonly ActiveFault[]): string | undefined {
  const [newest] = active;
  if (newest === undefined) return undefined;
  const title = translated(l10n, newest.fault.title);
  return active.length === 1
    ? l10n.t('fault on: {title}', { title })
    : l10n.t('{count} faults on: {title}, …', { count: active.length, title });
}

/** What was just injected, as whole sentences: how long it stays, and what it stands before. */
export function injectedWords(l10n: Localisation, active: readonly ActiveFault[]): string {
  const [newest, ...others] = active;
  if (newest === undefined) return l10n.t('The sandbox has no faults any more.');
  const title = translated(l10n, newest.fault.title);
  const words = stayWords(l10n, title, newest.timesLeft);
  if (others.length === 0) return words;
  const before =
    others.length === 1
      ? l10n.t('Where both could act, it comes before the one that was on.')
      : l10n.t('Where several could act, it comes before the {count} that were on.', {
          count: others.length,
        });
  return joinedSentences(words, before);
}

function stayWords(l10n: Localisation, title: string, times: number | undefined): string {
  switch (times) {
    case undefined:
      return l10n.t('Injected into the sandbox, until it is cleared: {title}.', { title });
    case 1:
      return l10n.t('Injected into the sandbox, for one request: {title}.', { title });
    default:
      return l10n.t('Injected into the sandbox, for {times} requests: {title}.', { times, title });
  }
}
