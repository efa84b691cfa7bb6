import { deepEqual, doesNotMatch, equal, match, ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Connection } from '../../src/api/connection';
import type { ApiError } from '../../src/api/errors';
import type { ConnectionTest } from '../../src/api/page';
import { statusBook } from '../../src/connections/connectionStatus';
import { saveConnection, type UnkeptChoice } from '../../src/connections/saveConnection';
import { secretEntry } from '../../src/connections/secretEntries';
import { connectionSecrets } from '../../src/connections/secrets';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox';

const run = <Result>(command: string, argument?: unknown) =>
  vscode.commands.executeCommand<Result>(`customerHierarchy.${command}`, argument);
const testOf = async (connectionId: string) =>
  (await run<ConnectionTest>('testConnection', { connectionId })).kind;

function configuration(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration('customerHierarchy');
}

/** The setting as the user's own settings hold it. */
function entries(): readonly Record<string, unknown>[] {
  return (
    configuration().inspect<readonly Record<string, unknown>[]>('connections')?.globalValue ?? []
  );
}

async function write(value: unknown): Promise<void> {
  await configuration().update('connections', value, vscode.ConfigurationTarget.Global);
}

describe('connections', () => {
  let server: Sandbox;

  before(async () => {
    server = await startSandbox({ customers: 100 });
  });
  after(async () => {
    await server.close();
    await write(undefined);
  });
  beforeEach(() => write(undefined));

  const add = async (more: Readonly<Record<string, unknown>> = {}): Promise<Connection> => {
    const added = await run<Connection | undefined>('addConnection', {
      name: 'Test server',
      host: server.origin,
      signIn: 'oauth',
      credentials: server.credentials.oauth,
      ...more,
    });
    ok(added, 'The connection was not added.');
    return added;
  };

  it('are added to the user settings, and the secret to the secret store alone', async () => {
    const { id } = await add({ defaultSource: 'INSTORE' });
    deepEqual(entries(), [
      { id, name: 'Test server', host: server.origin, signIn: 'oauth', defaultSource: 'INSTORE' },
    ]);
    const { key, secret } = server.credentials.oauth;
    const settings = JSON.stringify(configuration().inspect('connections'));
    ok(!settings.includes(secret) && !settings.includes(key));
    equal(await testOf(id), 'works');
  });

  it('sign in with a till and its plain password as well', async () => {
    const { id } = await add({ signIn: 'basic', credentials: server.credentials.basic });
    doesNotMatch(JSON.stringify(entries()), new RegExp(server.credentials.basic.password, 'u'));
    equal(await testOf(id), 'works');
  });

  it('send no secret to a host that it was not entered for, and sign in again on the way back', async () => {
    const { id } = await add();
    const [entry] = entries();
    const sameServer = server.origin.replace('127.0.0.1', 'localhost');
    await write([{ ...entry, host: sameServer }]);
    equal(await testOf(id), 'notSignedIn');
    await write([entry]);
    equal(await testOf(id), 'works');
  });

  it('keep their secret when only the name is edited', async () => {
    const { id } = await add();
    await run('editConnection', { connectionId: id, name: 'Renamed' });
    equal(entries()[0]?.name, 'Renamed');
    equal(await testOf(id), 'works');
  });

  it('sign out, and in again', async () => {
    const { id } = await add();
    await run('signOut', { connectionId: id });
    equal(await testOf(id), 'notSignedIn');
    equal(entries().length, 1);
    await run('signIn', { connectionId: id, credentials: { key: 'wrong', secret: 'wrong' } });
    equal(await testOf(id), 'signInRefused');
    await run('signIn', { connectionId: id, credentials: server.credentials.oauth });
    equal(await testOf(id), 'works');
  });

  it('are removed with their secret, also from what is left when someone puts the entry back', async () => {
    const { id } = await add();
    const before = entries();
    await run('removeConnection', { connectionId: id, confirm: false });
    deepEqual(entries(), []);
    await write(before);
    equal(await testOf(id), 'notSignedIn');
  });

  it('leave entries alone that cannot be used', async () => {
    const bad = { name: 'No host', signIn: 'oauth' };
    await write([bad, 'text']);
    const { id } = await add();
    deepEqual(entries().slice(0, 2), [bad, 'text']);
    await run('removeConnection', { connectionId: id, confirm: false });
    deepEqual(entries(), [bad, 'text']);
  });

  it('are not made of an argument that cannot be used', async () => {
    for (const argument of [
      { name: 'A', host: 'http://eu.api.capillarytech.com', signIn: 'oauth' },
      { name: 'A', host: server.origin, signIn: 'magic' },
      { name: 7 },
    ])
      equal(await run('addConnection', argument), undefined);
    deepEqual(entries(), []);
  });

  it('are imported from a curl command, with its secret only where that is said', async () => {
    const token = server.environment().CAPILLARY_TOKEN;
    const text =
      `curl '${server.origin}/v2/customers/bulk?source=INSTORE&associationEntityType=parentCustomer` +
      `&associationEntityIdentifierType=mobile&associationEntityIdentifierValue=919800000001' \\\n` +
      `  -k --proxy http://p:1 -H 'X-CAP-API-OAUTH-TOKEN: ${token}'`;
    const imported = await run<Connection>('importConnection', { text, name: 'Without' });
    equal(await testOf(imported.id), 'notSignedIn');
    const whole = await run<Connection>('importConnection', { text, keepSecret: true });
    equal(await testOf(whole.id), 'works');
    deepEqual(
      entries().map((entry) => ({ ...entry, id: '' })),
      ['Without', server.origin.replace('http://', '')].map((name) => ({
        ...{ id: '', name, host: server.origin, signIn: 'token', defaultSource: 'INSTORE' },
      })),
    );
    ok(!JSON.stringify(configuration().inspect('connections')).includes(token));
    for (const bad of ['', 'wget x', `curl '${server.origin}`, 'curl http://eu.api.example/', '{}'])
      equal(await run('importConnection', { text: bad, keepSecret: true }), undefined);
    equal(entries().length, 2);
  });

  it('are added at the same time without losing one', async () => {
    await Promise.all([add({ name: 'One' }), add({ name: 'Two' }), add({ name: 'Three' })]);
    deepEqual(
      entries().map(({ name }) => name),
      ['One', 'Two', 'Three'],
    );
  });

  it('leave no trace when adding is cancelled', async () => {
    const state = { ended: false };
    const adding = run('addConnection').then((result) => {
      state.ended = true;
      return result;
    });
    // the input opens a moment after the command starts
    while (!state.ended) await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    equal(await adding, undefined);
    deepEqual(entries(), []);
  });
});

describe('a secret store', () => {
  const connection: Connection = {
    id: 'a',
    name: 'A',
    origin: 'https://one.example',
    signIn: 'oauth',
  };
  // the secret begins like the key: taking that out first would leave the rest of the secret
  const credentials = { kind: 'oauth', key: 'acme', secret: 'acme-top-secret' } as const;
  const otherCredentials = { kind: 'oauth', key: 'acme', secret: 'older' } as const;
  const elsewhere = { ...connection, origin: 'https://two.example' };
  const fails = () => Promise.reject(new Error('no key ring for acme-top-secret'));
  const keepsNothing: vscode.SecretStorage = {
    get: () => Promise.resolve(undefined),
    store: () => Promise.resolve(),
    delete: () => Promise.resolve(),
    onDidChange: () => new vscode.Disposable(() => undefined),
  };
  const stores: readonly (readonly [string, vscode.SecretStorage])[] = [
    ['fails', { ...keepsNothing, get: fails, store: fails, delete: fails }],
    ['takes a secret and forgets it', keepsNothing],
    ['takes a secret and cannot be read', { ...keepsNothing, get: fails }],
    [
      'gives another secret back',
      { ...keepsNothing, get: () => Promise.resolve(secretEntry(connection, otherCredentials)) },
    ],
  ];

  /** Saves a secret in a store that does not keep it, and answers the question about that. */
  async function save(store: vscode.SecretStorage, choices: readonly UnkeptChoice[]) {
    const secrets = connectionSecrets({ secrets: store, subscriptions: [] });
    const logged: string[] = [];
    const log = (line: string) => void logged.push(line);
    const dependencies = {
      log: { info: log, warn: log, error: log, show: () => undefined },
      test: () => Promise.resolve({ kind: 'cancelled' } as const),
      forgetTokens: () => undefined,
      tokenExpiry: () => undefined,
    };
    const saved: Connection[] = [];
    const settings = {
      onDidChange: () => new vscode.Disposable(() => undefined),
      read: () => ({ connections: saved, problems: [] }),
      isList: () => true,
      save: (one: Connection) => Promise.resolve(void saved.push(one)),
      remove: () => Promise.reject(new Error('An entry was removed.')),
    };
    const asked: string[] = [];
    let stateWhileAsked = {};
    await new Promise<void>((answered) => {
      const room = { settings, secrets, dependencies };
      void saveConnection(room, connection, credentials, async (_, message) => {
        stateWhileAsked = await secrets.state(connection);
        asked.push(message);
        if (asked.length === choices.length) setTimeout(answered, 0);
        return choices[asked.length - 1];
      });
    });
    deepEqual(saved, [connection]);
    return { secrets, logged, asked, stateWhileAsked };
  }

  for (const [what, store] of stores) {
    it(`that ${what} is told of, and the secret kept for the window that wants it`, async () => {
      const { secrets, logged, asked, stateWhileAsked } = await save(store, ['window']);
      deepEqual(stateWhileAsked, { kind: 'signedIn', windowOnly: true });
      deepEqual(await secrets.state(connection), { kind: 'signedIn', windowOnly: true });
      deepEqual(await secrets.read(connection), credentials);
      equal(await secrets.read(elsewhere), undefined);
      equal(logged.length, 1);
      doesNotMatch([...logged, ...asked].join(), /top-secret/u);
    });

    it(`that ${what} leaves nothing where the user does not want it kept`, async () => {
      const { secrets } = await save(store, [undefined]);
      const state = await secrets.state(connection);
      ok(what === 'gives another secret back' || state.kind !== 'signedIn', state.kind);
    });
  }

  it('is tried again where the user wants that, and keeps the secret once it works', async () => {
    const kept = new Map<string, string>();
    let tries = 0;
    const store: vscode.SecretStorage = {
      ...keepsNothing,
      get: (key) => Promise.resolve(kept.get(key)),
      store: async (key, value) => {
        tries += 1;
        if (tries === 1) await fails();
        kept.set(key, value);
      },
    };
    const { secrets } = await save(store, ['again']);
    await until(async () => {
      const state = await secrets.state(connection);
      return state.kind === 'signedIn' && !state.windowOnly;
    });
    equal(tries, 2);
  });
});

describe('the status of a connection', () => {
  const connection: Connection = {
    id: 'a',
    name: 'A',
    origin: 'https://one.example',
    signIn: 'token',
  };
  const request = {
    method: 'GET',
    url: 'https://one.example/v2/customers/bulk',
    headers: [],
    authentication: 'token',
  } as const;
  const refused: ApiError = {
    kind: 'forbidden',
    exchange: { request, startedAt: 0, durationMs: 1, status: 403 },
    issue: { severity: 'error', code: 4000, message: 'No access to customer 919800000008' },
    text: '',
  };
  const query = {
    associationEntityType: 'parentCustomer',
    identifierType: 'mobile',
    identifierValue: '919800000008',
    limit: 1,
    offset: 0,
    includeNoOfChildren: true,
    includeCustomerAssociateDetail: true,
  } as const;
  const late = { connection, query, answer: refused };

  /** A book, and the connection as the settings have it now. */
  function openBook() {
    const settings = { now: connection };
    const kept = new Map<string, unknown>();
    const book = statusBook(
      {
        globalState: {
          get: (key: string) => kept.get(key),
          update: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
        },
        subscriptions: [],
      },
      () => Promise.resolve({ kind: 'signedOut', isForOtherHost: false }),
      () => settings.now,
    );
    const told = () =>
      new Promise<string>((resolve) => {
        const listener = book.onDidChange((id) => {
          listener.dispose();
          resolve(id);
        });
      });
    return { book, settings, told };
  }

  it('says why a request failed, and nothing of whom it was about', async () => {
    const { book, told } = openBook();
    book.noteAnswer(late);
    await told();
    const words = book.of('a').failure?.words ?? '';
    match(words, /No access to customer 91•••••••008/u);
    doesNotMatch(words, /919800000008/u);
  });

  it('is not that of the host or the way of signing in that it had before', async () => {
    for (const change of [{ origin: 'https://two.example' }, { signIn: 'basic' }] as const) {
      const { book, settings, told } = openBook();
      settings.now = { ...connection, ...change };
      book.noteAnswer(late);
      book.noteTest(connection, { works: true, words: 'It works.' });
      // what is current is noted
      book.noteAnswer({ ...late, connection: settings.now, answer: { kind: 'notSignedIn' } });
      await told();
      equal(book.of('a').test, undefined);
      doesNotMatch(book.of('a').failure?.words ?? '', /No access/u);
    }
  });

  it('is forgiven once what made it fail is gone, and a test that passed stays', async () => {
    const { book, told } = openBook();
    const passed = told();
    book.noteTest(connection, { works: true, words: 'It works.' });
    await passed;
    const refused = told();
    book.noteAnswer(late);
    await refused;
    ok(book.of('a').failure);
    book.forgive('a');
    equal(book.of('a').failure, undefined);
    ok(book.of('a').test);
    const failed = told();
    book.noteTest(connection, { works: false, words: 'It fails.' });
    await failed;
    // its words come late
    book.noteAnswer(late);
    book.forgive('a');
    book.noteAnswer({ ...late, connection: { ...connection, id: 'b' } });
    equal(await told(), 'b');
    deepEqual([book.of('a').failure, book.of('a').test], [undefined, undefined]);
  });

  it('is forgotten with the host, also where its words come late', async () => {
    const { book, told } = openBook();
    book.noteAnswer(late);
    book.forget('a');
    book.noteAnswer({ ...late, connection: { ...connection, id: 'b' } });
    equal(await told(), 'b');
    equal(book.of('a').failure, undefined);
  });
});

/** Nothing tells when a promise that nobody waits for is done. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}

describe('the embedded sandbox', () => {
  const answers = async (origin: string) =>
    fetch(`${origin}/v2/customers/bulk`).then(
      () => true,
      () => false,
    );

  it('starts, signs in by itself, stops, and starts again when it is asked', async () => {
    const origin = await run<string>('startSandbox', { parent: 0 });
    ok(await answers(origin));
    deepEqual(entries(), []);
    equal(await testOf('sandbox'), 'works');

    await run('stopSandbox');
    equal(await answers(origin), false);
    equal(await testOf('sandbox'), 'works');
    ok(await answers(origin), 'It has another port now.');

    await run('removeConnection', { connectionId: 'sandbox', confirm: false });
    equal(await answers(origin), false);
  });

  it('does not open a parent that it does not have', async () => {
    equal(await run('startSandbox', { parent: 10_000 }), undefined);
    await run('stopSandbox');
  });

  it('fails as it is told to, and works again once that is cleared', async () => {
    const origin = await run<string>('startSandbox', { parent: 0 });
    const outcomeOf = async (injection: Readonly<Record<string, unknown>>) => {
      await run('injectFault', { clear: true });
      await run('injectFault', injection);
      return testOf('sandbox');
    };
    for (const [fault, kind] of [
      ['forbidden', 'forbidden'],
      ['connection-refused', 'unreachable'],
      ['tls-self-signed', 'tls'],
      ['unknown-host', 'unreachable'],
    ] as const)
      equal(await outcomeOf({ fault }), kind, fault);
    deepEqual(await run('injectFault', { fault: 'html-502', operation: 'token', times: 2 }), [
      'html-502',
      'unknown-host',
    ]);
    equal(await run('injectFault', { fault: 'rain' }), undefined);
    deepEqual(await run('injectFault', { clear: true }), []);
    equal(await testOf('sandbox'), 'works');
    ok(await answers(origin));
    await run('stopSandbox');
  });

  it('is started by the command that makes it fail', async () => {
    deepEqual(await run('injectFault', { fault: 'server-error-once' }), ['server-error-once']);
    equal(await testOf('sandbox'), 'serverFailed');
    equal(await testOf('sandbox'), 'works');
    await run('stopSandbox');
  });
});
