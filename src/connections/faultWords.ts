import type { ActiveFault } from '../sandbox/activeFaults';
import type { Localisation } from './errorSentences';

/** What goes wrong on purpose; undefined while nothing does. */
export function faultWords(l10n: Localisation, active: readonly ActiveFault[]): string | undefined {
  const [newest] = active;
  if (newest === undefined) return undefined;
  const { title } = newest.fault;
  return active.length === 1
    ? l10n.t('fault on: {title}', { title })
    : l10n.t('{count} faults on: {title}, …', { count: active.length, title });
}
