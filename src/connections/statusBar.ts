import * as vscode from 'vscode';
import type { Connection } from '../api/connection';
import { listed } from '../sentence';
import { certificateWords, isUnchecked } from './certificateWords';
import type { ActiveFault } from '../sandbox/activeFaults';
import { faultWords } from './faultWords';
import { plainText, withoutIcons } from './plainText';
import { stateOf, type ConnectionsRoom } from './room';
import { SANDBOX_ID } from './settingsEntries';
import { connectionIcon, stateWords, type ConnectionState } from './statusWords';

/** The active connection and its state; there while there is a connection at all. */
export function registerStatusBar(room: ConnectionsRoom): vscode.Disposable {
  const item = vscode.window.createStatusBarItem(
    'customerHierarchy.connection',
    vscode.StatusBarAlignment.Left,
  );
  item.name = vscode.l10n.t('Customer Hierarchy: Connection');
  item.command = 'customerHierarchy.useConnection';
  /** The newest update wins; an older one that waited is dropped. */
  let updates = 0;

  async function update(): Promise<void> {
    const mine = ++updates;
    const active = room.active();
    if (room.all().length === 0) {
      item.hide();
      return;
    }
    if (active === undefined) {
      item.text = `$(plug) ${vscode.l10n.t('No connection in use')}`;
      item.tooltip = vscode.l10n.t('Choose the connection that customer hierarchies are asked by.');
      item.accessibilityInformation = undefined;
      item.backgroundColor = undefined;
      item.show();
      return;
    }
    if (active.id !== SANDBOX_ID) room.status.ask(active);
    draw(item, active, stateOf(room, active));
    if (active.id === SANDBOX_ID) addFaults(item, room.sandbox.faults());
    item.show();
    const words = await (await import('./tooltip')).tooltip(room, active);
    if (mine === updates) item.tooltip = words;
  }

  setImmediate(() => void update());
  return vscode.Disposable.from(
    item,
    room.onDidChange(() => void update()),
  );
}

function draw(item: vscode.StatusBarItem, active: Connection, state: ConnectionState): void {
  item.text = `$(${connectionIcon(active, state)}) ${withoutIcons(plainText(active.name, 40))}`;
  item.backgroundColor =
    state === 'failed' || state === 'unreadable' || isUnchecked(active)
      ? new vscode.ThemeColor('statusBarItem.warningBackground')
      : undefined;
  const name = plainText(active.name);
  const words = wordsOf(active, state);
  item.accessibilityInformation = {
    label:
      words === undefined
        ? vscode.l10n.t('Customer Hierarchy connection: {name}', { name })
        : vscode.l10n.t('Customer Hierarchy connection: {name}, {state}', { name, state: words }),
    role: 'button',
  };
}

function wordsOf(active: Connection, state: ConnectionState): string | undefined {
  const words = [
    stateWords(vscode.l10n, state),
    isUnchecked(active) ? certificateWords(vscode.l10n, active) : undefined,
  ].filter((part) => part !== undefined);
  return words.length === 0 ? undefined : listed(vscode.l10n, words);
}

/** What is wrong on purpose is not to be taken for what is wrong. */
function addFaults(item: vscode.StatusBarItem, faults: readonly ActiveFault[]): void {
  const words = faultWords(vscode.l10n, faults);
  if (words === undefined) return;
  item.text += ` $(bug) ${withoutIcons(plainText(words, 60))}`;
  item.accessibilityInformation = {
    label: vscode.l10n.t('Customer Hierarchy connection: {name}, {state}', {
      name: vscode.l10n.t('Sandbox'),
      state: words,
    }),
    role: 'button',
  };
}
