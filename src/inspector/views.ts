import * as vscode from 'vscode';
import type { ApiError, ApiIssue } from '../api/errors';
import type { Exchange, RequestAsSent, SignInRequest } from '../api/exchange';
import type { HeldBy, Page, Waiting } from '../api/page';
import type { CustomersRequest } from '../api/query';
import { curlStyleShown } from '../connections/curlStyle';
import {
  errorActions,
  errorActionTitle,
  errorSentence,
  isSavable,
} from '../connections/errorWords';
import {
  goingOnIn,
  secondsLeft,
  waitingNoteIn,
  waitingReasonIn,
} from '../connections/waitingSentences';
import { figuresOf, type Figures } from '../figures';
import { visibleText } from '../privacy/displayText';
import type { Masking } from '../privacy/masking';
import { joinedSentences } from '../sentence';
import { responseHeaderFacts, timingView, tryFacts } from './exchangeViews';
import { departuresView, type DepartureWording } from './departureWords';
import { failureBody, hasText, isJsonBody } from './failureBody';
import { missingConnectionSentence } from './missingConnection';
import { exchangeOf, type SessionWords } from './session';
import { shownCurl } from './shownCurl';
import type { ShortPage } from './shortPage';
import type { Fact, FailureView, RequestView, StripView, WaitView } from './wire';

/** Stands where a secret was sent. */
const HIDDEN = '••••••••';
const LONGEST_REQUEST_ID = 200;

/** Answers, failures and requests in words and figures of the user's language. */
export function sessionWords(masking: Masking): SessionWords {
  const figures = inspectorFigures();
  return {
    strip: (page, short) => {
      const strip = stripOf(page, masking.issues(page), figures);
      if (short === undefined) return strip;
      return { ...strip, facts: [...strip.facts, shortPageText(short, figures)] };
    },
    failure: (error) => failureOf(masking.error(error), figures),
    body: (error) => failureBody(masking.error(error)),
    missingConnection: (connectionId) => plainFailure(missingConnectionSentence(connectionId)),
    request: (request, exchange) => ({
      ...requestView(masking.request(request), exchange && masking.exchange(exchange), figures),
      curl: curlView(masking, request),
    }),
    noRequest: (heldBy) => noRequestView(masking.heldBy(heldBy)),
    asking: ({ query }: CustomersRequest) =>
      vscode.l10n.t('Asking for {limit} rows from offset {offset}.', {
        limit: query.limit,
        offset: query.offset,
      }),
    waiting: waitView,
    cancelled: (isOlderBelow) =>
      isOlderBelow
        ? vscode.l10n.t('The request was cancelled. Below is still the answer before.')
        : vscode.l10n.t('The request was cancelled.'),
    departures: (report) => departuresView(departureWording(masking, figures), report),
    notShown: () =>
      vscode.l10n.t(
        'The answer came, but its JSON could not be made ready to be shown, so none of it is. The log says more.',
      ),
  };
}

/** The command, or why there is none. */
export function curlView(masking: Masking, request: RequestAsSent): string {
  const curl = shownCurl(masking, request, curlStyleShown());
  return curl.kind === 'command' ? curl.text : curl.sentence;
}

/** Sizes and times as the history and the rest of the extension write them. */
export function inspectorFigures(): Figures {
  return figuresOf(vscode.env.language);
}

export function departureWording(masking: Masking, figures = inspectorFigures()): DepartureWording {
  return { l10n: vscode.l10n, figures, value: (text) => masking.code(text) };
}

function stripOf(page: Page, issues: Page['issues'], figures: Figures): StripView {
  const rows = rowsText(page.customers.length, page.query.offset, figures);
  const { exchange, heldBy } = page;
  const { sizeBytes = 0 } = exchange;
  return {
    ...exchangeStrip(exchange),
    facts:
      heldBy === undefined
        ? [...exchangeFacts(exchange, figures), rows]
        : [heldSentence(heldBy), figures.bytes(sizeBytes), rows],
    ok: true,
    announcement: heldBy === undefined ? rows : joinedSentences(heldSentence(heldBy), rows),
    issues: issues.map(issueText),
  };
}

/** Whose answer it is not. */
function heldSentence({ kind, name }: HeldBy): string {
  switch (kind) {
    case 'program':
      return vscode.l10n.t('{name} of the program under test, not from the API', { name });
    case 'file':
      return vscode.l10n.t('From the file {name}, not from the API', { name });
  }
}

function heldNote({ kind, name }: HeldBy): string {
  switch (kind) {
    case 'program':
      return vscode.l10n.t(
        'No request was made: this is what {name} holds in the program under test. Compare With What the API Says Now asks the API.',
        { name },
      );
    case 'file':
      return vscode.l10n.t(
        'No request was made: this is what the file {name} holds. Compare With What the API Says Now asks the API.',
        { name },
      );
  }
}

function noRequestView(heldBy: HeldBy): RequestView {
  return {
    method: '',
    url: '',
    origin: '',
    path: '',
    parameters: [],
    headers: [],
    facts: [],
    tries: [],
    responseHeaders: [],
    curl: '',
    note: heldNote(heldBy),
  };
}

function rowsText(rows: number, offset: number, { count }: Figures): string {
  switch (rows) {
    case 0:
      return offset === 0
        ? vscode.l10n.t('No rows')
        : vscode.l10n.t('No more rows, offset {offset}', { offset: count(offset) });
    case 1:
      return vscode.l10n.t('1 row, offset {offset}', { offset: count(offset) });
    default:
      return vscode.l10n.t('{rows} rows, offset {offset}', {
        rows: count(rows),
        offset: count(offset),
      });
  }
}

function shortPageText({ which, rows, limit }: ShortPage, { count }: Figures): string {
  const values = { rows: count(rows), limit: count(limit) };
  switch (which) {
    case 'this':
      return vscode.l10n.t('{rows} of the {limit} rows asked for came, and more follow', values);
    case 'before':
      return vscode.l10n.t('The page before had {rows} of the {limit} rows asked for', values);
  }
}

function failureOf(error: ApiError, figures: Figures): FailureView {
  const exchange = exchangeOf(error);
  const sentence = errorSentence(error);
  return {
    sentence,
    ...(hasText(error) &&
      failureBody(error) === undefined && {
        elsewhere: vscode.l10n.t('Show Details has what came instead.'),
      }),
    ...(hasText(error) && !isJsonBody(error) && { textNote: textNote(error.exchange) }),
    actions: [
      ...errorActions(error).map((action) => ({ action, title: errorActionTitle(action) })),
      ...(isSavable(error)
        ? [{ action: 'saveToFile', title: vscode.l10n.t('Save to File…') } as const]
        : []),
      { action: 'showDetails', title: vscode.l10n.t('Show Details') },
    ],
    strip: {
      ...(exchange !== undefined && exchangeStrip(exchange)),
      facts: exchange === undefined ? [] : exchangeFacts(exchange, figures),
      ok: false,
      announcement: sentence,
      issues: [],
    },
  };
}

/** Above what came where that is no JSON; the sentence of the failure says where such a thing comes from. */
function textNote({ contentType }: Exchange): string {
  return contentType === undefined
    ? vscode.l10n.t('This is not JSON, and came without a content type. It is shown as it came.')
    : vscode.l10n.t('This is not JSON but {type}. It is shown as it came.', {
        type: visibleText(contentType, 60),
      });
}

function waitView(wait: Waiting): WaitView {
  const now = Date.now();
  const why = waitingReasonIn(vscode.l10n, wait);
  const note = waitingNoteIn(vscode.l10n, wait);
  return {
    why,
    note,
    // replaced by the page, which counts down
    again: goingOnIn(vscode.l10n, wait, '{seconds}'),
    milliseconds: Math.max(0, wait.until - now),
    announcement: joinedSentences(
      why,
      goingOnIn(vscode.l10n, wait, secondsLeft(wait, now)),
      vscode.l10n.t('({note})', { note }),
    ),
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
    ...(requestId !== undefined && { requestId: visibleText(requestId, LONGEST_REQUEST_ID) }),
  };
}

function exchangeFacts(
  { durationMs, sizeBytes }: Exchange,
  { duration, bytes }: Figures,
): readonly string[] {
  return [duration(durationMs), ...(sizeBytes === undefined ? [] : [bytes(sizeBytes)])];
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

function requestView(
  request: RequestAsSent,
  exchange: Exchange | undefined,
  figures: Figures,
): Omit<RequestView, 'curl'> {
  const sent = exchange?.signingIn ?? request;
  const { origin, pathname, searchParams } = new URL(sent.url);
  return {
    method: sent.method,
    url: sent.url,
    origin,
    path: pathname,
    parameters: [...searchParams].map(([name, value]) => [name, visibleText(value)]),
    headers: redactedHeaders(sent),
    facts: exchange === undefined ? [] : exchangeFactsOfTab(exchange, figures),
    ...(exchange?.requestId !== undefined && {
      requestId: visibleText(exchange.requestId, LONGEST_REQUEST_ID),
    }),
    ...(exchange?.timings !== undefined && { timing: timingView(exchange.timings, figures) }),
    tries: exchange === undefined ? [] : tryFacts(exchange, figures),
    responseHeaders: exchange === undefined ? [] : responseHeaderFacts(exchange),
    ...(exchange?.signingIn !== undefined && { note: signInNote() }),
  };
}

/** The query itself never went out: nothing that is shown may look as if it did. */
export function signInNote(): string {
  return vscode.l10n.t(
    'The query was not sent: this is the request for a token that came before it, without its body, which holds the key and the secret.',
  );
}

/** The headers as sent, the one with the secret by its name only. */
export function redactedHeaders(request: RequestAsSent | SignInRequest): readonly Fact[] {
  if (!('authentication' in request)) return request.headers;
  const secret: Fact =
    request.authentication === 'token'
      ? ['X-CAP-API-OAUTH-TOKEN', HIDDEN]
      : ['Authorization', `Basic ${HIDDEN}`];
  return [...request.headers, secret];
}

/** What is known of an exchange, with names. */
export function requestFacts(exchange: Exchange, figures: Figures): readonly Fact[] {
  const facts = [...exchangeFactsOfTab(exchange, figures)];
  if (exchange.requestId !== undefined)
    facts.push([vscode.l10n.t('Request id'), visibleText(exchange.requestId, LONGEST_REQUEST_ID)]);
  return facts;
}

/** The tab has a place of its own for the request id, with a button to copy it. */
function exchangeFactsOfTab(exchange: Exchange, figures: Figures): readonly Fact[] {
  const facts: Fact[] = [];
  if (exchange.status !== undefined)
    facts.push([vscode.l10n.t('HTTP status'), String(exchange.status)]);
  facts.push([vscode.l10n.t('Time'), figures.duration(exchange.durationMs)]);
  if (exchange.tries !== undefined)
    facts.push([vscode.l10n.t('Tries'), figures.count(exchange.tries)]);
  if (exchange.sizeBytes !== undefined)
    facts.push([vscode.l10n.t('Size'), figures.bytes(exchange.sizeBytes)]);
  if (exchange.contentType !== undefined)
    facts.push([vscode.l10n.t('Content type'), visibleText(exchange.contentType, 200)]);
  facts.push([vscode.l10n.t('Sent'), new Date(exchange.startedAt).toISOString()]);
  return facts;
}
