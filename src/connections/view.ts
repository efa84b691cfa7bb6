import * as vscode from 'vscode';
import type { Connection } from '../api/connection';
import { capabilities } from './capabilities';
import { isUnchecked } from './certificateWords';
import { faultWords } from './faultWords';
import { plainText } from './plainText';
import { stateOf, type ConnectionsRoom } from './room';
import { SANDBOX_ID, type SettingsProblem } from './settingsEntries';
import { settingsProblemPlace, settingsProblemSentence } from './settingsWords';
import {
  connectionDescription,
  lastTestWords,
  connectionIcon,
  type ConnectionState,
} from './statusWords';

/** A row of the connections view; commands called on it read `connectionId`. */
type ConnectionsRow =
  | { readonly kind: 'connection'; readonly connectionId: string }
  | { readonly kind: 'problem'; readonly problem: SettingsProblem };

/** Shows the connections; asks the secret store only while the view is on screen. */
export function registerConnectionsView(room: ConnectionsRoom): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.TreeDataProvider<ConnectionsRow> = {
    onDidChangeTreeData: changed.event,
    getChildren: (row) => (row === undefined ? rows(room) : []),
    getTreeItem: (row) =>
      row.kind === 'problem' ? problemItem(row.problem) : connectionItem(room, row.connectionId),
    resolveTreeItem: async (item, row) => {
      const connection = row.kind === 'connection' ? room.get(row.connectionId) : undefined;
      if (connection !== undefined)
        item.tooltip = await (await import('./tooltip')).tooltip(room, connection);
      return item;
    },
  };
  return vscode.Disposable.from(
    changed,
    room.onDidChange(() => changed.fire()),
    vscode.window.createTreeView('customerHierarchy.connections', { treeDataProvider: provider }),
  );
}

function rows(room: ConnectionsRoom): ConnectionsRow[] {
  const problems = room.settings.read().problems;
  for (const connection of room.settings.read().connections) room.status.ask(connection);
  return [
    ...problems.map((problem) => ({ kind: 'problem', problem }) as const),
    ...room.all().map(({ id }) => ({ kind: 'connection', connectionId: id }) as const),
  ];
}

function connectionItem(room: ConnectionsRoom, connectionId: string): vscode.TreeItem {
  const connection = room.get(connectionId);
  if (connection === undefined) return new vscode.TreeItem('');
  const own = connection.id !== SANDBOX_ID;
  const state = stateOf(room, connection);
  const active = room.active()?.id === connection.id;
  const name = plainText(connection.name);
  const { test } = room.status.of(connection.id);
  const lastTest =
    test === undefined
      ? undefined
      : lastTestWords(vscode.l10n, test, Date.now(), vscode.env.language);
  const fault = own ? undefined : faultWords(vscode.l10n, room.sandbox.faults());
  const words = (isActive: boolean) =>
    // a fault explains everything after it
    [fault, connectionDescription(vscode.l10n, connection, state, isActive, lastTest)]
      .filter((part) => part !== undefined)
      .join(' · ');
  const item = new vscode.TreeItem(name);
  item.id = connection.id;
  // which one is in use is said by icon, buttons and status bar: the room here is for the rest
  item.description = words(false);
  item.iconPath = icon(connection, state, active);
  item.contextValue = capabilities(own, active, state);
  item.accessibilityInformation = {
    label: vscode.l10n.t('{name}, {description}', { name, description: words(active) }),
  };
  return item;
}

function icon(connection: Connection, state: ConnectionState, active: boolean): vscode.ThemeIcon {
  const warns = state === 'failed' || state === 'unreadable' || isUnchecked(connection);
  const color = warns ? 'list.warningForeground' : active ? 'charts.blue' : undefined;
  const name = connectionIcon(connection, state);
  const filled = active && name === 'pass' ? 'pass-filled' : name;
  return new vscode.ThemeIcon(
    filled,
    color === undefined ? undefined : new vscode.ThemeColor(color),
  );
}

function problemItem(problem: SettingsProblem): vscode.TreeItem {
  const label = settingsProblemPlace(vscode.l10n, problem);
  const description = settingsProblemSentence(vscode.l10n, problem.reason);
  const title = vscode.l10n.t('Open Settings');
  const item = new vscode.TreeItem(label);
  item.description = description;
  item.tooltip = `${label}\n${description}\n${vscode.l10n.t('Click to open the settings there.')}`;
  item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  item.contextValue = 'settingsProblem';
  item.accessibilityInformation = {
    label: vscode.l10n.t('Warning. {entry}: {problem} Open Settings', {
      entry: label,
      problem: description,
    }),
  };
  item.command = openSettingsCommand(title);
  return item;
}

/** Opens the user's settings.json at the connections. */
function openSettingsCommand(title: string): vscode.Command {
  return {
    title,
    command: 'workbench.action.openSettingsJson',
    arguments: [{ revealSetting: { key: 'customerHierarchy.connections' } }],
  };
}
