import type { Localisation } from '../connections/errorSentences';
import { goingOnIn, secondsLeft, waitingReasonIn } from '../connections/waitingSentences';
import type { Waiting } from '../api/page';
import type { ExportPlan } from '../export/exportPlan';
import type { ExportProgress } from '../export/hierarchyExport';
import type { LeftLevel } from '../export/journalRecord';
import type { Listed, Summary } from '../export/tally';
import type { Figures } from '../figures';
import type { ExportedPicture } from './exportedPicture';
import { departuresText } from '../inspector/departureWords';
import { visibleText } from '../privacy/displayText';
import type { Masking } from '../privacy/masking';
import { joinedSentences } from '../sentence';

export interface ExportWording {
  readonly l10n: Localisation;
  readonly figures: Pick<Figures, 'count' | 'duration'>;
}

/** How an export goes on; what came before it was resumed does not count for its pace. */
export interface Pace {
  readonly customers: number;
  readonly pages: number;
  readonly milliseconds: number;
  readonly requestsPerMinute: number;
}

const MINUTE_MS = 60_000;
/** Sooner, a rate says nothing. */
const LEAST_MS = 2000;
/** Less than that, an end in sight would be a promise. */
const LEAST_LEFT_MS = 5000;

/** What a notification says of it, such as “1,250 of about 12,000 customers · 40 requests · …”. */
export function progressSentence(
  { l10n, figures }: ExportWording,
  { phase, customers, pages, kept, toCome }: ExportProgress,
  pace: Pace,
  waiting: Waiting | undefined,
  now: number,
): string {
  const { count } = figures;
  const read =
    customers === 1
      ? l10n.t('1 customer')
      : l10n.t('{customers} customers', { customers: count(customers) });
  if (phase === 'writing') return l10n.t('Writing the file: {read}', { read });
  const parts = [
    toCome === 0
      ? read
      : l10n.t('{customers} of at least {all} customers', {
          customers: count(customers),
          all: count(customers + toCome),
        }),
    pages === 1 ? l10n.t('1 request') : l10n.t('{requests} requests', { requests: count(pages) }),
  ];
  if (waiting !== undefined) {
    const going = goingOnIn(l10n, waiting, secondsLeft(waiting, now));
    return [...parts, joinedSentences(waitingReasonIn(l10n, waiting), going)].join(' · ');
  }
  if (kept > 0 && kept >= pace.pages)
    return [...parts, l10n.t('going through what is there')].join(' · ');
  if (pace.milliseconds < LEAST_MS) return parts.join(' · ');
  const perMinute = ((pace.pages - kept) * MINUTE_MS) / pace.milliseconds;
  parts.push(
    l10n.t('{requests} a minute, {most} allowed', {
      // a minute's requests may go out in its first seconds
      requests: count(Math.round(Math.min(perMinute, pace.requestsPerMinute))),
      most: count(pace.requestsPerMinute),
    }),
  );
  if (toCome > 0 && pace.customers > 0) {
    const left = (toCome * pace.milliseconds) / pace.customers;
    // of levels that nobody has looked at yet nothing is known: a moment is no more than a guess
    if (left >= LEAST_LEFT_MS)
      parts.push(l10n.t('at least {time} left', { time: figures.duration(left) }));
  }
  return parts.join(' · ');
}

/** Of how many customers the children are missing. */
export function failedSentence({ l10n, figures }: ExportWording, count: number): string {
  return count === 1
    ? l10n.t('The children of 1 customer could not be read.')
    : l10n.t('The children of {count} customers could not be read.', {
        count: figures.count(count),
      });
}

/** That a file was made, and what its reader should know of it. */
export function doneSentence(
  wording: ExportWording,
  summary: Summary,
  { masked }: Pick<ExportPlan, 'masked'>,
  file: string,
): string {
  const { l10n, figures } = wording;
  const done =
    summary.customers === 1
      ? l10n.t('1 customer was exported to {file}.', { file })
      : l10n.t('{customers} customers were exported to {file}.', {
          customers: figures.count(summary.customers),
          file,
        });
  return joinedSentences(done, noteOnFile(wording, summary, masked));
}

/** What matters most of what a reader should know of a file. */
function noteOnFile(wording: ExportWording, summary: Summary, masked: boolean): string | undefined {
  const { l10n } = wording;
  if (summary.failed.count > 0)
    return l10n.t('It is not complete. {failed} The summary says which.', {
      failed: failedSentence(wording, summary.failed.count),
    });
  if (summary.left.count > 0)
    return l10n.t(
      'It is not complete: of some levels the server gave fewer customers than it announced. The summary says which.',
    );
  if (hasFindings(summary)) return l10n.t('The summary says what is unusual.');
  return masked ? l10n.t('Personal data is masked in it.') : undefined;
}

/** Of a picture that does not show everybody. */
export function partSentence({ l10n }: Pick<ExportWording, 'l10n'>): string {
  return l10n.t('There are more: these are the first, of the upper levels.');
}

/** Why there is an SVG where a PNG was asked for. */
export function insteadSentence(
  l10n: Localisation,
  why: NonNullable<ExportedPicture['instead']>,
): string {
  switch (why) {
    case 'tooLarge':
      return l10n.t('It is an SVG: as a PNG the picture would be too large.');
    case 'notDrawn':
      return l10n.t('It is an SVG: a PNG could not be made of it.');
    case 'closed':
      return l10n.t('It is an SVG: the page that makes a PNG of it was closed.');
  }
}

/** Whether there is more to say of an export than that it is there. */
function hasFindings(summary: Summary): boolean {
  const { left, duplicates, cycles, departures, noIdentifier } = summary;
  return left.count + duplicates.count + cycles.count + departures.count > 0 || noIdentifier > 0;
}

/** All that an export found, as text to read and to keep. */
export function summaryText(
  wording: ExportWording,
  summary: Summary,
  masking: Pick<Masking, 'value' | 'code' | 'message'>,
): string {
  const { l10n, figures } = wording;
  const { count } = figures;
  const of = (total: number, sentence: string) => (total === 0 ? [] : [sentence]);
  const shownPath = (path: readonly string[]) =>
    path.length === 0
      ? l10n.t('at the top')
      : l10n.t('below {path}', { path: path.map((one) => masking.value(one)).join(' / ') });
  const levelLine = ({ path, line }: LeftLevel, words: string) => {
    const where = line === undefined ? '' : l10n.t('(line {line})', { line });
    return `    ${[shownPath(path), where, words].filter(Boolean).join('  ')}`;
  };
  const unlisted = ({ items, count: all }: Listed<unknown>) => {
    const more = all - items.length;
    return of(more, `    ${l10n.t('and {count} more', { count: count(more) })}`);
  };
  const lines = [
    l10n.t('Customers: {customers}', { customers: count(summary.customers) }),
    l10n.t('Pages read: {pages}', { pages: count(summary.pages) }),
    '',
    l10n.t('By level and role'),
    ...summary.roles.map(({ depth, role, customers }) =>
      l10n.t('    level {level}  {role}  {customers}', {
        level: depth,
        role: role === undefined ? '—' : visibleText(masking.code(role), 80),
        customers: count(customers),
      }),
    ),
    ...of(
      summary.tooDeep,
      l10n.t('Customers with children below the depth limit: {count}', {
        count: count(summary.tooDeep),
      }),
    ),
    ...of(
      summary.noIdentifier,
      l10n.t('Customers whose children could not be asked for, having no identifier: {count}', {
        count: count(summary.noIdentifier),
      }),
    ),
    '',
    l10n.t('Customers met again under another parent, exported once: {count}', {
      count: count(summary.duplicates.count),
    }),
    ...summary.duplicates.items.map(
      ({ userId, path }) => `    ${masking.value(userId ?? '—')}  ${shownPath(path)}`,
    ),
    ...unlisted(summary.duplicates),
    l10n.t('Cycles, cut where they close: {count}', { count: count(summary.cycles.count) }),
    ...summary.cycles.items.map(
      ({ userId, path }) => `    ${masking.value(userId ?? '—')}  ${shownPath(path)}`,
    ),
    l10n.t('Customers whose children could not be read, or not all of them: {count}', {
      count: count(summary.failed.count),
    }),
    ...summary.failed.items.map((level) => levelLine(level, masking.message(level.reason ?? ''))),
    ...unlisted(summary.failed),
    l10n.t('Levels of which the server gave fewer than it announced: {count}', {
      count: count(summary.left.count),
    }),
    ...summary.left.items.map((level) =>
      levelLine(
        level,
        level.announced === undefined
          ? l10n.t('The server repeated customers; {received} came.', {
              received: count(level.received),
            })
          : l10n.t('{received} of {announced} customers came.', {
              received: count(level.received),
              announced: count(level.announced),
            }),
      ),
    ),
    ...unlisted(summary.left),
    '',
    departuresText(
      { l10n, figures, value: (text) => masking.value(text) },
      {
        departures: summary.departures.items.map(({ deviation, path, count: times }) => ({
          ...deviation,
          path,
          // the answers that they are in are gone: all of them are one place
          places: [{ pointer: l10n.t('{path}  (times: {count})', { path, count: count(times) }) }],
          count: 1,
        })),
        unlisted: summary.departures.count - summary.departures.items.length,
      },
    ),
  ];
  return `${lines.join('\n')}\n`;
}

/** Why a file could not be written, and what to do. */
export function notWrittenReason(l10n: Localisation, code: string): string {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return l10n.t('The disk is full. Make room, then resume.');
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return l10n.t('The folder or the file may not be written to. Choose another one.');
    case 'EISDIR':
      return l10n.t('There is a folder of that name. Choose another name.');
    case 'ENOENT':
      return l10n.t('The folder is not there any more.');
    default:
      return l10n.t('The system said {code}.', { code });
  }
}
