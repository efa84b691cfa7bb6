import * as vscode from 'vscode';
import type { Page } from '../api/page';
import type { CommandTarget } from './commandTarget';
import type { InspectorCommand, InspectorDeps, InspectorRoom } from './commands';
import type { DocumentContents } from './documents';

const commandNames: readonly InspectorCommand[] = [
  'openInspector',
  'openJson',
  'copyAsCurl',
  'copyAsCurlWithCredentials',
  'copyJson',
  'copyPath',
  'showErrorDetails',
];
const SCHEME = 'customer-hierarchy';

export interface Inspector {
  /** What the active inspector shows, if one is the active editor. */
  activeTarget(): Promise<CommandTarget | undefined>;
  /** Inspectors that show the one answer show the other from now on, with such a note. */
  renew(before: Page, after: Page, note: string): void;
}

/** Registers the inspector's commands, panel and documents; what they do loads on first use. */
export function registerInspector(
  context: vscode.ExtensionContext,
  deps: InspectorDeps,
): Inspector {
  const contents: DocumentContents = new Map();
  const textChanged = new vscode.EventEmitter<vscode.Uri>();
  let room: Promise<InspectorRoom> | undefined;
  const opened = () =>
    (room ??= import('./commands').then(({ openInspectorRoom }) =>
      openInspectorRoom(context.extensionUri, deps, contents),
    ));
  const openDocuments = () =>
    vscode.workspace.textDocuments.map(({ uri }) => uri).filter(({ scheme }) => scheme === SCHEME);

  for (const name of commandNames) {
    context.subscriptions.push(
      vscode.commands.registerCommand(`customerHierarchy.${name}`, async (argument: unknown) => {
        await (await opened()).run(name, argument);
      }),
    );
  }
  context.subscriptions.push(
    textChanged,
    vscode.window.registerWebviewPanelSerializer('customerHierarchy.inspector', {
      deserializeWebviewPanel: async (view, state: unknown) =>
        (await opened()).restore(view, state),
    }),
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: textChanged.event,
      provideTextDocumentContent: async (uri, token) => {
        const abort = new AbortController();
        token.onCancellationRequested(() => abort.abort());
        return (await opened()).documentText(uri, abort.signal);
      },
    }),
    deps.personalData.onDidChange(() => {
      for (const uri of openDocuments()) textChanged.fire(uri);
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      // a document that gets another language closes and opens at once
      setImmediate(() => {
        if (openDocuments().some((open) => open.toString() === uri.toString())) return;
        if (contents.delete(uri.toString())) void opened().then((it) => it.forgetDocument(uri));
      });
    }),
  );
  return {
    activeTarget: async () => (await room)?.activeTarget(),
    renew: (before, after, note) => void room?.then((it) => it.renew(before, after, note)),
  };
}
