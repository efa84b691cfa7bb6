import * as v from 'valibot';
import { readPageAgain } from '../api/answer';
import type { ApiError } from '../api/errors';
import type { Exchange } from '../api/exchange';
import type { Answer } from '../api/page';
import { phaseNames } from '../api/timings';
import { readRequest } from '../inspector/commandArguments';
import { shownText } from '../inspector/longText';
import type { Masking } from '../privacy/masking';
import type { HistoryEntry } from './history';

/*
 * An entry of the history as a file: one line of JSON that says what was asked and how it went, then
 * the text of the answer, byte for byte. Holds no secret: neither does what it is made of.
 */

const FORMAT = 1;

const headers = v.array(v.tuple([v.string(), v.string()]));
const requestAsSent = v.object({
  method: v.literal('GET'),
  url: v.pipe(v.string(), v.url()),
  headers,
  authentication: v.picklist(['token', 'basic']),
  certificates: v.optional(
    v.object({
      certificateAuthorityFile: v.optional(v.string()),
      verifyCertificate: v.optional(v.literal(false)),
    }),
  ),
});
const answered = {
  issue: v.optional(
    v.object({
      severity: v.picklist(['error', 'warning']),
      code: v.optional(v.number()),
      message: v.optional(v.string()),
    }),
  ),
};
/** Without the exchange and the text, which have their own places. */
const errorSchema = v.variant('kind', [
  v.object({
    kind: v.literal('unreachable'),
    cause: v.picklist(['unknownHost', 'refused', 'reset', 'damaged', 'network']),
    code: v.string(),
  }),
  v.object({
    kind: v.literal('tls'),
    code: v.string(),
    certificateAuthorityFile: v.optional(v.string()),
  }),
  v.object({ kind: v.literal('timeout'), seconds: v.number() }),
  v.object({
    kind: v.literal('tooLarge'),
    limitMegabytes: v.number(),
    sizeBytes: v.optional(v.number()),
  }),
  v.object({ kind: v.literal('redirected'), location: v.string(), ...answered }),
  v.object({ kind: v.literal('signInRefused'), expired: v.boolean(), ...answered }),
  v.object({
    kind: v.literal('rateLimited'),
    retryAfterSeconds: v.optional(v.number()),
    ...answered,
  }),
  v.object({
    kind: v.picklist([
      'notJson',
      'unexpectedShape',
      'forbidden',
      'notFound',
      'rejected',
      'serverFailed',
    ]),
    ...answered,
  }),
]);
/** Errors that an entry can have. */
type EntryError = v.InferOutput<typeof errorSchema>;
const errorKinds = errorSchema.options.flatMap(({ entries }) => kindsOf(entries.kind));

function kindsOf(kind: { readonly literal: string } | { readonly options: readonly string[] }) {
  return ('literal' in kind ? [kind.literal] : kind.options) as readonly EntryError['kind'][];
}

const exchangeSchema = v.object({
  request: requestAsSent,
  signingIn: v.optional(
    v.object({ method: v.literal('POST'), url: v.pipe(v.string(), v.url()), headers }),
  ),
  tries: v.optional(v.number()),
  earlierTries: v.optional(
    v.array(
      v.object({
        startedAt: v.optional(v.number()),
        durationMs: v.optional(v.number()),
        error: v.picklist(errorKinds),
        status: v.optional(v.number()),
        code: v.optional(v.string()),
        requestId: v.optional(v.string()),
        waitedMs: v.number(),
      }),
    ),
  ),
  timings: v.optional(
    v.object({
      reusedConnection: v.boolean(),
      phases: v.array(
        v.object({ name: v.picklist(phaseNames), startMs: v.number(), durationMs: v.number() }),
      ),
    }),
  ),
  startedAt: v.number(),
  durationMs: v.number(),
  status: v.optional(v.number()),
  requestId: v.optional(v.string()),
  contentType: v.optional(v.string()),
  responseHeaders: v.optional(headers),
  notUtf8: v.optional(v.literal(true)),
  repeatedSecret: v.optional(v.literal(true)),
  sizeBytes: v.optional(v.number()),
});

const outcomeSchema = v.variant('kind', [
  v.object({ kind: v.literal('answered'), rows: v.number(), issues: v.number() }),
  v.object({ kind: v.literal('passed') }),
  v.object({
    kind: v.literal('failed'),
    error: v.picklist(errorKinds),
    code: v.optional(v.string()),
  }),
]);

const header = v.object({
  format: v.literal(FORMAT),
  at: v.number(),
  connectionName: v.string(),
  request: v.unknown(),
  isTest: v.optional(v.literal(true)),
  isMasked: v.optional(v.literal(true)),
  exchange: v.optional(exchangeSchema),
  outcome: outcomeSchema,
  /** Missing for a page. */
  error: v.optional(errorSchema),
  /** Whether the text of the answer follows. */
  hasText: v.boolean(),
});

interface WrittenEntry {
  readonly content: string;
  readonly isMasked: boolean;
  readonly hasAnswer: boolean;
}

/**
 * The entry as it is written down: in shape where personal data is masked.
 *
 * @param mostBytes of an answer's text; a larger one is left out
 */
export async function writtenEntry(
  entry: HistoryEntry,
  masking: Masking,
  mostBytes: number,
): Promise<WrittenEntry> {
  const { at, connectionName, isTest, outcome, answer } = entry;
  const isMasked = masking.isOn;
  const text = await textOf(entry, masking);
  const hasText = text !== undefined && isWithin(mostBytes, text);
  const written = {
    format: FORMAT,
    at,
    connectionName,
    request: masking.asked(entry.request),
    isTest,
    ...(isMasked && { isMasked }),
    exchange: entry.exchange && masking.exchange(entry.exchange),
    outcome,
    error: answer === undefined || answer.kind === 'page' ? undefined : bareError(answer, masking),
    hasText,
  };
  return {
    content: `${JSON.stringify(written)}\n${hasText ? text : ''}`,
    isMasked,
    hasAnswer: answer !== undefined && (hasText || !('text' in answer)),
  };
}

/** Of UTF-8, for one unit of a string. */
const MOST_BYTES = 3;

/** Nearly all are short enough to need no counting, which takes its time in a text of megabytes. */
function isWithin(mostBytes: number, text: string): boolean {
  return text.length * MOST_BYTES <= mostBytes || Buffer.byteLength(text) <= mostBytes;
}

async function textOf(
  { answer, request }: HistoryEntry,
  masking: Masking,
): Promise<string | undefined> {
  if (answer === undefined || !('text' in answer)) return undefined;
  return shownText(masking, answer.text, request.query.identifierValue);
}

function bareError(answer: ApiError, masking: Masking): EntryError | undefined {
  // its text is masked in turns
  const shown = masking.error('text' in answer ? { ...answer, text: '' } : answer);
  const read = v.safeParse(errorSchema, shown);
  return read.success ? read.output : undefined;
}

/** An entry as it was written down, and how to make its answer out of what follows in the file. */
export interface ReadEntry {
  readonly entry: HistoryEntry;
  /** Whether it was kept while personal data was masked: nothing but its shape is known. */
  readonly isMasked: boolean;
  readonly hasAnswer: boolean;
  /** Undefined where there was none, or none was kept. */
  answer(text: string): Answer | undefined;
}

/** Undefined for what is no entry. */
export function readEntry(id: string, line: string): ReadEntry | undefined {
  const read = v.safeParse(header, parsed(line));
  if (!read.success) return undefined;
  const { at, connectionName, isTest, isMasked, exchange, outcome, error, hasText } = read.output;
  const request = readRequest(read.output.request);
  if (request === undefined) return undefined;
  const { identifierValue } = request.query;
  return {
    entry: {
      id,
      at,
      connectionName,
      request,
      outcome,
      ...(isTest === undefined ? { value: identifierValue } : { isTest }),
      ...(exchange !== undefined && { exchange }),
    },
    isMasked: isMasked === true,
    hasAnswer: hasText || (error !== undefined && !hasItsText(error)),
    answer: (text) => {
      if (error !== undefined) return errorOf(error, exchange, hasText ? text : undefined);
      return hasText && exchange ? readPageAgain(text, request.query, exchange) : undefined;
    },
  };
}

/** Undefined where the error has a text, and that was not kept. */
function errorOf(
  error: EntryError,
  exchange: Exchange | undefined,
  text: string | undefined,
): ApiError | undefined {
  if (!hasItsText(error)) return { ...error, exchange };
  return exchange && text !== undefined ? { ...error, exchange, text } : undefined;
}

type Unanswered = 'unreachable' | 'tls' | 'timeout' | 'tooLarge';

function hasItsText(
  error: EntryError,
): error is Exclude<EntryError, { readonly kind: Unanswered }> {
  switch (error.kind) {
    case 'unreachable':
    case 'tls':
    case 'timeout':
    case 'tooLarge':
      return false;
    default:
      return true;
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
