import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import type { Connection } from '../../src/api/connection';
import type { ApiError } from '../../src/api/errors';
import type { Page } from '../../src/api/page';
import { requestAsSent } from '../../src/api/request';
import { createHistory, type HistoryEntry } from '../../src/history/history';
import { createRows } from '../../src/history/rows';

const query = {
  associationEntityType: 'parentCustomer',
  identifierType: 'mobile',
  identifierValue: '918933445577',
  source: 'INSTORE',
  limit: 5,
  offset: 0,
  includeNoOfChildren: true,
  includeCustomerAssociateDetail: false,
} as const;

const answerText =
  '{"entity":{"customers":[],"count":0,"errors":[],"warnings":[]},"warnings":[],"errors":[],"success":true}';

describe('the history', () => {
  let server: Server;
  let connection: Connection;
  const asked: string[] = [];

  before(async () => {
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(200, { 'content-type': 'application/json' }).end(answerText);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const added = await vscode.commands.executeCommand<Connection | undefined>(
      'customerHierarchy.addConnection',
      {
        name: 'History test',
        host: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        signIn: 'token',
        credentials: { token: 'a-token-of-the-history-test' },
      },
    );
    ok(added, 'the connection was not added');
    connection = added;
  });

  after(async () => {
    await vscode.commands.executeCommand('customerHierarchy.removeConnection', {
      connectionId: connection.id,
      confirm: false,
    });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await new Promise((resolve) => server.close(resolve));
  });

  beforeEach(async () => {
    await clear();
    asked.length = 0;
  });

  const clear = () =>
    vscode.commands.executeCommand('customerHierarchy.clearHistory', { confirm: false });
  const runAgain = (target?: unknown) =>
    vscode.commands.executeCommand('customerHierarchy.rerunRequest', target);

  it('runs a request again as it was, and shows the answer in the inspector without asking twice', async () => {
    await runAgain({ request: { connectionId: connection.id, query } });
    equal(asked.length, 1);
    match(asked[0] ?? '', /associationEntityIdentifierValue=918933445577&limit=5&offset=0/);
    await inspectorIsOpen();
  });

  it('runs the newest request again when it is called without an entry', async () => {
    await runAgain({ request: { connectionId: connection.id, query } });
    await runAgain({ request: { connectionId: connection.id, query: { ...query, offset: 5 } } });
    await runAgain();
    equal(asked.length, 3);
    equal(asked[2], asked[1]);
  });

  it('has nothing to run again once it was cleared', async () => {
    await runAgain({ request: { connectionId: connection.id, query } });
    await clear();
    await runAgain();
    equal(asked.length, 1);
  });

  it('asks nobody where the connection is gone or the argument is no request', async () => {
    await runAgain({ request: { connectionId: 'gone', query }, connectionName: 'Gone' });
    for (const bad of ['text', 1, {}, { request: { connectionId: connection.id } }])
      await runAgain(bad);
    deepEqual(asked, []);
  });
});

describe('a row of the history', () => {
  const connection: Connection = {
    id: 'c1',
    name: 'Demo <b>$(star)</b>',
    origin: 'https://host.example',
    signIn: 'oauth',
  };
  const exchange = {
    request: requestAsSent(connection, query),
    startedAt: Date.UTC(2024, 0, 2, 14, 3, 22),
    durationMs: 34,
    status: 200,
    requestId: '[x](command:workbench.action.closeWindow)',
    sizeBytes: 12_345,
  };
  const page: Page = {
    kind: 'page',
    query,
    text: '{}',
    body: {},
    customers: [],
    issues: [],
    exchange,
  };
  const notFound: ApiError = {
    kind: 'notFound',
    exchange: { ...exchange, status: 400 },
    issue: { severity: 'error', code: 8015, message: 'Customer not found' },
    text: '{}',
  };

  function entryOf(answer: Page | ApiError, textLength = 1000): HistoryEntry {
    const history = createHistory({ entries: () => 10, textLength });
    history.add({ connection, query, answer }, 0);
    if (textLength === 0) history.add({ connection, query, answer }, 0);
    const entry = history.entries().at(-1);
    ok(entry);
    return entry;
  }

  it('shows an answer, and opens it in the inspector when it is clicked', () => {
    const entry = entryOf(page);
    const item = createRows({ isMasked: false }).item(entry);
    equal(item.label, 'mobile 918933445577');
    match(String(item.description), /^200 · 34 ms · 12.3 kB · 0 rows · /);
    equal(item.contextValue, 'request answered');
    equal(item.command?.command, 'customerHierarchy.openInspector');
    deepEqual(item.command.arguments, [entry]);
    ok(item.accessibilityInformation?.label.includes('answered'));
  });

  it('tells failures, warnings and answers apart by icon, and by what can be done with them', () => {
    const rows = createRows({ isMasked: false });
    const warned: Page = { ...page, issues: [{ severity: 'warning', message: 'w' }] };
    const icons = [page, warned, notFound].map((answer) => {
      const { iconPath } = rows.item(entryOf(answer));
      ok(iconPath instanceof vscode.ThemeIcon);
      return iconPath.id;
    });
    deepEqual(icons, ['pass', 'warning', 'error']);
    equal(rows.item(entryOf(notFound)).contextValue, 'request failed');
    equal(rows.item(entryOf(page, 0)).contextValue, 'request');
  });

  it('has a tooltip in which no text of a server or a person has a meaning', () => {
    const tooltip = createRows({ isMasked: false }).tooltip(entryOf(notFound));
    ok(!tooltip.isTrusted && tooltip.supportHtml !== true && tooltip.supportThemeIcons !== true);
    ok(!/\]\(|<b>|\$\(/.test(tooltip.value), tooltip.value);
    ok(tooltip.value.includes('8015'));
    ok(tooltip.value.includes('2024'));
  });
});

/** Tabs are told of a moment after the command that opened one is done. */
async function inspectorIsOpen(): Promise<void> {
  const isThere = () =>
    vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .some(
        ({ input }) =>
          input instanceof vscode.TabInputWebview &&
          input.viewType.endsWith('customerHierarchy.inspector'),
      );
  await new Promise<void>((resolve) => {
    const listening = vscode.window.tabGroups.onDidChangeTabs(check);
    function check() {
      if (!isThere()) return;
      listening.dispose();
      resolve();
    }
    check();
  });
}
