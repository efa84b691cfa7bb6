import * as vscode from 'vscode';
import { errorSentence } from '../connections/errorWords';
import { maskedError } from '../privacy/masking';
import { keptRequest } from './documentRequests';
import { askAgain, type DocumentsDeps } from './documents';
import { missingConnectionSentence } from './missingConnection';

/**
 * Asks once more for the answer of a document that says why it has none, where anybody can see that
 * and stop it. The document follows; that nothing came of it again is said, since it looks the same.
 */
export async function askAgainForDocument(deps: DocumentsDeps, uri: vscode.Uri): Promise<void> {
  if (deps.contents.get(uri.toString())?.kind !== 'failure') {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('This editor does not show a failed answer.'),
    );
    return;
  }
  const content = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Asking for the answer again'),
      cancellable: true,
    },
    (_progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      return askAgain(deps, uri, abort.signal);
    },
  );
  if (content?.kind !== 'failure' || content.error?.kind === 'cancelled') return;
  void vscode.window.showErrorMessage(
    content.error === undefined
      ? missingConnectionSentence()
      : // nothing can take the message back when personal data is masked while it is there
        errorSentence(maskedError(content.error)),
  );
}

/** The same without a word, after somebody put a connection right: for the documents that wait for it. */
export async function askAgainOver(
  deps: DocumentsDeps,
  connectionId: string,
  uri: vscode.Uri,
): Promise<void> {
  if (keptRequest(deps.workspaceState, uri.query)?.connectionId === connectionId)
    await askAgain(deps, uri, new AbortController().signal);
}
