import * as vscode from 'vscode';
import type { CustomersRequest } from '../api/query';
import type { CommandTarget } from '../inspector/commandTarget';
import { visibleText } from '../privacy/displayText';
import type { Exports } from './exportHierarchy';
import type { CustomersDependencies, CustomersRoom } from './room';
import type { Row } from './rows';
import { hasSavedParents } from './savedParents';
import type { CustomersTree } from './tree';
import { hasUnfinishedExports } from './unfinishedExports';

const LONGEST_CONNECTION_NAME = 60;
/** Scheme of documents with what an export found. */
const EXPORT_SUMMARIES = 'customer-hierarchy-export';

export interface Customers {
  /** Puts the parent into the view, asks, and resolves when the first answer is there. */
  inspect(request: CustomersRequest): Promise<void>;
  /**
   * What the selected row is about, where the view is on show and has one.
   * @param argument of the command: a keyboard shortcut means the row that the keyboard is at
   */
  selected(argument?: unknown): Promise<CommandTarget | undefined>;
}

/** Shows the customers view and its commands; awaits nothing, and loads the tree with its first row. */
export function registerCustomers(
  context: vscode.ExtensionContext,
  dependencies: CustomersDependencies,
): Customers {
  const changed = new vscode.EventEmitter<Row | undefined>();
  let tree: Promise<CustomersTree> | undefined;
  const openTree = () => (tree ??= loadTree());
  const view = vscode.window.createTreeView<Row>('customerHierarchy.customers', {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      // the welcome text needs no tree
      getChildren: async (row) =>
        tree === undefined && !hasSavedParents(context.workspaceState)
          ? []
          : (await openTree()).provider.getChildren(row),
      getTreeItem: async (row) => (await openTree()).provider.getTreeItem(row),
      getParent: async (row) => (await openTree()).provider.getParent(row),
      resolveTreeItem: async (item, row) => (await openTree()).provider.resolveTreeItem(item, row),
    },
    showCollapseAll: true,
    canSelectMany: false,
  });

  async function loadTree(): Promise<CustomersTree> {
    const { openTree: open } = await import('./tree');
    const { workspaceState } = context;
    const opened = open({
      ...dependencies,
      view,
      workspaceState,
      changed: (row) => changed.fire(row),
    });
    context.subscriptions.push(opened);
    return opened;
  }

  const room = async () => (await openTree()).room;
  const meant = async (argument: unknown) =>
    (await import('./focusedRow')).withFocusedSelected(view, argument);
  const summaryChanged = new vscode.EventEmitter<vscode.Uri>();
  let loadedExports: Promise<Exports> | undefined;
  let endExports = (): void => undefined;
  const exports = () =>
    (loadedExports ??= loadExports(context, dependencies).then((loaded) => {
      endExports = () => loaded.dispose();
      return loaded;
    }));
  if (hasUnfinishedExports(context.workspaceState))
    void exports()
      .then((loaded) => loaded.offerUnfinished())
      .catch((error: unknown) => {
        const name = error instanceof Error ? error.name : typeof error;
        dependencies.log.error(`Exports that were not finished could not be offered: ${name}`);
      });
  context.subscriptions.push(
    // before whoever asks for them: what runs is then known to be cut off
    { dispose: () => endExports() },
    view,
    changed,
    followConnections(dependencies, view, () => changed.fire(undefined)),
    view.onDidChangeSelection(async ({ selection: [row] }) => {
      if (row !== undefined) await (await import('./revealing')).follow(row);
    }),
    ...registerCommands(room, meant),
    vscode.commands.registerCommand(
      'customerHierarchy.exportHierarchy',
      async (argument: unknown) => (await exports()).exportHierarchy(await room(), argument),
    ),
    summaryChanged,
    vscode.workspace.registerTextDocumentContentProvider(EXPORT_SUMMARIES, {
      onDidChange: summaryChanged.event,
      provideTextDocumentContent: async (uri) => (await exports()).summaryText(uri),
    }),
    dependencies.personalData.onDidChange(() => {
      for (const { uri } of vscode.workspace.textDocuments)
        if (uri.scheme === EXPORT_SUMMARIES) summaryChanged.fire(uri);
    }),
  );
  return {
    inspect: async (request) => {
      await (await room()).inspect(request);
    },
    selected: async (argument) => {
      await meant(argument);
      const [row] = view.visible ? view.selection : [];
      return row && (await import('./capabilities')).requestableAt(row);
    },
  };
}

async function loadExports(
  { workspaceState, globalState, extensionUri }: vscode.ExtensionContext,
  { api, connections, log, personalData }: CustomersDependencies,
): Promise<Exports> {
  const { openExports } = await import('./exportHierarchy');
  return openExports({
    api,
    connections,
    log,
    personalData,
    workspaceState,
    globalState,
    extensionUri,
    summaryScheme: EXPORT_SUMMARIES,
  });
}

/**
 * Names and presence of connections are said in the view, what a host before answered, and whether
 * personal data is masked; what requests report is not.
 */
function followConnections(
  { connections, personalData }: CustomersDependencies,
  view: vscode.TreeView<Row>,
  changed: () => void,
): vscode.Disposable {
  const shown = () =>
    JSON.stringify(connections.all().map(({ id, name, origin }) => [id, name, origin]));
  const showActive = () => {
    const name = connections.active()?.name ?? '';
    const connection = visibleText(name, LONGEST_CONNECTION_NAME);
    // a side bar is narrow: what must be seen comes first
    view.description = [personalData.isMasked ? vscode.l10n.t('masked') : '', connection]
      .filter(Boolean)
      .join(' · ');
  };
  let before = '';
  // in a turn of its own: reading settings is most of what waking up would take
  setImmediate(() => {
    before = shown();
    showActive();
  });
  return vscode.Disposable.from(
    connections.onDidChange(() => {
      showActive();
      const now = shown();
      if (now === before) return;
      before = now;
      changed();
    }),
    // the rows follow it by themselves: see `tree.ts`
    personalData.onDidChange(showActive),
  );
}

function registerCommands(
  room: () => Promise<CustomersRoom>,
  meant: (argument: unknown) => Promise<unknown>,
): readonly vscode.Disposable[] {
  const commands = () => import('./commands');
  const handlers: Readonly<Record<string, (argument: unknown) => Promise<unknown>>> = {
    inspectParent: async (argument) =>
      (await import('./inspectParent')).inspectParent(await room(), argument),
    showParent: async (argument) =>
      (await import('./showParent')).showParent(await room(), argument),
    findCustomer: async (argument) =>
      (await import('./findCustomer')).findCustomer(await room(), argument),
    filter: async (argument) => (await import('./filtering')).filter(await room(), argument),
    clearFilter: async () => (await room()).filterBy(''),
    expandBy: async (argument) => (await import('./expandBy')).expandBy(await room(), argument),
    refresh: async (argument) => (await commands()).refresh(await room(), argument),
    loadMore: async (argument) => (await commands()).loadMore(await room(), await meant(argument)),
    loadAll: async (argument) => (await commands()).loadAll(await room(), argument),
    retry: async (argument) => (await commands()).retry(await room(), argument),
    cancelLoading: async (argument) => (await commands()).cancelLoading(await room(), argument),
    removeParent: async (argument) =>
      (await commands()).removeParent(await room(), await meant(argument)),
    revealInInspector: async (argument) =>
      (await import('./revealing')).revealInInspector(await room(), argument),
    copyValue: async (argument) => (await commands()).copyValue(await room(), argument),
  };
  const registered = Object.entries(handlers).map(([name, handler]) =>
    vscode.commands.registerCommand(`customerHierarchy.${name}`, handler),
  );
  return [
    ...registered,
    // the inspector's way to the tree; people call revealInTree, which says what is at the cursor
    vscode.commands.registerCommand(
      '_customerHierarchy.revealCustomer',
      async (argument: unknown) =>
        (await import('./revealing')).revealCustomer(await room(), argument),
    ),
  ];
}
