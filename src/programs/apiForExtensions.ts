import type { CancellationToken } from 'vscode';
import type { Customer } from '../api/customer';
import { isTransient, type ApiError } from '../api/errors';
import { expansionIdentifiers } from '../api/identifiers';
import type { Page } from '../api/page';
import type { ChildrenQuery } from '../api/query';
import { Walk } from '../api/walk';
import type { WalkPlace, WalkStep } from '../api/walkSteps';
import { readQuery } from './askedQuery';
import type {
  AskFailure,
  AskOptions,
  CustomerHierarchyApi,
  CustomerInfo,
  CustomersQuery,
  PageOfCustomers,
  WalkItem,
  WalkOptions,
} from './extensionApi';
import type { Asked, ProgramsRoom } from './room';

export interface ExtensionsRoom extends Omit<ProgramsRoom, 'shownMasking'> {
  /** Of a failure, as it may be shown, in the user's language. */
  readonly errorSentence: (error: ApiError) => string;
  /** Of an argument that cannot be used; `reason` is an English sentence. */
  readonly noConnectionSentence: () => string;
}

/** Answers other extensions; loaded when one of them asks. */
export function openApi(room: ExtensionsRoom): Pick<CustomerHierarchyApi, 'page' | 'walk'> {
  const { api, masking } = room;
  return {
    page: async (query, options = {}) => {
      const asked = askedOf(room, query, options);
      if (asked.kind === 'failure') return asked;
      const ending = endingOf(options);
      try {
        const answer = await api.page(asked.connection, asked.query, {
          signal: ending.signal,
          background: options.isBackground === true,
        });
        if (answer.kind === 'cancelled') return { kind: 'cancelled' };
        return answer.kind === 'page' ? pageOf(room, answer) : failureOf(room, answer);
      } finally {
        ending.dispose();
      }
    },
    walk: async function* (query: CustomersQuery, options: WalkOptions = {}) {
      const asked = askedOf(room, query, options);
      if (asked.kind === 'failure') {
        yield { ...asked, level: 1 };
        return;
      }
      const ending = endingOf(options);
      const walk = new Walk(api, asked.connection, asked.query, {
        concurrentRequests: room.concurrentRequests(),
        identifierPreference: room.settings().identifierPreference,
        ...(options.levels !== undefined && { depthLimit: options.levels }),
      });
      try {
        for await (const step of walk.steps(ending.signal)) {
          const item = itemOf(room, step, masking.isOn);
          if (item !== undefined) yield item;
        }
      } finally {
        ending.dispose();
      }
    },
  };
}

function askedOf(
  room: ExtensionsRoom,
  given: CustomersQuery,
  { connectionId }: AskOptions,
): Extract<Asked<{ readonly query: ChildrenQuery }>, { kind: 'asked' }> | AskFailure {
  const { connections } = room;
  const connection =
    connectionId === undefined ? connections.active() : connections.get(connectionId);
  const failure = { kind: 'failure', isTransient: false } as const;
  if (connection === undefined)
    return { ...failure, reason: 'noConnection', sentence: room.noConnectionSentence() };
  const read = readQuery(given, connection, room.settings());
  return read.kind === 'problem'
    ? { ...failure, reason: 'invalidQuery', sentence: read.sentence }
    : { kind: 'asked', connection, query: read.query };
}

/** One signal for both ways to cancel. */
function endingOf({ signal, token }: Pick<AskOptions, 'signal' | 'token'>): {
  readonly signal: AbortSignal;
  readonly dispose: () => void;
} {
  const controller = new AbortController();
  const end = () => controller.abort();
  if (signal?.aborted === true || token?.isCancellationRequested === true) end();
  signal?.addEventListener('abort', end, { once: true });
  const listener = listenTo(token, end);
  return {
    signal: controller.signal,
    dispose: () => {
      signal?.removeEventListener('abort', end);
      listener?.dispose();
    },
  };
}

function listenTo(token: CancellationToken | undefined, end: () => void) {
  return token?.onCancellationRequested(end);
}

function pageOf({ masking }: ExtensionsRoom, page: Page): PageOfCustomers {
  const isMasked = masking.isOn;
  const { text, customers, issues, exchange } = masking.page(page);
  const { status, durationMs, requestId } = exchange;
  return {
    kind: 'page',
    text,
    customers: customers.map(infoOf),
    isMasked,
    durationMs,
    ...(status !== undefined && { status }),
    ...(requestId !== undefined && { requestId }),
    issues,
  };
}

function failureOf({ masking, errorSentence }: ExtensionsRoom, error: ApiError): AskFailure {
  const shown = masking.error(error);
  const exchange = 'exchange' in shown ? shown.exchange : undefined;
  const { status, requestId } = exchange ?? {};
  return {
    kind: 'failure',
    reason: shown.kind,
    sentence: errorSentence(shown),
    ...(status !== undefined && { status }),
    ...(requestId !== undefined && { requestId }),
    isTransient: isTransient(shown),
  };
}

function infoOf(customer: Customer): CustomerInfo {
  const { userId, name, roleCode, createdDate, defaultChild, noOfChildren, json } = customer;
  return {
    ...(userId !== undefined && { userId }),
    name,
    ...(roleCode !== undefined && { roleCode }),
    ...(createdDate !== undefined && { createdDate }),
    ...(defaultChild !== undefined && { defaultChild }),
    ...(noOfChildren !== undefined && { noOfChildren }),
    identifiers: expansionIdentifiers(customer),
    json,
  };
}

function itemOf(room: ExtensionsRoom, step: WalkStep, isMasked: boolean): WalkItem | undefined {
  const { masking } = room;
  const placeOf = ({ depth, parentUserId }: WalkPlace) => ({
    level: depth,
    ...(parentUserId !== undefined && { parentUserId: masking.value(parentUserId) }),
  });
  switch (step.kind) {
    case 'customer':
      return {
        kind: 'customer',
        ...placeOf(step.place),
        customer: infoOf(masking.customer(step.customer)),
        isMasked,
      };
    case 'duplicate':
    case 'cycle':
      return {
        kind: 'metAgain',
        ...placeOf(step.place),
        isCycle: step.kind === 'cycle',
        customer: infoOf(masking.customer(step.customer)),
        isMasked,
      };
    case 'levelStuck':
      return {
        kind: 'incomplete',
        ...placeOf(step.place),
        received: step.received,
        ...(step.announced !== undefined && { announced: step.announced }),
      };
    case 'levelFailed':
      return { ...failureOf(room, step.error), ...placeOf(step.place) };
    case 'progress':
      return undefined;
  }
}
