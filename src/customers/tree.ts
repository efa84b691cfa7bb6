import * as vscode from 'vscode';
import { isAboutConnection } from '../api/errors';
import { maskingWhile } from '../privacy/masking';
import { Forest } from './forest';
import { CustomersProvider } from './provider';
import type { CustomersDependencies, CustomersRoom } from './room';
import type { Row } from './rows';
import type { RowFacts } from './rowWords';
import { savedParents, saveParents } from './savedParents';
import { customersSettings } from './settings';
import { ShownRows } from './shownRows';
import { slowWork } from './slowWork';

export interface TreeOptions extends CustomersDependencies {
  readonly view: vscode.TreeView<Row>;
  readonly workspaceState: vscode.Memento;
  /** Told which row to show again; undefined for everything. */
  readonly changed: (row: Row | undefined) => void;
}

/** The view's content: loaded with the first row that is shown, or the first command on one. */
export interface CustomersTree {
  readonly room: CustomersRoom;
  readonly provider: CustomersProvider;
  dispose(): void;
}

export function openTree(options: TreeOptions): CustomersTree {
  const { api, connections, log, personalData, view, workspaceState, changed } = options;
  const masking = maskingWhile(() => personalData.isMasked);
  const noticeSlow = slowWork();
  const withOwnNotification = new Set<string>();
  const forest = new Forest({
    ask: async ({ connectionId, query }, options) => {
      const connection = connections.get(connectionId);
      return connection === undefined
        ? { kind: 'cancelled' }
        : api.page(connection, query, options);
    },
    connection: (id) => connections.get(id),
    pageSize: () => customersSettings().pageSize,
    identifierPreference: () => customersSettings().identifierPreference,
    changed: (row) => provider.refresh(row),
    working: (row, work) => {
      void vscode.window.withProgress(
        { location: { viewId: 'customerHierarchy.customers' } },
        () => work,
      );
      if (!withOwnNotification.has(row.id)) noticeSlow(work, () => forest.level(row).stop());
    },
  });
  for (const request of savedParents(workspaceState).toReversed()) forest.plant(request);

  const facts: RowFacts = {
    l10n: vscode.l10n,
    locale: vscode.env.language,
    connectionName: (id) => connections.get(id)?.name,
    level: (row) => forest.begunLevel(row),
    askedBy: (row) => {
      const identifier = forest.askedBy(row);
      return identifier && masking.identifier(identifier);
    },
  };
  const shown = new ShownRows(masking, (row) => forest.begunLevel(row)?.state.listing.pages ?? []);
  const provider = new CustomersProvider(forest, facts, shown);
  const following = vscode.Disposable.from(
    provider.onDidChangeTreeData(changed),
    connections.onDidCorrect((id) => forest.retryFailed(id, isAboutConnection)),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (shownSettings.some((name) => change.affectsConfiguration(name))) provider.refresh();
    }),
  );
  const save = () =>
    void saveParents(
      workspaceState,
      forest.roots.map(({ asked }) => asked),
    );
  const room: CustomersRoom = {
    connections,
    log,
    forest,
    view,
    masking,
    shown,
    workspaceState,
    settings: customersSettings,
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
      await reveal(room, root);
      await work;
      return root;
    },
  };
  return {
    room,
    provider,
    dispose: () => {
      following.dispose();
      provider.dispose();
    },
  };
}

/** Shows a parent, selected and opened. VS Code refuses where its view cannot be shown. */
async function reveal({ view, log }: CustomersRoom, row: Row): Promise<void> {
  try {
    await view.reveal(row, { select: true, focus: true, expand: true });
  } catch {
    log.warn('The inspected parent could not be brought into view.');
  }
}

/** Rows say how many come next, and by which identifier children are asked for. */
const shownSettings = ['customerHierarchy.pageSize', 'customerHierarchy.identifierPreference'];
