import * as vscode from 'vscode';

/** The walkthrough's step is done once a request is on the clipboard, however it came there. */
export function noteRequestCopied(): void {
  void vscode.commands.executeCommand('setContext', 'customerHierarchy.requestCopied', true);
}
