import { deepEqual, doesNotMatch, equal, ok, rejects } from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Connection } from '../../src/api/connection';
import type { ConnectionTest } from '../../src/api/page';
import { saveSecret } from '../../src/connections/saveConnection';
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

describe('a secret store that fails', () => {
  const connection: Connection = {
    id: 'a',
    name: 'A',
    origin: 'https://one.example',
    signIn: 'token',
  };
  const store: vscode.SecretStorage = {
    get: () => Promise.reject(new Error('no key ring')),
    store: () => Promise.reject(new Error('no key ring')),
    delete: () => Promise.reject(new Error('no key ring')),
    onDidChange: () => new vscode.Disposable(() => undefined),
  };

  it('is reported, and the secret kept in memory for its origin', async () => {
    const secrets = connectionSecrets({ secrets: store, subscriptions: [] });
    deepEqual(await secrets.state(connection), { kind: 'unreadable', message: 'no key ring' });
    await rejects(secrets.read(connection), /no key ring/u);

    const logged: string[] = [];
    const log = (line: string) => void logged.push(line);
    const credentials = { kind: 'token', token: 'top-secret' } as const;
    await saveSecret(
      {
        secrets,
        dependencies: {
          log: { info: log, warn: log, error: log, show: () => undefined },
          test: () => Promise.resolve({ kind: 'cancelled' }),
          forgetTokens: () => undefined,
          tokenExpiry: () => undefined,
        },
      },
      connection,
      credentials,
    );
    deepEqual(await secrets.read(connection), credentials);
    deepEqual(await secrets.read({ ...connection, origin: 'https://two.example' }), undefined);
    equal(logged.length, 1);
    doesNotMatch(logged.join(), /top-secret/u);
  });
});

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
});
