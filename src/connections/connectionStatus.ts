import * as vscode from 'vscode';
import type { Connection } from '../api/connection';
import { isAboutConnection, type ApiError } from '../api/errors';
import type { AnsweredRequest } from '../api/page';
import type { ConnectionStatus, TestRecord } from './statusWords';
import type { SignInState } from './secrets';
import { SANDBOX_ID } from './settingsEntries';

const TESTS = 'connections.tests';

/** How long answers of the same kind go untold: a walk of thousands must not redraw as often. */
const QUIET_MS = 30_000;

/** What is known of each connection's state, from tests, answers and the secret store. */
export interface StatusBook {
  /** Fires with the id of the connection whose status is another one now. */
  readonly onDidChange: vscode.Event<string>;
  of(connectionId: string): ConnectionStatus;
  /** Has the secret store asked whether it is signed in, where nobody did; the event tells the answer. */
  ask(connection: Connection): void;
  /** What comes late, of the host or the way of signing in that the connection had before, is not noted. */
  noteAnswer(record: AnsweredRequest): void;
  noteTest(connection: Connection, outcome: Pick<TestRecord, 'works' | 'words'>): void;
  /** Marks it as being tested until the returned function is called. */
  checking(connectionId: string): () => void;
  /** The secret store has to be asked again. */
  signInChanged(connectionId: string): void;
  /** What made requests and tests fail is gone: that they did says nothing any more. */
  forgive(connectionId: string): void;
  /** What was found out is no longer about this connection. */
  forget(connectionId: string): void;
}

interface StatusContext {
  readonly globalState: Pick<vscode.Memento, 'get' | 'update'>;
  readonly subscriptions: { dispose(): unknown }[];
}

export function statusBook(
  context: StatusContext,
  askSignIn: (connection: Connection) => Promise<SignInState>,
  current: (connectionId: string) => Connection | undefined,
): StatusBook {
  const changed = new vscode.EventEmitter<string>();
  /** The newest question to the secret store for each connection; a late answer to an older one is dropped. */
  const asked = new Map<string, Promise<SignInState>>();
  const statuses = new Map<string, ConnectionStatus>();
  const tests = new Map<string, TestRecord>(savedTests(context.globalState));
  context.subscriptions.push(changed);

  const of = (id: string): ConnectionStatus => {
    const test = tests.get(id);
    return { running: 0, ...(test !== undefined && { test }), ...statuses.get(id) };
  };
  const update = (id: string, change: Partial<ConnectionStatus>) => {
    statuses.set(id, { ...of(id), ...change });
    changed.fire(id);
  };
  /** Number of the newest answer of each connection: words are loaded, and an older answer may be late. */
  const newest = new Map<string, number>();
  const answered = (id: string, words: string | undefined) => {
    const before = of(id);
    const at = Date.now();
    if (words === before.failure?.words && at - (before.answeredAt ?? 0) < QUIET_MS) return;
    update(id, { failure: words === undefined ? undefined : { at, words }, answeredAt: at });
  };
  const isCurrent = ({ id, origin, signIn }: Connection) => {
    const now = current(id);
    // the sandbox is the same at whatever port it starts
    if (id === SANDBOX_ID) return now !== undefined;
    return now?.origin === origin && now.signIn === signIn;
  };
  const saveTests = () => void context.globalState.update(TESTS, Object.fromEntries(tests));

  return {
    onDidChange: changed.event,
    of,
    ask: (connection) => {
      const { id } = connection;
      if (asked.has(id)) return;
      const question = askSignIn(connection);
      asked.set(id, question);
      void question.then((signIn) => {
        if (asked.get(id) === question) update(id, { signIn });
      });
    },
    noteAnswer: ({ connection, answer, test }) => {
      // whoever tests says how it went, with `noteTest`
      if (test !== undefined || !isCurrent(connection)) return;
      const { id } = connection;
      if (answer.kind === 'cancelled' || answer.kind === 'invalidQuery') return;
      const number = (newest.get(id) ?? 0) + 1;
      newest.set(id, number);
      if (answer.kind === 'page' || !isAboutConnection(answer)) answered(id, undefined);
      else
        void wordsOf(answer).then((words) => {
          if (newest.get(id) === number) answered(id, words);
        });
    },
    noteTest: (connection, { works, words }) => {
      if (!isCurrent(connection)) return;
      const { id } = connection;
      const at = Date.now();
      const test = { at, works, words };
      tests.set(id, test);
      saveTests();
      update(id, { test, failure: works ? undefined : { at, words } });
    },
    checking: (connectionId) => {
      update(connectionId, { running: of(connectionId).running + 1 });
      return () => update(connectionId, { running: of(connectionId).running - 1 });
    },
    signInChanged: (connectionId) => {
      asked.delete(connectionId);
      update(connectionId, { failure: undefined });
    },
    forgive: (connectionId) => {
      // words of the last failure may still be loading
      newest.set(connectionId, (newest.get(connectionId) ?? 0) + 1);
      const hasFailed = tests.get(connectionId)?.works === false;
      if (hasFailed && tests.delete(connectionId)) saveTests();
      update(connectionId, { failure: undefined, ...(hasFailed && { test: undefined }) });
    },
    forget: (connectionId) => {
      asked.delete(connectionId);
      newest.set(connectionId, (newest.get(connectionId) ?? 0) + 1);
      statuses.delete(connectionId);
      if (tests.delete(connectionId)) saveTests();
      changed.fire(connectionId);
    },
  };
}

/**
 * The sentence about an error; words load with the first error. What a server says of a customer is
 * no part of a connection's state: that is kept, and shown wherever the connection is.
 */
async function wordsOf(error: ApiError): Promise<string> {
  const [{ errorSentence }, { maskedError }] = await Promise.all([
    import('./errorWords'),
    import('../privacy/masking'),
  ]);
  return errorSentence(maskedError(error));
}

function savedTests(
  memento: StatusContext['globalState'],
): readonly (readonly [string, TestRecord])[] {
  const saved = memento.get<unknown>(TESTS);
  if (typeof saved !== 'object' || saved === null) return [];
  return Object.entries(saved).flatMap(([id, test]: [string, unknown]) =>
    isTestRecord(test) ? [[id, test] as const] : [],
  );
}

function isTestRecord(value: unknown): value is TestRecord {
  return (
    typeof value === 'object' &&
    value !== null &&
    'at' in value &&
    typeof value.at === 'number' &&
    'works' in value &&
    typeof value.works === 'boolean' &&
    'words' in value &&
    typeof value.words === 'string'
  );
}
