import * as vscode from 'vscode';
import type { Connection } from '../api/connection';
import { escapeMarkdown } from '../privacy/displayText';
import { plainText } from './plainText';
import type { ConnectionsRoom } from './room';
import { hostText, SANDBOX_ID, type SettingsProblem } from './settingsEntries';
import { settingsProblemSentence } from './settingsWords';
import {
  connectionDescription,
  connectionState,
  signInWords,
  stateIcon,
  stateWords,
  type ConnectionState,
  type ConnectionStatus,
} from './statusWords';

/** A row of the connections view; commands called on it read `connectionId`. */
export type ConnectionsRow =
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
      if (connection !== undefined) item.tooltip = await tooltip(room, connection);
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
  const description = connectionDescription(vscode.l10n, connection, state, active);
  const item = new vscode.TreeItem(name);
  item.id = connection.id;
  item.description = description;
  item.iconPath = icon(state, active);
  item.contextValue = capabilities(own, active, state);
  item.accessibilityInformation = {
    label: vscode.l10n.t('{name}, {description}', { name, description }),
  };
  return item;
}

/** The state of a connection as far as it is known; asks nobody. */
export function stateOf(room: ConnectionsRoom, connection: Connection): ConnectionState {
  const running = room.sandbox.running() !== undefined;
  return connectionState(connection, room.status.of(connection.id), running);
}

function icon(state: ConnectionState, active: boolean): vscode.ThemeIcon {
  const color = state === 'failed' || state === 'unreadable' ? 'list.warningForeground' : undefined;
  const filled = active && state === 'signedIn' ? 'pass-filled' : stateIcon(state);
  return new vscode.ThemeIcon(
    filled,
    color === undefined ? undefined : new vscode.ThemeColor(color),
  );
}

/** What can be done with a row; the menus in package.json go by these words. */
function capabilities(own: boolean, active: boolean, state: ConnectionState): string {
  const signedOut = state === 'signedOut' || state === 'unreadable' || state === 'stopped';
  return [
    'connection',
    active ? 'active' : undefined,
    own ? 'own' : 'sandbox',
    signedOut ? 'signedOut' : 'signedIn',
    // a secret that was refused, or cannot be read, may be given again and may be forgotten
    own && (state === 'failed' || state === 'unreadable') ? 'signedIn signedOut' : undefined,
  ]
    .filter((word) => word !== undefined)
    .join(' ');
}

function problemItem(problem: SettingsProblem): vscode.TreeItem {
  const sentence = settingsProblemSentence(vscode.l10n, problem);
  const title = vscode.l10n.t('Open Settings');
  const item = new vscode.TreeItem(title);
  item.description = sentence;
  item.tooltip = sentence;
  item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  item.contextValue = 'settingsProblem';
  item.accessibilityInformation = {
    label: vscode.l10n.t('Warning about a connection in the settings. {sentence} Open Settings', {
      sentence,
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

/** Everything about a connection but its secret; what users and servers wrote cannot become markup. */
export async function tooltip(
  room: ConnectionsRoom,
  connection: Connection,
): Promise<vscode.MarkdownString> {
  const { l10n } = vscode;
  const status = room.status.of(connection.id);
  const state = stateOf(room, connection);
  const expiry = await room.dependencies.tokenExpiry(connection.id);
  const source = [connection.defaultSource, connection.defaultAccountId].filter(
    (part) => part !== undefined,
  );
  const lines: readonly (string | undefined)[] = [
    `${hostText(connection.origin)} · ${signInWords(l10n, connection)}`,
    room.active()?.id === connection.id ? l10n.t('This connection is in use.') : undefined,
    l10n.t('State: {state}', { state: stateWords(l10n, state) ?? l10n.t('not known yet') }),
    source.length === 0
      ? undefined
      : l10n.t('Default source: {source}', { source: source.join(' · ') }),
    ...statusLines(status),
    expiry !== undefined && expiry > Date.now()
      ? l10n.t('The access token expires at {time}; a new one is fetched by itself.', {
          time: new Date(expiry).toLocaleTimeString(vscode.env.language),
        })
      : undefined,
  ];
  const text = lines
    .filter((line) => line !== undefined)
    .map((line) => escapeMarkdown(line))
    .join('\n\n');
  const markdown = new vscode.MarkdownString(
    `**${escapeMarkdown(plainText(connection.name))}**\n\n${text}`,
  );
  markdown.supportHtml = false;
  markdown.isTrusted = false;
  return markdown;
}

function statusLines({ signIn, failure, test }: ConnectionStatus): readonly (string | undefined)[] {
  const { l10n } = vscode;
  return [
    signIn?.kind === 'unreadable'
      ? l10n.t('The secret store of VS Code says: {message}', {
          message: plainText(signIn.message),
        })
      : undefined,
    failure === undefined
      ? undefined
      : l10n.t('Last request, {time}: {words}', { time: timeOf(failure.at), words: failure.words }),
    test === undefined
      ? l10n.t('Not tested yet.')
      : l10n.t('Last test, {time}: {words}', { time: timeOf(test.at), words: test.words }),
  ];
}

function timeOf(at: number): string {
  return new Date(at).toLocaleString(vscode.env.language, {
    dateStyle: 'short',
    timeStyle: 'short',
  });
}
