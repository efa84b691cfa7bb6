import type { l10n } from 'vscode';
import type { ApiError } from '../api/errors';
import type { ChildrenQuery } from '../api/query';
import { visibleText } from '../privacy/displayText';
import type { Figures } from '../figures';
import type { HistoryEntry } from './history';

/** What an entry is put into words with; the editor's localisation is a part, so that tests need no editor. */
export interface Wording {
  readonly l10n: Pick<typeof l10n, 't'>;
  readonly figures: Figures;
  errorSentence(error: ApiError): string;
}

const SEPARATOR = ' · ';
/** So that a side bar of usual width has room for the figures beside it. */
const LONGEST_IDENTIFIER = 16;
const LONGEST_CODE = 40;
const LONGEST_NAME = 60;

/**
 * Whom it was about, such as `mobile 918933445577`; with the association where it is not the usual one.
 * A test is about its connection.
 */
export function entryLabel({ l10n }: Pick<Wording, 'l10n'>, entry: HistoryEntry): string {
  const { query } = entry.request;
  if (entry.isTest) return testLabel(l10n, entry);
  const identifier = identifierOf(query, LONGEST_IDENTIFIER);
  return query.associationEntityType === 'parentCustomer'
    ? identifier
    : [identifier, query.associationEntityType].join(SEPARATOR);
}

/**
 * How it went, such as `200 · 34 ms · 12.3 kB · 12 rows · 14:03:22`, or `429 too many requests · 3 ms · …`:
 * in a narrow side bar the end is cut off.
 */
export function entryDescription(wording: Wording, entry: HistoryEntry): string {
  return [...outcomeParts(wording, entry), wording.figures.time(entry.at)].join(SEPARATOR);
}

/** What a screen reader says for the row. */
export function entrySpoken(wording: Wording, entry: HistoryEntry): string {
  const { outcome } = entry;
  const figures = entryDescription(wording, entry);
  const label = entryHeadline(wording, entry);
  if (entry.isTest) return wording.l10n.t('{label}: {figures}', { label, figures });
  if (outcome.kind === 'failed')
    return wording.l10n.t('Failed request for {label}: {figures}', { label, figures });
  return outcome.kind === 'answered' && outcome.issues > 0
    ? wording.l10n.t('Request for {label}, answered with warnings: {figures}', { label, figures })
    : wording.l10n.t('Request for {label}, answered: {figures}', { label, figures });
}

/** Everything that is known of it, a line each, as plain text; the first line is the headline. */
export function entryDetails(wording: Wording, entry: HistoryEntry): readonly string[] {
  const { l10n, figures } = wording;
  const { exchange, answer } = entry;
  return [
    entryHeadline(wording, entry),
    l10n.t('Asked of {connection} on {when}', {
      connection: entry.connectionName,
      when: figures.dateTime(entry.at),
    }),
    queryParts(wording, entry.request.query).join(SEPARATOR),
    outcomeParts(wording, entry).join(SEPARATOR),
    // the sentence about an error names the request id itself
    ...(answer !== undefined && answer.kind !== 'page' && entry.outcome.kind === 'failed'
      ? [wording.errorSentence(answer)]
      : exchange?.requestId === undefined
        ? []
        : [l10n.t('Request id: {id}', { id: exchange.requestId })]),
    ...keptLines(l10n, entry),
  ];
}

function keptLines(
  l10n: Wording['l10n'],
  { answer, stored }: Pick<HistoryEntry, 'answer' | 'stored'>,
): readonly string[] {
  if (answer !== undefined) return [];
  if (stored === undefined)
    return [l10n.t('The answer is no longer kept, to save room. Run the request again to see it.')];
  return stored.isMasked
    ? [l10n.t('Kept while personal data was masked: only the shape of the answer is known.')]
    : [];
}

/** Whom it was about, in full. */
export function entryHeadline({ l10n }: Wording, entry: HistoryEntry): string {
  const { query } = entry.request;
  return entry.isTest
    ? testLabel(l10n, entry)
    : [identifierOf(query), query.associationEntityType].join(SEPARATOR);
}

function testLabel(l10n: Wording['l10n'], { connectionName }: HistoryEntry): string {
  return l10n.t('Test of {connection}', { connection: visibleText(connectionName, LONGEST_NAME) });
}

function identifierOf(query: ChildrenQuery, maximumLength = Number.POSITIVE_INFINITY): string {
  const value = Array.from(query.identifierValue);
  const shown =
    value.length <= maximumLength
      ? query.identifierValue
      : [...value.slice(0, maximumLength / 2), '…', ...value.slice(1 - maximumLength / 2)].join('');
  return `${visibleText(query.identifierType, maximumLength)} ${visibleText(shown)}`;
}

function queryParts({ l10n, figures }: Wording, query: ChildrenQuery): readonly string[] {
  const sort = [query.sortBy, query.sortOrder].filter((part) => part !== undefined).join(' ');
  return [
    ...(query.source ? [l10n.t('source {source}', { source: query.source })] : []),
    ...(query.accountId ? [l10n.t('account {account}', { account: query.accountId })] : []),
    l10n.t('limit {limit}', { limit: figures.count(query.limit) }),
    l10n.t('offset {offset}', { offset: figures.count(query.offset) }),
    ...(sort ? [l10n.t('sorted by {sort}', { sort })] : []),
    ...(query.includeNoOfChildren ? ['includeNoOfChildren'] : []),
    ...(query.includeCustomerAssociateDetail ? ['includeCustomerAssociateDetail'] : []),
  ];
}

/** What failed comes first: in a narrow side bar, figures would leave no room for it. */
function outcomeParts(wording: Wording, entry: HistoryEntry): readonly string[] {
  const { l10n, figures } = wording;
  const { exchange, outcome } = entry;
  const status = exchange?.status === undefined ? [] : [String(exchange.status)];
  const measured = [
    ...(exchange === undefined ? [] : [figures.duration(exchange.durationMs)]),
    ...(exchange?.sizeBytes === undefined ? [] : [figures.bytes(exchange.sizeBytes)]),
  ];
  const tries =
    exchange?.tries === undefined
      ? []
      : [l10n.t('{tries} tries', { tries: figures.count(exchange.tries) })];
  switch (outcome.kind) {
    case 'answered':
      return [
        ...status,
        ...measured,
        rowsOf(wording, outcome.rows, entry.request.query.offset),
        ...tries,
      ];
    case 'passed':
      return [...status, ...measured, l10n.t('test passed'), ...tries];
    case 'failed':
      return [
        [...status, failureWords(l10n, outcome, exchange?.status)].join(' '),
        ...measured,
        ...tries,
      ];
  }
}

function rowsOf({ l10n, figures }: Wording, rows: number, offset: number): string {
  const count = figures.count(rows);
  if (offset > 0)
    return rows === 1
      ? l10n.t('1 row from offset {offset}', { offset: figures.count(offset) })
      : l10n.t('{count} rows from offset {offset}', { count, offset: figures.count(offset) });
  return rows === 1 ? l10n.t('1 row') : l10n.t('{count} rows', { count });
}

function failureWords(
  l10n: Wording['l10n'],
  { error, code }: Extract<HistoryEntry['outcome'], { readonly kind: 'failed' }>,
  status: number | undefined,
): string {
  const name = status === undefined ? failureName(l10n, error) : brokenName(l10n, error);
  const words = codeName(l10n, code) ?? name;
  return code === undefined || code === String(status)
    ? words
    : l10n.t('{words} ({code})', { words, code: visibleText(code, LONGEST_CODE) });
}

/** Of codes that say more than the kind of failure does. */
function codeName(l10n: Wording['l10n'], code: string | undefined): string | undefined {
  switch (code) {
    case '8069':
      return l10n.t('merged into another');
    case '8109':
      return l10n.t('deleted');
    case '8065':
      return l10n.t('not in this source');
    case '1625':
      return l10n.t('in no hierarchy');
    case '1705':
      return l10n.t('company not active');
    default:
      return undefined;
  }
}

/** Of an answer that had begun: its host was reached. */
function brokenName(l10n: Wording['l10n'], error: ApiError['kind']): string {
  switch (error) {
    case 'unreachable':
      return l10n.t('broke off');
    case 'timeout':
      return l10n.t('did not end in time');
    default:
      return failureName(l10n, error);
  }
}

function failureName(l10n: Wording['l10n'], error: ApiError['kind']): string {
  switch (error) {
    case 'cancelled':
      return l10n.t('cancelled');
    case 'invalidQuery':
      return l10n.t('not sent');
    case 'notSignedIn':
      return l10n.t('not signed in');
    case 'secretsUnreadable':
      return l10n.t('secrets not readable');
    case 'unreachable':
      return l10n.t('not reachable');
    case 'tls':
      return l10n.t('no secure connection');
    case 'timeout':
      return l10n.t('timed out');
    case 'tooLarge':
      return l10n.t('answer too large');
    case 'redirected':
      return l10n.t('redirected');
    case 'notJson':
      return l10n.t('not JSON');
    case 'unexpectedShape':
      return l10n.t('unexpected answer');
    case 'signInRefused':
      return l10n.t('sign-in refused');
    case 'forbidden':
      return l10n.t('not allowed');
    case 'rateLimited':
      return l10n.t('too many requests');
    case 'notFound':
      return l10n.t('not found');
    case 'rejected':
      return l10n.t('rejected');
    case 'serverFailed':
      return l10n.t('server failed');
  }
}
