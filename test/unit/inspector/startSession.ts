import { prettyPrint } from '../../../src/api/json';
import type { Answer, Page, Waiting } from '../../../src/api/page';
import type { ChildrenQuery, CustomersRequest } from '../../../src/api/query';
import { fieldsOf } from '../../../src/inspector/fields';
import {
  InspectorSession,
  type SessionStart,
  type SessionWords,
} from '../../../src/inspector/session';
import type { FormFields, HostToPage, RequestView } from '../../../src/inspector/wire';

export const query: ChildrenQuery = {
  associationEntityType: 'parentCustomer',
  identifierType: 'mobile',
  identifierValue: '918933445577',
  limit: 10,
  offset: 0,
  includeNoOfChildren: true,
  includeCustomerAssociateDetail: true,
};
export const layout = { tab: 'json', formOpen: true } as const;

/** The form that asks for a page. */
export function formAt(
  offset: number,
  identifierValue = query.identifierValue,
  connectionId = 'c',
): FormFields {
  return fieldsOf({ connectionId, query: { ...query, offset, identifierValue } });
}

/** An answer whose text says what it answers. */
export function pageOf(request: CustomersRequest, rows = 10): Page {
  const customer = {
    name: '',
    profiles: [],
    extendedFields: {},
    json: {},
    pointer: '/entity/customers/0',
  };
  const { connectionId, query: asked } = request;
  const body = { offset: asked.offset, of: asked.identifierValue, from: connectionId };
  return {
    kind: 'page',
    query: asked,
    text: JSON.stringify(body),
    body,
    customers: Array.from({ length: rows }, () => customer),
    issues: [],
    exchange: {
      request: { method: 'GET', url: 'https://h/x', headers: [], authentication: 'token' },
      startedAt: 0,
      durationMs: 1,
      status: 200,
    },
  };
}

const strip = { ok: true, facts: [], announcement: '', issues: [] };
const noRequest: RequestView = {
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
};
const words: SessionWords = {
  strip: () => strip,
  failure: (error) => ({ sentence: error.kind, actions: [], strip: { ...strip, ok: false } }),
  body: (error) => ('text' in error ? error.text : undefined),
  missingConnection: () => ({ sentence: 'missing', actions: [], strip: { ...strip, ok: false } }),
  request: ({ url, method }) => ({ ...noRequest, method, url }),
  noRequest: () => noRequest,
  asking: () => 'asking',
  waiting: ({ until }) => ({
    why: 'why',
    again: '{seconds}',
    note: String(until),
    milliseconds: 0,
    announcement: '',
  }),
  cancelled: (isOlderBelow) => (isOlderBelow ? 'cancelled, older below' : 'cancelled'),
  departures: ({ departures }) => ({ label: String(departures.length), groups: [] }),
  notShown: () => 'not shown',
};

interface Asked {
  readonly request: CustomersRequest;
  readonly signal: AbortSignal;
  readonly waiting: (wait: Waiting | undefined) => void;
  answer(answer: Answer | undefined): Promise<void>;
}

/**
 * A session whose questions wait until the test answers them, and what the page was told.
 * @param piecesOf the text of an answer as it may be shown
 */
export function startSession(
  piecesOf: (page: Page) => Iterable<string> = ({ text }) => [text],
  start: SessionStart = { fields: formAt(0), layout },
) {
  const asked: Asked[] = [];
  const told: HostToPage[] = [];
  const breaths: (() => void)[] = [];
  const failures: unknown[] = [];
  const session = new InspectorSession(
    {
      ask: (request, { signal, waiting }) =>
        new Promise((resolve) => {
          if (signal === undefined || waiting === undefined) throw new Error('Not to be stopped.');
          asked.push({
            request,
            signal,
            waiting,
            answer: async (answer) => {
              resolve(answer);
              await settle();
            },
          });
        }),
      post: (message) => void told.push(message),
      setup: (fields, arranged) => ({
        kind: 'setup',
        isMasked: false,
        key: 'k',
        words: {} as never,
        choices: {} as never,
        connections: [],
        fields,
        layout: arranged,
        offered: { recent: [], presets: [] },
      }),
      words,
      pieces: piecesOf,
      breathe: () => new Promise((resolve) => breaths.push(() => resolve())),
      notShown: (error) => void failures.push(error),
    },
    start,
  );
  return {
    session,
    asked,
    told,
    /** Why texts of answers could not be had. */
    failures,
    newest: (): Asked => {
      const last = asked.at(-1);
      if (last === undefined) throw new Error('Nothing was asked.');
      return last;
    },
    /** A turn of everything else, and a breath. */
    async pass() {
      await new Promise((resolve) => setImmediate(resolve));
      for (const breath of breaths.splice(0)) breath();
      await settle();
    },
    async breathe() {
      for (const breath of breaths.splice(0)) breath();
      await settle();
    },
    kinds: () => told.map(({ kind }) => kind),
    /** The text that a page would have on screen, by the rules of the page. */
    screen() {
      let shown = 0;
      let text = '';
      for (const message of told) {
        if (message.kind === 'setup') text = '';
        const comesWithFailure = message.kind === 'failed' && message.textLength !== undefined;
        if (message.kind === 'answer' || comesWithFailure) {
          shown = message.run;
          text = '';
        }
        if (message.kind === 'jsonPiece' && message.run === shown)
          text += new TextDecoder().decode(message.piece);
      }
      return prettyPrint(text);
    },
  };
}

/** Promises that are settled already have run their reactions after this. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}
