import * as vscode from 'vscode';
import type { Log } from './log';
import { maskingChoice } from './maskingChoice';

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
  const choice = maskingChoice({
    saved: () => vscode.workspace.getConfiguration(SECTION).get<unknown>(SETTING) === true,
    save: async (masked) =>
      vscode.workspace
        .getConfiguration(SECTION)
        .update(SETTING, masked, vscode.ConfigurationTarget.Global),
    changed: () => {
      show();
      changed.fire();
    },
    unsaved: (masked, error) => {
      log.warn(`The setting ${SETTING} could not be written: ${String(error)}`);
      void vscode.window.showWarningMessage(unsavedSentence(masked));
    },
  });
  const show = () =>
    void vscode.commands.executeCommand('setContext', CONTEXT_KEY, choice.isMasked);
  // in a turn of its own: reading settings is most of what waking up would take
  setImmediate(show);
  context.subscriptions.push(
    changed,
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(`${SECTION}.${SETTING}`)) choice.followSettings();
    }),
    vscode.commands.registerCommand('customerHierarchy.togglePersonalData', () =>
      choice.choose(!choice.isMasked),
    ),
    vscode.commands.registerCommand('customerHierarchy.maskPersonalData', () =>
      choice.choose(true),
    ),
    vscode.commands.registerCommand('customerHierarchy.showPersonalData', () =>
      choice.choose(false),
    ),
  );
  return {
    get isMasked() {
      return choice.isMasked;
    },
    onDidChange: changed.event,
  };
}

function unsavedSentence(masked: boolean): string {
  return masked
    ? vscode.l10n.t(
        'Personal data is masked in this window. That could not be saved in your settings: check that settings.json can be written.',
      )
    : vscode.l10n.t(
        'Personal data is shown in this window. That could not be saved in your settings: check that settings.json can be written.',
      );
}
