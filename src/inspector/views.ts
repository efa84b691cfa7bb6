import * as vscode from 'vscode';
import type { ApiError, ApiIssue } from '../api/errors';
import type { Exchange, RequestAsSent } from '../api/exchange';
import type { Page } from '../api/page';
import type { CustomersRequest } from '../api/query';
import { errorActions, errorActionTitle, errorSentence } from '../connections/errorWords';
import { visibleText } from '../privacy/displayText';
import { curlCommand } from '../snippets/curl';
import { exchangeOf, type SessionWords } from './session';
import type { Fact, FailureView, RequestView, StripView } from './wire';

/** Stands where a secret was sent. */
const HIDDEN = '••••••••';

/** Answers, failures and requests in words and figures of the user's language. */
export function sessionWords(): SessionWords {
  return {
    strip: stripOf,
    failure: failureOf,
    missingConnection: () => plainFailure(missingConnectionSentence()),
    request: requestView,
    asking: ({ query }: CustomersRequest) =>
      vscode.l10n.t('Asking for {limit} rows from offset {offset}.', {
        limit: query.limit,
        offset: query.offset,
      }),
    cancelled: () => vscode.l10n.t('Cancelled.'),
  };
}

export function missingConnectionSentence(): string {
  return vscode.l10n.t('This connection no longer exists. Choose another one.');
}

function stripOf(page: Page): StripView {
  const rows = rowsText(page.customers.length, page.query.offset);
  return {
    ...exchangeStrip(page.exchange),
    facts: [...exchangeFacts(page.exchange), rows],
    ok: true,
    announcement: rows,
    issues: page.issues.map(issueText),
  };
}

function rowsText(rows: number, offset: number): string {
  switch (rows) {
    case 0:
      return offset === 0
        ? vscode.l10n.t('No rows')
        : vscode.l10n.t('No more rows, offset {offset}', { offset: number(offset) });
    case 1:
      return vscode.l10n.t('1 row, offset {offset}', { offset: number(offset) });
    default:
      return vscode.l10n.t('{rows} rows, offset {offset}', {
        rows: number(rows),
        offset: number(offset),
      });
  }
}

function failureOf(error: ApiError): FailureView {
  const exchange = exchangeOf(error);
  const sentence = errorSentence(error);
  return {
    sentence,
    actions: [
      ...errorActions(error).map((action) => ({ action, title: errorActionTitle(action) })),
      { action: 'showDetails', title: vscode.l10n.t('Show Details') },
    ],
    strip: {
      ...(exchange !== undefined && exchangeStrip(exchange)),
      facts: exchange === undefined ? [] : exchangeFacts(exchange),
      ok: false,
      announcement: sentence,
      issues: [],
    },
  };
}

function plainFailure(sentence: string): FailureView {
  return {
    sentence,
    actions: [],
    strip: { facts: [], ok: false, announcement: sentence, issues: [] },
  };
}

function exchangeStrip({ status, requestId }: Exchange): Pick<StripView, 'status' | 'requestId'> {
  return {
    ...(status !== undefined && { status: String(status) }),
    ...(requestId !== undefined && { requestId: visibleText(requestId, 200) }),
  };
}

function exchangeFacts({ durationMs, sizeBytes }: Exchange): readonly string[] {
  return [durationText(durationMs), ...(sizeBytes === undefined ? [] : [sizeText(sizeBytes)])];
}

function issueText({ severity, code, message }: ApiIssue): string {
  const said = [code, message === undefined ? undefined : visibleText(message, 500)]
    .filter((part) => part !== undefined)
    .join(' ');
  if (severity === 'error')
    return said === ''
      ? vscode.l10n.t('The API reports an error without saying which.')
      : vscode.l10n.t('The API reports an error: {said}', { said });
  return said === ''
    ? vscode.l10n.t('The API warns without saying of what.')
    : vscode.l10n.t('The API warns: {said}', { said });
}

function requestView(request: RequestAsSent, exchange?: Exchange): RequestView {
  const { origin, pathname, searchParams } = new URL(request.url);
  return {
    method: request.method,
    url: request.url,
    origin,
    path: pathname,
    parameters: [...searchParams].map(([name, value]) => [name, visibleText(value)]),
    headers: redactedHeaders(request),
    facts: exchange === undefined ? [] : requestFacts(exchange),
    curl: curlCommand(request),
  };
}

/** The headers as sent, the one with the secret by its name only. */
export function redactedHeaders(request: RequestAsSent): readonly Fact[] {
  const secret: Fact =
    request.authentication === 'token'
      ? ['X-CAP-API-OAUTH-TOKEN', HIDDEN]
      : ['Authorization', `Basic ${HIDDEN}`];
  return [...request.headers, secret];
}

/** What is known of an exchange, with names. */
export function requestFacts(exchange: Exchange): readonly Fact[] {
  const facts: Fact[] = [];
  if (exchange.status !== undefined)
    facts.push([vscode.l10n.t('HTTP status'), String(exchange.status)]);
  facts.push([vscode.l10n.t('Time'), durationText(exchange.durationMs)]);
  if (exchange.sizeBytes !== undefined)
    facts.push([vscode.l10n.t('Size'), sizeText(exchange.sizeBytes)]);
  if (exchange.requestId !== undefined)
    facts.push([vscode.l10n.t('Request id'), visibleText(exchange.requestId, 200)]);
  if (exchange.contentType !== undefined)
    facts.push([vscode.l10n.t('Content type'), visibleText(exchange.contentType, 200)]);
  facts.push([vscode.l10n.t('Sent'), new Date(exchange.startedAt).toISOString()]);
  return facts;
}

function durationText(ms: number): string {
  return ms < 1000
    ? unit(Math.round(ms), 'millisecond', 0)
    : unit(ms / 1000, 'second', ms < 10_000 ? 2 : 1);
}

function sizeText(bytes: number): string {
  if (bytes < 1000) return unit(bytes, 'byte', 0);
  if (bytes < 1_000_000) return unit(bytes / 1000, 'kilobyte', 1);
  return unit(bytes / 1_000_000, 'megabyte', 1);
}

function unit(value: number, of: string, digits: number): string {
  return value.toLocaleString(vscode.env.language, {
    style: 'unit',
    unit: of,
    unitDisplay: of === 'byte' ? 'long' : 'short',
    maximumFractionDigits: digits,
  });
}

function number(value: number): string {
  return value.toLocaleString(vscode.env.language);
}
