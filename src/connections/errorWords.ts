import * as vscode from 'vscode';
import type { ApiError } from '../api/errors';
import type { ErrorAction } from './errorActions';
import { errorSentenceIn } from './errorSentences';

export { errorActions, isSavable, type ErrorAction } from './errorActions';

/** What happened and what to do next, in the user's language; safe to show as plain text. */
export function errorSentence(error: ApiError): string {
  return errorSentenceIn(vscode.l10n, error);
}

export function errorActionTitle(action: ErrorAction): string {
  switch (action) {
    case 'retry':
      return vscode.l10n.t('Retry');
    case 'editConnection':
      return vscode.l10n.t('Edit Connection');
    case 'signIn':
      return vscode.l10n.t('Sign In');
    case 'showLog':
      return vscode.l10n.t('Show Log');
    case 'editQuery':
      return vscode.l10n.t('Edit Query');
    case 'openSettings':
      return vscode.l10n.t('Open Settings');
  }
}
