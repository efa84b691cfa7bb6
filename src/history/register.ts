import * as vscode from 'vscode';
import type { AnsweredRequest, CustomersApi, Page } from '../api/page';
import type { ChildrenQuery, CustomersRequest } from '../api/query';
import type { Connections } from '../connections/register';
import { ReadOnlyFiles } from '../inspector/readOnlyFiles';
import { failureLine } from '../privacy/failureLine';
import type { Log } from '../privacy/log';
import type { PersonalData } from '../privacy/personalData';
import { createHistory, type HistoryEntry } from './history';
import type { Watching } from './watching';

export interface HistoryCollaborators {
  /** Entries to keep, from the user's settings. */
  readonly historySize: () => number;
  readonly connections: Connections;
  readonly api: CustomersApi;
  readonly log: Log;
  readonly personalData: PersonalData;
  /** What the active inspector shows, if one is the active editor. */
  readonly activeTarget: () => Promise<unknown>;
  /** Inspectors that show the one page show the other from now on, with such a note. */
  readonly renew: (before: Page, after: Page, note: string) => void;
  readonly tell: (request: CustomersRequest, sentence: () => string | undefined) => void;
}

export interface RegisteredHistory {
  /** Takes note of a request and its answer; told by the client, once for each. */
  record(record: AnsweredRequest): void;
}

const VIEW = 'customerHierarchy.history';
/** Of comparisons, and of answers beside each other. */
const DOCUMENTS = 'customer-hierarchy-history';
/** In characters. Rows parsed from a text take several times its room. */
const KEPT_TEXT = 64_000_000;

export function registerHistory(
  context: vscode.ExtensionContext,
  {
    historySize,
    connections,
    api,
    log,
    personalData,
    activeTarget,
    renew,
    tell,
  }: HistoryCollaborators,
): RegisteredHistory {
  const history = createHistory({ entries: historySize, textLength: KEPT_TEXT });
  const changed = new vscode.EventEmitter<undefined>();
  const keeping = lazily(async () => {
    const { openKeeping } = await import('./keptHistory');
    return openKeeping(context, { history, personalData, log });
  });
  const restored = lazily(async () => {
    history.restore(await (await keeping()).restore(historySize()));
  });
  const rows = lazily(async () => {
    const { createRows } = await import('./rows');
    return createRows(personalData, (entry) => watches?.markOf(entry));
  });
  /** Of a watch, texts that need no entry of their own. */
  const repeats = new WeakMap<ChildrenQuery, () => string | undefined>();
  let watches: Watching | undefined;
  const watching = lazily(async () => {
    await restored();
    const { createWatching } = await import('./watching');
    watches = createWatching({
      history,
      connections,
      api,
      personalData,
      repeats,
      meant: async () => (await activeTarget()) ?? (view.visible ? view.selection[0] : undefined),
      renew,
      tell,
      changed: () => changed.fire(undefined),
    });
    return watches;
  });
  const documents = new ReadOnlyFiles(
    async (uri) => (await comparing()).documentText(uri),
    personalData,
  );
  const comparing = lazily(async () => {
    await restored();
    const { createComparing } = await import('./compare');
    return createComparing({
      history,
      personalData,
      activeTarget,
      selection: () => (view.visible ? view.selection : []),
      workspaceState: context.workspaceState,
      changed: (uri) => documents.changed(uri),
    });
  });
  const view = vscode.window.createTreeView<HistoryEntry>(VIEW, {
    canSelectMany: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: async (entry) => {
        if (entry !== undefined) return [];
        await restored();
        return [...history.entries()];
      },
      getTreeItem: async (entry) => (await rows()).item(entry),
      resolveTreeItem: async (item, entry) => {
        item.tooltip = (await rows()).tooltip(entry);
        return item;
      },
      getParent: () => undefined,
    },
  });

  const reveal = (entry: HistoryEntry) => {
    if (view.visible) void view.reveal(entry, { select: true, focus: false });
  };
  const rerun = async (target?: unknown) => {
    const { rerunRequest } = await import('./rerun');
    if (target === undefined) await restored();
    await rerunRequest({ view: VIEW, history, connections, api, log, reveal }, target);
  };
  const clear = async (argument?: unknown) => {
    await restored();
    const { clearHistory } = await import('./clear');
    if (!(await clearHistory({ history, keeping: await keeping(), log }, argument))) return;
    changed.fire(undefined);
    // the inspector's list of what was asked is a history, too
    void vscode.commands.executeCommand('customerHierarchy.clearRecentQueries');
  };

  context.subscriptions.push(
    view,
    changed,
    vscode.commands.registerCommand('customerHierarchy.rerunRequest', rerun),
    vscode.commands.registerCommand('customerHierarchy.clearHistory', clear),
    ...['compareWith', 'compareSelected'].map((name) =>
      vscode.commands.registerCommand(
        `customerHierarchy.${name}`,
        async (argument: unknown, selected: unknown) =>
          (await comparing()).compare(argument, selected),
      ),
    ),
    vscode.commands.registerCommand('customerHierarchy.compareAsText', async (uri: unknown) =>
      (await comparing()).asText(uri),
    ),
    vscode.commands.registerCommand('customerHierarchy.switchOrder', async (uri: unknown) =>
      (await comparing()).switchOrder(uri),
    ),
    vscode.commands.registerCommand('customerHierarchy.watch', async (argument: unknown) =>
      (await watching()).watch(argument),
    ),
    vscode.commands.registerCommand('customerHierarchy.stopWatching', async (argument: unknown) =>
      (await watching()).stop(argument),
    ),
    vscode.commands.registerCommand(
      'customerHierarchy.showWatchedChange',
      async (argument: unknown) => (await watching()).showChange(argument),
    ),
    { dispose: () => watches?.dispose() },
    documents.register(DOCUMENTS),
    personalData.onDidChange(() => {
      changed.fire(undefined);
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === DOCUMENTS) documents.forget(uri);
    }),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('customerHierarchy.historySize')) changed.fire(undefined);
    }),
  );
  return {
    record: (record) => {
      const failure = failureLine(record);
      if (failure !== undefined) log.warn(failure);
      const { answer, query } = record;
      if (answer.kind === 'page' && repeats.get(query)?.() === answer.text) return;
      // what a watch saw change is just what its user waits for
      const background = record.background === true && !repeats.has(query);
      const entry = history.add({ ...record, background }, Date.now());
      if (entry === undefined) return;
      changed.fire(undefined);
      void keeping().then((it) => it.keep(entry));
    },
  };
}

/** Makes the value when it is first asked for, once. */
function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
