import * as vscode from 'vscode';
import type { Log } from '../privacy/log';
import { maskingWhile } from '../privacy/masking';
import type { PersonalData } from '../privacy/personalData';
import type { History } from './history';
import { Keeping } from './keeping';

/** Keeps the history where connections are: with the user, whatever folder is open. */
export function openKeeping(
  { globalStorageUri, globalState }: vscode.ExtensionContext,
  {
    history,
    personalData,
    log,
  }: { readonly history: History; readonly personalData: PersonalData; readonly log: Log },
): Keeping {
  return new Keeping({
    folder: vscode.Uri.joinPath(globalStorageUri, 'history').fsPath,
    mostEntries: userHistorySize,
    history,
    masking: maskingWhile(() => personalData.isMasked),
    globalState,
    log,
    cannotKeep: (code) => {
      const showLog = vscode.l10n.t('Show Log');
      void vscode.window
        .showWarningMessage(
          vscode.l10n.t(
            'The history cannot be written to disk ({code}). It goes on in this window, and is gone with it.',
            { code },
          ),
          showLog,
        )
        .then((chosen) => {
          if (chosen === showLog) log.show();
        });
    },
  });
}

/** By the user's own settings: a folder's would empty the history of other windows. */
function userHistorySize(): number {
  const found = vscode.workspace
    .getConfiguration('customerHierarchy')
    .inspect<unknown>('historySize');
  const own = found?.globalValue;
  if (typeof own === 'number' && own >= 0) return own;
  return typeof found?.defaultValue === 'number' ? found.defaultValue : 0;
}
