import * as vscode from 'vscode';
import type { Log } from './log';

const SECTION = 'customerHierarchy';
const SETTING = 'maskPersonalData';
const CONTEXT_KEY = 'customerHierarchy.personalDataMasked';

/** Whether personal data is shown in shape only; what that means is in `masking.ts`. */
export interface PersonalData {
  readonly isMasked: boolean;
  /** Everything on screen is to be shown again, the other way. */
  readonly onDidChange: vscode.Event<void>;
}

/** Follows the user's setting, and offers to switch it: a workspace cannot (scope `application`). */
export function registerPersonalData(
  context: vscode.ExtensionContext,
  { log }: { readonly log: Log },
): PersonalData {
  const changed = new vscode.EventEmitter<void>();
  let isMasked = fromSettings();
  const show = () => void vscode.commands.executeCommand('setContext', CONTEXT_KEY, isMasked);
  const become = (masked: boolean) => {
    if (masked === isMasked) return;
    isMasked = masked;
    show();
    changed.fire();
  };
  const choose = async (masked: boolean) => {
    // at once: whoever is about to share the screen does not wait for a file to be written
    become(masked);
    try {
      await vscode.workspace
        .getConfiguration(SECTION)
        .update(SETTING, masked, vscode.ConfigurationTarget.Global);
    } catch (error) {
      log.warn(`The setting ${SETTING} could not be written: ${String(error)}`);
      void vscode.window.showWarningMessage(
        masked
          ? vscode.l10n.t(
              'Personal data is masked in this window. That could not be saved in your settings: check that settings.json can be written.',
            )
          : vscode.l10n.t(
              'Personal data is shown in this window. That could not be saved in your settings: check that settings.json can be written.',
            ),
      );
    }
  };
  show();
  context.subscriptions.push(
    changed,
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(`${SECTION}.${SETTING}`)) become(fromSettings());
    }),
    vscode.commands.registerCommand('customerHierarchy.togglePersonalData', () =>
      choose(!isMasked),
    ),
    vscode.commands.registerCommand('customerHierarchy.maskPersonalData', () => choose(true)),
    vscode.commands.registerCommand('customerHierarchy.showPersonalData', () => choose(false)),
  );
  return {
    get isMasked() {
      return isMasked;
    },
    onDidChange: changed.event,
  };
}

function fromSettings(): boolean {
  return vscode.workspace.getConfiguration(SECTION).get<unknown>(SETTING) === true;
}
