import * as vscode from 'vscode';
import type { CustomersRequest } from '../api/query';
import type { Connections } from '../connections/room';
import { visibleText } from '../privacy/displayText';
import { Forest } from './forest';
import { CustomersProvider } from './provider';
import type { CustomersDependencies, CustomersRoom, CustomersSettings } from './room';
import type { Row } from './rows';
import type { RowFacts } from './rowWords';
import { savedParents, saveParents } from './savedParents';
import { slowWork } from './slowWork';

const VIEW = 'customerHierarchy.customers';

export interface Customers {
  /** Puts the parent into the view, asks, and resolves when the first answer is there. */
  inspect(request: CustomersRequest): Promise<void>;
}

/** Shows the customers view and its commands; awaits nothing, and asks nothing until a row is opened. */
export function registerCustomers(
  context: vscode.ExtensionContext,
  dependencies: CustomersDependencies,
): Customers {
  const room = customersRoom(context, dependencies);
  context.subscriptions.push(...registerCommands(room));
  return {
    inspect: async (request) => {
      await room.inspect(request);
    },
  };
}

function customersRoom(
  context: vscode.ExtensionContext,
  { api, connections, log }: CustomersDependencies,
): CustomersRoom {
  const noticeSlow = slowWork();
  const withOwnNotification = new Set<string>();
  const forest = new Forest({
    ask: async ({ connectionId, query }, signal) => {
      const connection = connections.get(connectionId);
      return connection === undefined ? { kind: 'cancelled' } : api.page(connection, query, signal);
    },
    connection: (id) => connections.get(id),
    pageSize: () => settings().pageSize,
    identifierPreference: () => settings().identifierPreference,
    changed: (row) => provider.refresh(row),
    working: (row, work) => {
      void vscode.window.withProgress({ location: { viewId: VIEW } }, () => work);
      if (!withOwnNotification.has(row.id)) noticeSlow(work, () => forest.level(row).stop());
    },
  });
  for (const request of savedParents(context.workspaceState).toReversed()) forest.plant(request);

  const facts: RowFacts = {
    l10n: vscode.l10n,
    locale: vscode.env.language,
    connectionName: (id) => connections.get(id)?.name,
    level: (row) => forest.begunLevel(row),
    askedBy: (row) => forest.askedBy(row),
  };
  const provider = new CustomersProvider(forest, facts);
  const view = vscode.window.createTreeView<Row>(VIEW, {
    treeDataProvider: provider,
    showCollapseAll: true,
    canSelectMany: false,
  });
  followConnections(context, connections, view, provider);

  const save = () =>
    void saveParents(
      context.workspaceState,
      forest.roots.map(({ asked }) => asked),
    );
  context.subscriptions.push(provider, view);
  return {
    connections,
    log,
    forest,
    view,
    workspaceState: context.workspaceState,
    settings,
    save,
    show: (row) => provider.refresh(row),
    ownNotification: (row) => {
      withOwnNotification.add(row.id);
      return () => withOwnNotification.delete(row.id);
    },
    inspect: async (request) => {
      const root = forest.plant(request);
      save();
      const isNew = forest.begunLevel(root) === undefined;
      const work = isNew ? forest.level(root).show() : forest.refresh(root);
      provider.refresh();
      await reveal(view, root, log);
      await work;
      return root;
    },
  };
}

/** Names and presence of connections are said in the view; what their requests report is not. */
function followConnections(
  context: vscode.ExtensionContext,
  connections: Connections,
  view: vscode.TreeView<Row>,
  provider: CustomersProvider,
): void {
  const shown = () => JSON.stringify(connections.all().map(({ id, name }) => [id, name]));
  const showActive = () => {
    const active = connections.active();
    view.description = active === undefined ? '' : visibleText(active.name, 60);
  };
  let before = shown();
  showActive();
  context.subscriptions.push(
    connections.onDidChange(() => {
      showActive();
      const now = shown();
      if (now === before) return;
      before = now;
      provider.refresh();
    }),
  );
}

/** Shows a parent, selected and opened. VS Code refuses where its view cannot be shown. */
async function reveal(
  view: vscode.TreeView<Row>,
  row: Row,
  log: CustomersDependencies['log'],
): Promise<void> {
  try {
    await view.reveal(row, { select: true, focus: true, expand: true });
  } catch {
    log.warn('The inspected parent could not be brought into view.');
  }
}

function settings(): CustomersSettings {
  const configuration = vscode.workspace.getConfiguration('customerHierarchy');
  const pageSize: unknown = configuration.get('pageSize');
  const defaultSource: unknown = configuration.get('defaultSource');
  const preference: unknown = configuration.get('identifierPreference');
  return {
    pageSize: typeof pageSize === 'number' && pageSize >= 1 ? Math.floor(pageSize) : 50,
    defaultSource: typeof defaultSource === 'string' ? defaultSource.trim() : 'INSTORE',
    identifierPreference: Array.isArray(preference)
      ? preference.filter((type) => typeof type === 'string')
      : [],
  };
}

function registerCommands(room: CustomersRoom): readonly vscode.Disposable[] {
  const commands = () => import('./commands');
  const handlers: Readonly<Record<string, (argument: unknown) => Promise<unknown>>> = {
    inspectParent: async (argument) =>
      (await import('./inspectParent')).inspectParent(room, argument),
    expandBy: async (argument) => (await import('./expandBy')).expandBy(room, argument),
    refresh: async (argument) => (await commands()).refresh(room, argument),
    loadMore: async (argument) => (await commands()).loadMore(room, argument),
    loadAll: async (argument) => (await commands()).loadAll(room, argument),
    retry: async (argument) => (await commands()).retry(room, argument),
    removeParent: async (argument) => (await commands()).removeParent(room, argument),
    copyValue: async (argument) => (await commands()).copyValue(room, argument),
  };
  return Object.entries(handlers).map(([name, handler]) =>
    vscode.commands.registerCommand(`customerHierarchy.${name}`, handler),
  );
}
