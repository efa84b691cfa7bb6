import * as vscode from 'vscode';
import type { UnwritableReason } from '../snippets/unwritable';

export function unwritableSentence(reason: UnwritableReason): string {
  switch (reason) {
    case 'notHttp':
      return vscode.l10n.t('The URL is not an http(s) URL.');
    case 'nul':
      return vscode.l10n.t('NUL cannot be in it.');
    case 'headerName':
      return vscode.l10n.t('A header has a name that HTTP cannot carry.');
    case 'headerValue':
      return vscode.l10n.t('A header has a value that HTTP cannot carry.');
    case 'windowsCharacter':
      return vscode.l10n.t(
        'A double quote, a control character or a backslash at the end cannot be in a command for Windows.',
      );
    case 'windowsHeader':
      return vscode.l10n.t('A header that is not ASCII cannot be in a command for Windows.');
    case 'noTarget':
      return vscode.l10n.t('Nothing writes this kind of code.');
  }
}
