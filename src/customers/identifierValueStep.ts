import * as vscode from 'vscode';
import { identifierHint, identifierProblem, tidyIdentifier } from '../api/identifiers';
import { ended, place as showPlace, type Entered } from '../connections/inputSteps';
import { withoutIcons } from '../connections/plainText';
import type { Place } from '../connections/steps';
import type { Masking } from '../privacy/masking';
import { translated } from '../sentence';
import { forgetParent, forgetParents, recentParents, type RecentParent } from './recentParents';
import type { CustomersRoom } from './room';

export interface ValueQuestion {
  readonly connectionId: string;
  readonly identifierType: string;
  readonly typed: string;
  /** Source and account that will be sent, as one text. */
  readonly source: string;
  readonly place: Place;
}

export type EnteredValue =
  | { readonly kind: 'value'; readonly identifierValue: string }
  /** The user wants to choose source and account first. */
  | { readonly kind: 'asksSource'; readonly typed: string };

interface Item extends vscode.QuickPickItem {
  /** Missing for what cannot be sent. */
  readonly identifierValue?: string;
  readonly recent?: RecentParent;
}

/** One value, checked while it is typed; recent ones of the same type are offered below it. */
export function askIdentifierValue(
  {
    workspaceState,
    masking,
    personalData,
  }: Pick<CustomersRoom, 'workspaceState' | 'masking' | 'personalData'>,
  question: ValueQuestion,
): Promise<Entered<EnteredValue>> {
  const { connectionId, identifierType, source } = question;
  const pick = vscode.window.createQuickPick<Item>();
  pick.title = vscode.l10n.t('Inspect: Value of {type}', { type: identifierType });
  pick.placeholder = translated(vscode.l10n, identifierHint(identifierType));
  const sourceButton: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('gear'),
    tooltip:
      source === ''
        ? vscode.l10n.t('Source and account… (none is sent now)')
        : vscode.l10n.t('Source and account… (now {source})', { source }),
  };
  const clearButton: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('clear-all'),
    tooltip: vscode.l10n.t('Clear recent'),
  };
  const recent = () =>
    recentParents(workspaceState, connectionId).filter(
      (parent) => parent.identifierType === identifierType,
    );
  const showItems = () => (pick.items = items(identifierType, pick.value, recent(), masking));
  const show = () => {
    showItems();
    showPlace(pick, question.place);
    pick.buttons = [...pick.buttons, sourceButton, ...(recent().length > 0 ? [clearButton] : [])];
  };
  pick.value = question.typed;
  show();
  return ended(pick, (finish) => [
    pick.onDidChangeValue(showItems),
    personalData.onDidChange(showItems),
    pick.onDidTriggerButton((button) => {
      if (button === sourceButton)
        finish({ kind: 'entered', value: { kind: 'asksSource', typed: pick.value } });
      else if (button === clearButton) void forgetParents(workspaceState, connectionId).then(show);
      else finish({ kind: 'back', typed: pick.value });
    }),
    pick.onDidTriggerItemButton(({ item }) => {
      if (item.recent !== undefined)
        void forgetParent(workspaceState, connectionId, item.recent).then(show);
    }),
    pick.onDidAccept(() => {
      // who types and presses Enter is quicker than the item for what was typed, most of all far away
      const identifierValue =
        pick.selectedItems[0]?.identifierValue ?? sendable(identifierType, pick.value);
      if (identifierValue !== undefined)
        finish({ kind: 'entered', value: { kind: 'value', identifierValue } });
    }),
  ]);
}

function items(
  type: string,
  typed: string,
  recent: readonly RecentParent[],
  masking: Masking,
): readonly Item[] {
  const recentItems = recent.map((parent): Item => ({
    label: withoutIcons(masking.value(parent.identifierValue)),
    // VS Code looks for what is typed in the label, where it no longer is
    ...(masking.isOn && { alwaysShow: parent.identifierValue.includes(typed.trim()) }),
    iconPath: new vscode.ThemeIcon('history'),
    identifierValue: parent.identifierValue,
    recent: parent,
    buttons: [
      { iconPath: new vscode.ThemeIcon('close'), tooltip: vscode.l10n.t('Remove from recent') },
    ],
  }));
  const value = tidyIdentifier(type, typed);
  const separator: Item = {
    label: vscode.l10n.t('Recent'),
    kind: vscode.QuickPickItemKind.Separator,
  };
  if (recentItems.length > 0) return [...typedItems(type, value), separator, ...recentItems];
  return value === '' ? [nothingTyped(type)] : typedItems(type, value);
}

/** Stands where there is nothing to choose, and Enter would do nothing without a word. */
function nothingTyped(type: string): Item {
  return {
    label: vscode.l10n.t('Enter a value.'),
    iconPath: new vscode.ThemeIcon('info'),
    detail: translated(vscode.l10n, identifierHint(type)),
    alwaysShow: true,
  };
}

/** What is typed, tidied; undefined where it cannot be sent. */
function sendable(type: string, typed: string): string | undefined {
  const value = tidyIdentifier(type, typed);
  return identifierProblem(type, value) === undefined ? value : undefined;
}

/**
 * What is typed, ready to be asked for, or with the reason why it is not; then it can be asked for all
 * the same, by an item of its own: what the API makes of it may be just what is to be seen.
 */
function typedItems(type: string, value: string): readonly Item[] {
  if (value === '') return [];
  const problem = identifierProblem(type, value);
  const label = withoutIcons(value);
  if (problem === undefined)
    return [
      {
        label,
        iconPath: new vscode.ThemeIcon('search'),
        detail: vscode.l10n.t('Press Enter to inspect.'),
        alwaysShow: true,
        identifierValue: value,
      },
    ];
  return [
    {
      label,
      iconPath: new vscode.ThemeIcon('error'),
      detail: translated(vscode.l10n, problem),
      alwaysShow: true,
    },
    {
      label: vscode.l10n.t('Send as Typed'),
      description: label,
      iconPath: new vscode.ThemeIcon('arrow-right'),
      alwaysShow: true,
      identifierValue: value,
    },
  ];
}
