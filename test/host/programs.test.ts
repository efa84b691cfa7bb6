import { deepEqual, doesNotMatch, equal, match, ok, rejects } from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Connection } from '../../src/api/connection';
import type {
  ConnectionInfo,
  PageAnswer,
  RequestMade,
  WalkItem,
} from '../../src/programs/extensionApi';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox';

const run = <Result>(command: string, argument?: unknown) =>
  vscode.commands.executeCommand<Result>(`customerHierarchy.${command}`, argument);
const ASHA = '919800000001';
const personal = /Arjun|Nair|9198000\d|@example\.com/;

describe('other programs', () => {
  let sandbox: Sandbox;
  let connection: Connection;
  const configuration = () => vscode.workspace.getConfiguration('customerHierarchy');
  const set = (name: string, value: unknown) =>
    configuration().update(name, value, vscode.ConfigurationTarget.Global);

  before(async () => {
    sandbox = await startSandbox();
    const added = await run<Connection | undefined>('addConnection', {
      name: 'Programs test',
      host: sandbox.origin,
      signIn: 'oauth',
      credentials: sandbox.credentials.oauth,
    });
    ok(added, 'the connection was not added');
    connection = added;
    await run('useConnection', { connectionId: connection.id });
  });

  after(async () => {
    await set('maskForLanguageModels', undefined);
    await set('maskPersonalData', undefined);
    await run('removeConnection', { connectionId: connection.id, confirm: false });
    await sandbox.close();
  });

  describe('language models', () => {
    const invoke = async (name: string, input: object, token?: vscode.CancellationToken) => {
      const { content } = await vscode.lm.invokeTool(
        `customerHierarchy_${name}`,
        { input, toolInvocationToken: undefined },
        token,
      );
      const [part] = content;
      ok(part instanceof vscode.LanguageModelTextPart);
      return part.value;
    };

    it('know every tool that is contributed, with what it takes', async () => {
      const extension = vscode.extensions.getExtension<unknown>(
        'customer-hierarchy.customer-hierarchy-inspector',
      );
      await extension?.activate();
      const { contributes } = extension?.packageJSON as {
        readonly contributes: { readonly languageModelTools: readonly { readonly name: string }[] };
      };
      const known = vscode.lm.tools.filter(({ name }) => name.startsWith('customerHierarchy_'));
      deepEqual(
        known.map(({ name }) => name).sort(),
        contributes.languageModelTools.map(({ name }) => name).sort(),
      );
      for (const { inputSchema, description } of known) ok(inputSchema && description);
    });

    it('get answers of the connection in use, masked, and never a secret', async () => {
      const texts = await Promise.all([
        invoke('listConnections', {}),
        invoke('getPage', { identifierValue: ASHA, limit: 1_000_000 }),
        invoke('getCustomer', { identifierValue: ASHA, row: 2 }),
        invoke('summariseHierarchy', { identifierValue: ASHA }),
      ]);
      const [connections, page, customer, summary] = texts;
      match(connections, /"name":"Programs test".*"isInUse":true/);
      match(page, /^At most 50 customers/);
      match(page, /14 customers from offset 0/);
      match(customer, /"roleCode": "Senior_Manager"/);
      match(summary, /level 1 · Senior_Manager · 14/);
      doesNotMatch(texts.join('\n'), personal);
      const curl = await invoke('makeSnippet', { identifierValue: ASHA });
      match(curl, /\$CAPILLARY_TOKEN/);
      for (const secret of Object.values(sandbox.credentials.oauth))
        ok(![...texts, curl].join('\n').includes(secret));
    });

    it('get personal data where the user wants it so, and not while it is masked on screen', async () => {
      await set('maskForLanguageModels', false);
      match(await invoke('getPage', { identifierValue: ASHA }), personal);
      await run('maskPersonalData');
      doesNotMatch(await invoke('getPage', { identifierValue: ASHA }), personal);
      await run('showPersonalData');
      await set('maskForLanguageModels', undefined);
      doesNotMatch(await invoke('getPage', { identifierValue: ASHA }), personal);
    });

    it('get nothing once it was cancelled', async () => {
      const ending = new vscode.CancellationTokenSource();
      ending.cancel();
      await rejects(invoke('summariseHierarchy', { identifierValue: ASHA }, ending.token));
    });

    it('are told in a sentence what went wrong', async () => {
      match(await invoke('getPage', { identifierValue: '919800000006' }), /merged into another/);
      match(await invoke('getPage', { identifierValue: '91•••••••001' }), /masked value/);
    });
  });

  describe('an extension that uses this one', () => {
    interface Seen {
      readonly connections: readonly ConnectionInfo[];
      readonly page: PageAnswer;
      readonly met: readonly WalkItem[];
      readonly cancelled: PageAnswer;
      readonly requests: readonly RequestMade[];
    }
    const look = async (): Promise<Seen> => {
      const consumer = vscode.extensions.getExtension<{
        readonly apiVersion: number;
        readonly look: (connectionId: string, identifierValue: string) => Promise<Seen>;
      }>('test-harness.consumer');
      ok(consumer, 'VS Code does not know the extension');
      const exports = await consumer.activate();
      equal(exports.apiVersion, 1);
      return exports.look(connection.id, ASHA);
    };

    it('gets pages, walks, and hears of requests', async () => {
      const { connections, page, met, cancelled, requests } = await look();
      ok(connections.some(({ id, isActive }) => id === connection.id && isActive));
      equal(page.kind === 'page' && page.customers.length, 5);
      equal(met.length, 20);
      deepEqual([...new Set(met.map(({ level }) => level))].sort(), [1, 2]);
      deepEqual(cancelled, { kind: 'cancelled' });
      ok(requests.some(({ rows, status }) => rows === 5 && status === 200));
      const everything = JSON.stringify({ page, met, requests });
      match(everything, personal);
      for (const secret of Object.values(sandbox.credentials.oauth))
        ok(!everything.includes(secret));
    });

    it('gets nothing of anybody while personal data is masked', async () => {
      await run('maskPersonalData');
      const { page, met, requests } = await look();
      await run('showPersonalData');
      ok(requests.length > 0);
      doesNotMatch(JSON.stringify({ page, met, requests }), personal);
    });
  });
});
