import { identifierProblem } from '../api/identifiers';
import { QUERY_PATH, readQueryPath, type ChildrenQuery } from '../api/query';
import { connectionIn } from '../connections/curlConnection';
import { readCurl } from '../snippets/readCurl';

/** A request of this endpoint that is written in a text. */
export interface WrittenRequest {
  /** Where it is in the text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly query: ChildrenQuery;
  /** The host that it names, as an origin; missing where it names none. */
  readonly origin?: string;
  /** Names of what was not taken over: parameters that a query does not have. */
  readonly leftOut: readonly string[];
}

/** Texts that are longer are not looked through. */
export const LONGEST_TEXT = 1_000_000;
/** Requests in one text; whoever has more has a log. */
const MOST_REQUESTS = 100;
/** How far a command goes on around the path in it. */
const FURTHEST = 8000;
/** How its address goes on behind the path. */
const LONGEST_ADDRESS = 4000;

/** Whether there is anything to look for: the whole cost of almost every text. */
export function mayHaveRequests(text: string): boolean {
  return text.length <= LONGEST_TEXT && text.includes(QUERY_PATH);
}

/**
 * The requests in a text that can be made as they are: addresses of the endpoint, and curl commands.
 * Nothing but the query is read; whatever signs in stays where it is.
 *
 * @param rows asked for where one does not say
 * @param stop true once nobody wants to know any more
 */
export function requestsIn(
  text: string,
  rows: number,
  stop: () => boolean = () => false,
): readonly WrittenRequest[] {
  if (text.length > LONGEST_TEXT) return [];
  const found: WrittenRequest[] = [];
  let from = 0;
  while (found.length < MOST_REQUESTS && !stop()) {
    const at = text.indexOf(QUERY_PATH, from);
    if (at < 0) break;
    const command = commandAround(text, at, from, rows);
    const request = command === undefined ? addressAt(text, at, rows) : command.request;
    if (request !== undefined) found.push(request);
    from = Math.max(at + QUERY_PATH.length, request?.end ?? 0);
  }
  return found;
}

const CURL = /(?:^|[\s;&|(`'">])(curl(?:\.exe)?\s)/gi;

/** The curl command that the path is part of, and what it asks for, where that can be asked here. */
function commandAround(
  text: string,
  at: number,
  from: number,
  rows: number,
): { readonly request?: WrittenRequest } | undefined {
  const earliest = Math.max(from, at - FURTHEST);
  const before = text.slice(earliest, at);
  const last = [...before.matchAll(CURL)].at(-1);
  if (last === undefined) return undefined;
  const start = earliest + last.index + last[0].length - (last[1]?.length ?? 0);
  const end = endOfCommand(text, at);
  // between the two there is something else
  if (endOfCommand(text, start) < at) return undefined;
  const command = readCurl(text.slice(start, end));
  if (command.kind !== 'command') return undefined;
  const { found, url } = connectionIn(command);
  if (found.query === undefined || !isAskable(found.query)) return {};
  const query = /[?&]limit=/.test(command.url.text) ? found.query : { ...found.query, limit: rows };
  return { request: { start, end, query, ...withOrigin(url), leftOut: [] } };
}

/** The end of the line, or of those that it goes on in: behind a backslash, a caret or a backtick. */
function endOfCommand(text: string, at: number): number {
  const furthest = Math.min(text.length, at + FURTHEST);
  let end = at;
  for (;;) {
    const line = text.indexOf('\n', end);
    if (line < 0 || line >= furthest) return furthest;
    const isGoingOn = /[\\^`]\r?$/.test(text.slice(Math.max(at, line - 2), line));
    if (!isGoingOn) return text[line - 1] === '\r' ? line - 1 : line;
    end = line + 1;
  }
}

/** What an address may hold, before the path and behind it. */
const BEFORE_PATH = /[\w.~:/@!$&*+,;=%[\]-]*$/;
const QUERY = /^(?:\/?\?[\w.~:/@!*+,;=%?&#()'-]*)/;
/** A request in a file of them goes on in the next lines. */
const MORE_QUERY = /^\r?\n[ \t]+([?&][\w.~:/@!*+,;=%-]*)/;
/** What stands for a value that is elsewhere. */
const PLACEHOLDER = /^[{$<%]|%(?![\da-f]{2})/i;

function addressAt(text: string, at: number, rows: number): WrittenRequest | undefined {
  const pathEnd = at + QUERY_PATH.length;
  const [origin = ''] = BEFORE_PATH.exec(text.slice(Math.max(0, at - 300), at)) ?? [];
  const ahead = text.slice(pathEnd, pathEnd + LONGEST_ADDRESS);
  const { query, length } = queryAhead(ahead);
  if (PLACEHOLDER.test(ahead.slice(length)) || /%(?![\da-f]{2})/i.test(query)) return undefined;
  // as a page of HTML, or a string of JSON, has it
  const written = query.replaceAll('&amp;', '&').replaceAll('\\u0026', '&');
  const read = readQueryPath(`${QUERY_PATH}${written.replace(/#.*$/s, '')}`, rows);
  if (read.kind !== 'query' || !isAskable(read.query)) return undefined;
  const host = /[a-z][a-z\d+.-]*:\/\/[^/]*$/i.exec(origin)?.[0] ?? '';
  return {
    start: at - (host === '' ? 0 : host.length),
    end: pathEnd + length,
    query: read.query,
    ...withOrigin(host),
    leftOut: read.unknown,
  };
}

function queryAhead(ahead: string): { readonly query: string; readonly length: number } {
  let [query = ''] = QUERY.exec(ahead) ?? [];
  const isQuoted = /['")]/.exec(query);
  // a quote or a bracket belongs to what is around the address
  if (isQuoted !== null) query = query.slice(0, isQuoted.index);
  query = query.replace(/[.,;:!]+$/, '');
  let length = query.length;
  for (;;) {
    const [whole = '', more] = MORE_QUERY.exec(ahead.slice(length)) ?? [];
    if (more === undefined) return { query, length };
    query += more;
    length += whole.length;
  }
}

/** What only stands for an identifier, such as `%s` or `<mobile>`, is nothing to ask by. */
function isAskable({ identifierType, identifierValue }: ChildrenQuery): boolean {
  return (
    identifierProblem(identifierType, identifierValue) === undefined &&
    !/[{}<>$]/.test(identifierValue)
  );
}

/** Without who signs in. */
function withOrigin(address: string): { readonly origin?: string } {
  if (address === '') return {};
  const url = /^[a-z][a-z\d+.-]*:\/\//i.test(address) ? address : `https://${address}`;
  const origin = URL.canParse(url) ? new URL(url).origin : 'null';
  return origin === 'null' ? {} : { origin };
}
