import type { ApiError } from '../api/errors';
import type { Page } from '../api/page';
import { MOST_FAILURES, type Watch } from './watch';
import type { Wording } from './words';

type Told = Pick<Watch, 'change' | 'failure' | 'seconds'>;
type Troubled = Pick<Watch, 'failure' | 'seconds' | 'end'>;

/** What a watch has found, such as `2 changed since 17:03:10`. */
export function watchSentence(wording: Wording, watch: Told): string {
  const { l10n, figures } = wording;
  const { change, failure, seconds } = watch;
  const interval = figures.duration(seconds * 1000);
  if (change === undefined)
    return failure === undefined
      ? l10n.t('watched every {interval}', { interval })
      : l10n.t('watched every {interval}, the last request failed', { interval });
  const { added, removed, changed } = change.comparison;
  const count = added.length + removed.length + changed.length;
  const since = timeOf(wording, change.before);
  return count === 0
    ? l10n.t('changed since {time}', { time: since })
    : l10n.t('{count} changed since {time}', { count: figures.count(count), time: since });
}

/**
 * Why a watch brings no newer answer, for whoever looks at the one before; undefined where it does.
 * @param shown what may be shown of an error
 */
export function watchTrouble(
  wording: Wording,
  { failure, seconds, end }: Troubled,
  shown: (error: ApiError) => ApiError,
): string | undefined {
  const { l10n, figures } = wording;
  switch (end?.kind) {
    case 'byUser':
      return undefined;
    case 'connectionGone':
      return l10n.t('This request is no longer watched: its connection no longer exists.');
    case 'hidden':
      return l10n.t(
        'This request is no longer watched: nobody looked for ten minutes. Choose Watch… to go on.',
      );
    case 'failing':
      return l10n.t(
        'This request is no longer watched: three requests failed in a row. {why} Choose Watch… to go on.',
        { why: wording.errorSentence(shown(end.error)) },
      );
    case undefined:
      return (
        failure &&
        l10n.t(
          'There is no newer answer: {why} The request is made again every {interval}; watching ends after {most} failures in a row ({count} so far).',
          {
            interval: figures.duration(seconds * 1000),
            count: figures.count(failure.count),
            most: figures.count(MOST_FAILURES),
            why: wording.errorSentence(shown(failure.error)),
          },
        )
      );
  }
}

function timeOf({ figures }: Wording, { exchange }: Page): string {
  return figures.time(exchange.startedAt);
}
