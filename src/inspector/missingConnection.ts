import * as vscode from 'vscode';
import { visibleText } from '../privacy/displayText';

/** Why a request cannot be made. Who has no connection yet has none that could have been removed. */
export function missingConnectionSentence(connectionId?: string): string {
  return connectionId === ''
    ? vscode.l10n.t('There is no connection to ask: choose one, or add one.')
    : vscode.l10n.t('This connection no longer exists. Choose another one.');
}

/**
 * Says why a request of before cannot be run, and leads to a new connection.
 * @param name of the connection, where it is still known
 */
export function sayConnectionIsMissing(connectionId: string, name = ''): void {
  const add = vscode.l10n.t('Add Connection…');
  void vscode.window.showWarningMessage(sentenceOf(connectionId, name), add).then((chosen) => {
    if (chosen === add) void vscode.commands.executeCommand('customerHierarchy.addConnection');
  });
}

function sentenceOf(connectionId: string, name: string): string {
  if (connectionId === '') return missingConnectionSentence(connectionId);
  return name === ''
    ? vscode.l10n.t(
        'The connection that this request was sent over has been removed. Add it again to run the request.',
      )
    : vscode.l10n.t(
        'The connection {name}, which this request was sent over, has been removed. Add it again to run the request.',
        { name: visibleText(name, 60) },
      );
}
