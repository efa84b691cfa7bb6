import type { Page } from '../api/page';
import type { Watch } from './watch';
import type { Wording } from './words';

type Told = Pick<Watch, 'change' | 'page' | 'seconds'>;

/** What a watch has found, such as `2 changed since 17:03:10`. */
export function watchSentence(wording: Wording, watch: Told): string {
  const { l10n, figures } = wording;
  const { change } = watch;
  if (change === undefined)
    return l10n.t('watched every {interval}', { interval: figures.duration(watch.seconds * 1000) });
  const { added, removed, changed } = change.comparison;
  const count = added.length + removed.length + changed.length;
  const since = timeOf(wording, change.before);
  return count === 0
    ? l10n.t('changed since {time}', { time: since })
    : l10n.t('{count} changed since {time}', { count: figures.count(count), time: since });
}

function timeOf({ figures }: Wording, { exchange }: Page): string {
  return figures.time(exchange.startedAt);
}
