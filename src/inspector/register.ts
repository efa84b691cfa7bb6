import * as vscode from 'vscode';
import type { InspectorCommand, InspectorDeps, InspectorRoom } from './commands';

const commandNames: readonly InspectorCommand[] = [
  'openInspector',
  'openJson',
  'copyAsCurl',
  'copyAsCurlWithCredentials',
  'copyJson',
  'copyPath',
  'showErrorDetails',
];

/** Registers the inspector's commands, panel and documents; what they do loads on first use. */
export function registerInspector(context: vscode.ExtensionContext, deps: InspectorDeps): void {
  /** Texts of the documents that are open. */
  const texts = new Map<string, string>();
  let room: Promise<InspectorRoom> | undefined;
  const opened = () =>
    (room ??= import('./commands').then(({ openInspectorRoom }) =>
      openInspectorRoom(context.extensionUri, deps, texts),
    ));

  for (const name of commandNames) {
    context.subscriptions.push(
      vscode.commands.registerCommand(`customerHierarchy.${name}`, async (argument: unknown) => {
        await (await opened()).run(name, argument);
      }),
    );
  }
  context.subscriptions.push(
    vscode.window.registerWebviewPanelSerializer('customerHierarchy.inspector', {
      deserializeWebviewPanel: async (view, state: unknown) =>
        (await opened()).restore(view, state),
    }),
    vscode.workspace.registerTextDocumentContentProvider('customer-hierarchy', {
      provideTextDocumentContent: async (uri, token) => {
        const abort = new AbortController();
        token.onCancellationRequested(() => abort.abort());
        return (await opened()).documentText(uri, abort.signal);
      },
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => texts.delete(uri.toString())),
  );
}
