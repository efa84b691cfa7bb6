import * as vscode from 'vscode';
import { QUERY_PATH } from '../api/query';
import type { DebuggingDependencies } from './register';
import { followResponseFiles } from './responseFiles';
import type { RequestLenses } from './requestLenses';

export interface EditorRoom extends Pick<
  DebuggingDependencies,
  'connections' | 'personalData' | 'activeTarget'
> {
  /** `publisher.name`, by which links lead here. */
  readonly extensionId: string;
  /** Of an answer that is shown; 1 MB is 1,000,000 bytes. */
  readonly largestMegabytes: () => number;
}

/** What people write in. Documents of this extension, and what programs print, are none. */
const DOCUMENTS: vscode.DocumentSelector = [
  'file',
  'untitled',
  'vscode-remote',
  'vscode-vfs',
  'vscode-notebook-cell',
].map((scheme) => ({ scheme }));
/** Longer documents are not looked through. */
const MOST_LINES = 50_000;

/** Registers what is offered in editors, and by links; what it does loads on first use. */
export function registerEditor(context: vscode.ExtensionContext, room: EditorRoom): void {
  const wants = new vscode.EventEmitter<void>();
  const inspectKind = vscode.CodeActionKind.Empty.append('inspectRequest');
  let loaded: Promise<RequestLenses> | undefined;
  const lenses = () =>
    (loaded ??= import('./requestLenses').then(({ RequestLenses: Lenses }) => new Lenses()));
  const mayHaveRequests = requestsLookedFor();
  let opening: Promise<void> | undefined;
  context.subscriptions.push(
    wants,
    vscode.commands.registerCommand(
      'customerHierarchy.inspectSelection',
      async (argument: unknown) =>
        (await import('./inspectSelection')).inspectSelection(room, argument),
    ),
    vscode.commands.registerCommand(
      '_customerHierarchy.inspectRequest',
      async (argument: unknown) =>
        (await import('./inspectRequest')).inspectRequest(room, argument),
    ),
    vscode.commands.registerCommand('customerHierarchy.openFile', async (argument: unknown) =>
      (await import('./openFile')).openFile(room, argument),
    ),
    followResponseFiles(),
    vscode.commands.registerCommand('customerHierarchy.copyLink', async (argument: unknown) =>
      (await import('./copyLink')).copyLink(room, argument),
    ),
    vscode.window.registerUriHandler({
      // one at a time: a page that opens a hundred links has one question answered
      handleUri: (uri) =>
        (opening ??= import('./openLink')
          .then(({ openLink }) => openLink(room, uri))
          .finally(() => (opening = undefined))),
    }),
    vscode.languages.registerCodeLensProvider(DOCUMENTS, {
      onDidChangeCodeLenses: wants.event,
      provideCodeLenses: async (document, token) =>
        areWanted() && mayHaveRequests(document) ? (await lenses()).lenses(document, token) : [],
    }),
    vscode.languages.registerCodeActionsProvider(
      DOCUMENTS,
      {
        provideCodeActions: async (document, range, _, token) =>
          mayHaveRequests(document)
            ? (await lenses()).actions(document, range, inspectKind, token)
            : [],
      },
      { providedCodeActionKinds: [inspectKind] },
    ),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('customerHierarchy.requestCodeLens')) wants.fire();
    }),
  );
}

function areWanted(): boolean {
  return (
    vscode.workspace.getConfiguration('customerHierarchy').get<unknown>('requestCodeLens') !== false
  );
}

/** Whatever holds a request holds its path: of other documents nothing more is asked, for each change. */
function requestsLookedFor(): (document: vscode.TextDocument) => boolean {
  const looked = new WeakMap<vscode.TextDocument, { readonly at: number; readonly has: boolean }>();
  return (document) => {
    const { version } = document;
    const known = looked.get(document);
    if (known?.at === version) return known.has;
    const has = document.lineCount <= MOST_LINES && document.getText().includes(QUERY_PATH);
    looked.set(document, { at: version, has });
    return has;
  };
}
