import * as vscode from 'vscode';

/** How much of a file is looked at: an answer begins with its envelope. */
const FIRST_LINES = 40;
const FIRST_CHARACTERS = 4000;

/** Whether a text begins as an answer of the endpoint does. */
function looksLikeAnswer(beginning: string): boolean {
  return /^\ufeff?\s*\{[^]*"entity"\s*:\s*\{/.test(beginning) && beginning.includes('"customers"');
}

/** Tells the menus which of the editors on screen show an answer of the endpoint. */
export function followResponseFiles(): vscode.Disposable {
  let before = '';
  const show = () => {
    const files = vscode.window.visibleTextEditors
      .filter(({ document }) => /^jsonc?$/.test(document.languageId))
      .filter(({ document }) => looksLikeAnswer(beginningOf(document)))
      // as the menus know a file: by its path, which is the same where VS Code's own address is another
      .flatMap(({ document: { uri } }) => [...new Set([uri.fsPath, uri.path])]);
    const now = JSON.stringify(files);
    if (now === before) return;
    before = now;
    void vscode.commands.executeCommand('setContext', 'customerHierarchy.responseFiles', files);
  };
  show();
  return vscode.window.onDidChangeVisibleTextEditors(show);
}

function beginningOf(document: vscode.TextDocument): string {
  return document.getText(new vscode.Range(0, 0, FIRST_LINES, 0)).slice(0, FIRST_CHARACTERS);
}
