import * as vscode from 'vscode';
import type { Page } from '../api/page';
import type { CustomersRequest } from '../api/query';
import type { CommandTarget } from './commandTarget';
import type { InspectorCommand, InspectorDeps, InspectorRoom } from './commands';
import type { DocumentContents } from './documents';
import { OpenContents } from './openContents';
import { ReadOnlyFiles } from './readOnlyFiles';

const commandNames: readonly InspectorCommand[] = [
  'openInspector',
  'openJson',
  'copyAsCurl',
  'copyAsCurlWithCredentials',
  'copyAsCode',
  'chooseCurlShell',
  'copyJson',
  'copyPath',
  'revealInTree',
  'goToCustomer',
  'showErrorDetails',
  'saveToFile',
  'clearRecentQueries',
];
const SCHEME = 'customer-hierarchy';

export interface Inspector {
  /** What the active inspector shows, if one is the active editor. */
  activeTarget(): Promise<CommandTarget | undefined>;
  /** Inspectors that show the one answer show the other from now on, with such a note. */
  renew(before: Page, after: Page, note: string): void;
  /** Inspectors that show what was asked say such a thing of it; undefined for nothing any more. */
  tell(request: CustomersRequest, sentence: () => string | undefined): void;
}

/** Registers the inspector's commands, panel and documents; what they do loads on first use. */
export function registerInspector(
  context: vscode.ExtensionContext,
  deps: InspectorDeps,
): Inspector {
  const contents: DocumentContents = new OpenContents();
  let room: Promise<InspectorRoom> | undefined;
  const opened = () =>
    (room ??= import('./commands').then(({ openInspectorRoom }) =>
      openInspectorRoom(context.extensionUri, deps, contents),
    ));

  for (const name of commandNames) {
    context.subscriptions.push(
      vscode.commands.registerCommand(`customerHierarchy.${name}`, async (argument: unknown) => {
        await (await opened()).run(name, argument);
      }),
    );
  }
  context.subscriptions.push(
    // of views with rows; where no inspector was used yet, there is none to follow
    vscode.commands.registerCommand(
      '_customerHierarchy.followInInspector',
      async (chosen: unknown) => (await room)?.follow(chosen),
    ),
    vscode.window.registerWebviewPanelSerializer('customerHierarchy.inspector', {
      deserializeWebviewPanel: async (view, state: unknown) =>
        (await opened()).restore(view, state),
    }),
    ...registerDocuments(deps, contents, opened),
  );
  return {
    activeTarget: async () => (await room)?.activeTarget(),
    renew: (before, after, note) => void room?.then((it) => it.renew(before, after, note)),
    tell: (request, sentence) => void room?.then((it) => it.tell(request, sentence)),
  };
}

/** Read-only documents; VS Code asks for their texts, also of those that were open before a reload. */
function registerDocuments(
  { personalData, connections }: InspectorDeps,
  contents: DocumentContents,
  opened: () => Promise<InspectorRoom>,
): readonly { dispose(): unknown }[] {
  const files = new ReadOnlyFiles(async (uri) => {
    unanswered.delete(uri.toString());
    // opened, it is read to its end, whatever becomes of the editor
    return (await opened()).documentText(uri, new AbortController().signal);
  }, personalData);
  /** Of closed documents: what could not be had may be had when one is opened again. */
  const unanswered = new Set<string>();
  const openDocuments = () =>
    vscode.workspace.textDocuments.map(({ uri }) => uri).filter(({ scheme }) => scheme === SCHEME);
  const failed = () =>
    openDocuments().filter((uri) => contents.get(uri.toString())?.kind === 'failure');
  const showFailed = () =>
    void vscode.commands.executeCommand(
      'setContext',
      'customerHierarchy.failedDocuments',
      failed().map((uri) => uri.toString()),
    );
  const hasChanged = (uri: vscode.Uri) => {
    files.changed(uri);
    showFailed();
  };
  const isOpen = (key: string) =>
    [
      ...openDocuments(),
      ...vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.flatMap(uriOf)),
    ].some((uri) => uri.toString() === key);
  const closed = (uri: vscode.Uri) => {
    // a document that gets another language closes and opens at once, as a tab does that is moved
    setImmediate(() => {
      const key = uri.toString();
      if (uri.scheme !== SCHEME || isOpen(key)) return;
      files.forget(uri);
      if (contents.forget(key)?.kind === 'failure') unanswered.add(key);
      else if (!unanswered.has(key)) void opened().then((it) => it.forgetDocument(uri));
    });
  };
  return [
    files.register(SCHEME),
    vscode.workspace.onDidOpenTextDocument(({ uri }) => {
      if (uri.scheme === SCHEME) showFailed();
    }),
    connections.onDidCorrect((connectionId) => {
      for (const uri of failed())
        void opened()
          .then((it) => it.askAgainOver(connectionId, uri))
          .then(() => hasChanged(uri));
    }),
    vscode.commands.registerCommand('customerHierarchy.askAgain', async (argument: unknown) => {
      const isUri = argument instanceof vscode.Uri;
      const uri = isUri ? argument : vscode.window.activeTextEditor?.document.uri;
      if (uri === undefined) return;
      await (await opened()).askAgain(uri);
      if (uri.scheme === SCHEME) hasChanged(uri);
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => closed(uri)),
    // of a tab that nobody looked at since the window was loaded, there never was a document
    vscode.window.tabGroups.onDidChangeTabs((changes) =>
      changes.closed.flatMap(uriOf).forEach(closed),
    ),
  ];
}

/** What a tab with a text shows. */
function uriOf({ input }: vscode.Tab): readonly vscode.Uri[] {
  return input instanceof vscode.TabInputText ? [input.uri] : [];
}
