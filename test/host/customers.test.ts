import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import { CustomersClient } from '../../src/api/client';
import type { Connection } from '../../src/api/connection';
import { Forest } from '../../src/customers/forest';
import type { LevelSummary } from '../../src/customers/commands';
import { CustomersProvider } from '../../src/customers/provider';
import type { Row } from '../../src/customers/rows';
import { ShownRows } from '../../src/customers/shownRows';
import { maskingWhile } from '../../src/privacy/masking';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox';

const run = <Result = LevelSummary | undefined>(command: string, argument?: unknown) =>
  vscode.commands.executeCommand<Result>(`customerHierarchy.${command}`, argument);

const asha = {
  associationEntityType: 'parentCustomer',
  identifierType: 'mobile',
  identifierValue: '919800000001',
} as const;

describe('the customers view', () => {
  let sandbox: Sandbox;
  let connection: Connection;
  const configuration = () => vscode.workspace.getConfiguration('customerHierarchy');
  const setPageSize = (size: number | undefined) =>
    configuration().update('pageSize', size, vscode.ConfigurationTarget.Global);

  before(async () => {
    sandbox = await startSandbox();
    const added = await run<Connection | undefined>('addConnection', {
      name: 'Customers test',
      host: sandbox.origin,
      signIn: 'oauth',
      credentials: sandbox.credentials.oauth,
    });
    ok(added, 'the connection was not added');
    connection = added;
  });

  after(async () => {
    await setPageSize(undefined);
    await run('removeConnection', { connectionId: connection.id, confirm: false });
    await sandbox.close();
  });

  const inspect = (more: object = {}) =>
    run('inspectParent', { connectionId: connection.id, ...asha, ...more });

  it('inspects a parent without a prompt, and loads page after page', async () => {
    await setPageSize(5);
    const first = await inspect();
    ok(first);
    deepEqual([first.phase, first.customers, first.complete], ['loaded', 5, false]);
    const second = await run('loadMore', { rowId: first.rowId });
    equal(second?.customers, 10);
    const all = await run('loadAll', { rowId: first.rowId });
    deepEqual([all?.customers, all?.complete], [14, true]);
    const again = await run('refresh', { rowId: first.rowId });
    equal(again?.customers, 14);
    await run('removeParent', { rowId: first.rowId });
    await setPageSize(undefined);
  });

  it('keeps one row for one parent', async () => {
    const one = await inspect();
    const same = await inspect({ sortOrder: 'ASC' });
    const other = await inspect({ source: 'ALL' });
    equal(same?.rowId, one?.rowId);
    notEqual(other?.rowId, one?.rowId);
    await run('removeParent', { rowId: other?.rowId });
    await run('removeParent', { rowId: one?.rowId });
  });

  it('tells why there is nothing, and can try again', async () => {
    const failed = await inspect({ identifierValue: '919800000006' });
    deepEqual([failed?.phase, failed?.error], ['failed', 'notFound']);
    const again = await run('retry', { rowId: failed?.rowId });
    equal(again?.error, 'notFound');
    await run('removeParent', { rowId: failed?.rowId });
  });

  it('copies the value of a row', async () => {
    await run('copyValue', { value: '919800001001' });
    equal(await vscode.env.clipboard.readText(), '919800001001');
  });

  it('takes a bad argument without an exception', async () => {
    equal(await inspect({ associationEntityType: 'nobody' }), undefined);
    equal(await inspect({ identifierValue: 'not a number' }), undefined);
    equal(await run('inspectParent', 7), undefined);
    equal(await run('loadMore', 'x'), undefined);
    equal(await run('expandBy', {}), undefined);
  });

  it('shows rows as tree items with icons, menus and words for screen readers', async () => {
    const client = new CustomersClient({
      credentials: {
        read: () => Promise.resolve({ kind: 'oauth', ...sandbox.credentials.oauth }),
      },
      settings: () => ({
        timeoutSeconds: 20,
        requestsPerMinute: 10_000,
        concurrentRequests: 4,
        maxResponseMegabytes: 64,
      }),
    });
    const forest = new Forest({
      ask: ({ query }, options) => client.page(connection, query, options),
      connection: () => connection,
      pageSize: () => 50,
      identifierPreference: () => ['mobile'],
      changed: (row) => provider.refresh(row),
      working: () => undefined,
    });
    const provider = new CustomersProvider(
      forest,
      {
        l10n: vscode.l10n,
        locale: 'en',
        connectionName: () => 'Sandbox',
        level: (row) => forest.begunLevel(row),
        hostBefore: (row) => forest.hostBefore(row),
        askedBy: (row) => forest.askedBy(row),
      },
      new ShownRows(
        maskingWhile(() => false),
        () => [],
      ),
    );
    const told: (Row | undefined)[] = [];
    provider.onDidChangeTreeData((row) => told.push(row));
    const root = forest.plant({
      connectionId: connection.id,
      query: {
        ...asha,
        limit: 50,
        offset: 0,
        includeNoOfChildren: true,
        includeCustomerAssociateDetail: true,
      },
    });
    const [loading] = provider.getChildren(root);
    ok(loading);
    equal(provider.getTreeItem(loading).label, 'Loading…');
    await forest.level(root).show();
    deepEqual(told, [root]);

    const rows = provider.getChildren(root);
    const arjun = rows.find((row) => row.kind === 'customer' && row.customer.name === 'Arjun Nair');
    ok(arjun);
    const item = provider.getTreeItem(arjun);
    equal(item.label, 'Arjun Nair');
    equal(item.collapsibleState, vscode.TreeItemCollapsibleState.Collapsed);
    equal((item.iconPath as vscode.ThemeIcon).id, 'star-full');
    match(item.contextValue ?? '', /\brequest\b.*\bloadable\b.*\bexpandable\b.*\bjson\b/);
    match(item.accessibilityInformation?.label ?? '', /^Customer, default child, Arjun Nair/);
    equal(provider.getParent(arjun), root);

    const { tooltip } = provider.resolveTreeItem(item, arjun);
    ok(tooltip instanceof vscode.MarkdownString);
    deepEqual([tooltip.supportHtml, tooltip.isTrusted], [false, false]);

    const [children] = provider.getChildren(arjun);
    ok(children);
    equal(
      provider.getTreeItem(children).collapsibleState,
      vscode.TreeItemCollapsibleState.Expanded,
    );
    const more = rows.at(-1);
    equal(more && provider.getTreeItem(more).command?.command, 'customerHierarchy.loadMore');
    provider.dispose();
    client.dispose();
  });
});
