import * as vscode from 'vscode';
import { isAboutConnection } from '../api/errors';
import type { Page } from '../api/page';
import { waitingWordsIn } from '../connections/waitingSentences';
import { maskingWhile, type Masking } from '../privacy/masking';
import { Forest } from './forest';
import { CustomersProvider } from './provider';
import type { CustomersDependencies, CustomersRoom, CustomersSettings } from './room';
import { followFilter } from './filterMessage';
import { RefreshPace } from './refreshPace';
import { RowFilter } from './rowFilter';
import type { LevelRow, Row } from './rows';
import type { RowFacts } from './rowWords';
import { savedParents, saveParents } from './savedParents';
import { customersSettings } from './settings';
import { ShortLevels } from './shortLevels';
import { ShownRows } from './shownRows';
import { slowWork } from './slowWork';

// grows as the tree does: in a bundle of its own it would have all of the tree a second time
export { openMap } from './openMap';

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
  const { api, lookups, connections, log, personalData, view, workspaceState, changed } = options;
  /** Asked for with every row: VS Code takes its time to read them. */
  let known: CustomersSettings | undefined;
  const settings = () => (known ??= customersSettings());
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
    pageSize: () => settings().pageSize,
    identifierPreference: () => settings().identifierPreference,
    changed: (row, goesOn = false) => {
      if (goesOn) pace.soon(row, forest.level(row).state.listing.customers.length);
      else refresh(row);
    },
    working: (row, work) => {
      void vscode.window.withProgress(
        { location: { viewId: 'customerHierarchy.customers' } },
        () => work,
      );
      if (!withOwnNotification.has(row.id)) {
        const level = forest.level(row);
        noticeSlow(work, {
          stop: () => level.stop(),
          said: () => {
            const { state } = level;
            return state.phase === 'loading' && state.waiting !== undefined
              ? waitingWordsIn(vscode.l10n, state.waiting, Date.now())
              : undefined;
          },
        });
      }
    },
  });
  for (const request of savedParents(workspaceState).toReversed()) forest.plant(request);

  const facts: RowFacts = {
    l10n: vscode.l10n,
    locale: vscode.env.language,
    connectionName: (id) => connections.get(id)?.name,
    level: (row) => forest.begunLevel(row),
    hostBefore: (row) => forest.hostBefore(row),
    askedBy: (row) => {
      const identifier = forest.askedBy(row);
      return identifier && masking.identifier(identifier);
    },
  };
  const shown = new ShownRows(masking, (row) => forest.begunLevel(row)?.state.listing.pages ?? []);
  /** Ids of the rows that somebody opened. */
  const expanded = new Set<string>();
  const shortLevels = new ShortLevels({
    refresh: () => provider.refresh(),
    isKept: (row) => expanded.has(row.id) || view.selection.some(({ id }) => id === row.id),
    prepare: () => maskInTurns(masking, forest.pages()),
    whole: () => void scrollTo(room, view.selection[0]),
  });
  const filter = new RowFilter(forest);
  const provider = new CustomersProvider(forest, facts, shown, shortLevels, filter);
  const showFilter = followFilter(filter, view, masking, provider.onDidChangeTreeData);
  const pace = new RefreshPace((row) => provider.refresh(row));
  const refresh = (row?: LevelRow) => {
    if (row !== undefined) pace.refreshed(row);
    provider.refresh(row);
  };
  const following = vscode.Disposable.from(
    view.onDidExpandElement(({ element }) => expanded.add(element.id)),
    view.onDidCollapseElement(({ element }) => expanded.delete(element.id)),
    shortLevels,
    pace,
    showFilter,
    provider.onDidChangeTreeData(changed),
    personalData.onDidChange(() => {
      // what is to be hidden goes at once
      if (personalData.isMasked) shortLevels.begin();
      else provider.refresh();
    }),
    connections.onDidCorrect((id) => forest.retryFailed(id, isAboutConnection)),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (!change.affectsConfiguration('customerHierarchy')) return;
      known = undefined;
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
    lookups,
    log,
    forest,
    filter,
    view,
    masking,
    personalData,
    shown,
    workspaceState,
    settings,
    save,
    show: refresh,
    filterBy: (text) => {
      filter.set(text);
      provider.refresh();
    },
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
    // a view that is only brought up by revealing a row loses that row, while it reads all of them again
    if (!view.visible) await vscode.commands.executeCommand('customerHierarchy.customers.focus');
    await view.reveal(row, { select: true, focus: true, expand: true });
  } catch {
    log.warn('The inspected parent could not be brought into view.');
  }
}

/** Brings a row into view; selection and keyboard stay where they are. */
async function scrollTo({ view, log }: CustomersRoom, row: Row | undefined): Promise<void> {
  if (row === undefined || !view.visible) return;
  try {
    await view.reveal(row, { select: false, focus: false });
  } catch {
    log.warn('The selected row could not be brought into view.');
  }
}

/** How long pages are masked at a stretch, in milliseconds. */
const TURN = 30;

/** Masks pages before they are needed, and lets others do their work in between. */
async function maskInTurns(masking: Masking, pages: readonly Page[]): Promise<void> {
  let begun = Date.now();
  for (const page of pages) {
    masking.page(page);
    if (Date.now() - begun < TURN) continue;
    await new Promise((resolve) => setImmediate(resolve));
    begun = Date.now();
  }
}

/** Rows say how many come next, and by which identifier children are asked for. */
const shownSettings = ['customerHierarchy.pageSize', 'customerHierarchy.identifierPreference'];
