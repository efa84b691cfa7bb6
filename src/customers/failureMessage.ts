import * as vscode from 'vscode';
import type { ApiError } from '../api/errors';
import { errorActions, errorActionTitle, errorSentence } from '../connections/errorWords';
import { SANDBOX_ID } from '../connections/settingsEntries';
import type { CustomersRoom } from './room';

/** Says why there is nothing, with the steps that fit; `retry` asks again. */
export async function sayFailure(
  { masking }: CustomersRoom,
  connectionId: string,
  error: ApiError,
  retry: () => Promise<unknown>,
): Promise<void> {
  if (error.kind === 'cancelled') return;
  const own = connectionId !== SANDBOX_ID;
  const steps = errorActions(error)
    .filter((action) => action !== 'editQuery')
    .filter((action) => own || (action !== 'editConnection' && action !== 'signIn'));
  const titles = new Map(steps.map((action) => [errorActionTitle(action), action]));
  const chosen = await vscode.window.showErrorMessage(
    errorSentence(masking.error(error)),
    ...titles.keys(),
  );
  const action = chosen === undefined ? undefined : titles.get(chosen);
  switch (action) {
    case undefined:
      return;
    case 'retry':
      await retry();
      return;
    case 'openSettings':
      await vscode.commands.executeCommand('workbench.action.openSettings', 'customerHierarchy');
      return;
    case 'editConnection':
    case 'signIn':
    case 'showLog':
      await vscode.commands.executeCommand(`customerHierarchy.${action}`, { connectionId });
  }
}
