import * as vscode from 'vscode';
import type { Connection } from '../api/connection';
import type { ChildrenQuery } from '../api/query';
import { plainText, withoutIcons } from '../connections/plainText';
import { hostText } from '../connections/settingsEntries';
import { readRequest } from '../inspector/commandArguments';
import type { EditorRoom } from './registerEditor';
import type { WrittenRequest } from './requestsInText';

/**
 * Runs a request that is written somewhere, in the inspector, over the connection that leads to its
 * host; where there is none, the user says which is meant. What signs in is the connection's own.
 */
export async function inspectRequest(room: EditorRoom, argument: unknown): Promise<void> {
  const request = readWritten(argument);
  if (request === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Choose “Inspect this request” above a request in an editor.'),
    );
    return;
  }
  const connection = await connectionFor(room, request.origin);
  if (connection === undefined) return;
  await vscode.commands.executeCommand('customerHierarchy.openInspector', {
    request: { connectionId: connection.id, query: request.query },
    run: true,
  });
  const leftOut = request.leftOut.filter((name) => /^[\w.-]{1,40}$/.test(name));
  if (leftOut.length > 0)
    vscode.window.setStatusBarMessage(
      vscode.l10n.t('Not taken over: {names}', { names: leftOut.join(', ') }),
      8000,
    );
}

interface Written extends Pick<WrittenRequest, 'leftOut'> {
  readonly query: ChildrenQuery;
  readonly origin?: string;
}

function readWritten(argument: unknown): Written | undefined {
  if (typeof argument !== 'object' || argument === null || !('query' in argument)) return undefined;
  const request = readRequest({ query: argument.query });
  if (request === undefined) return undefined;
  const origin = 'origin' in argument ? argument.origin : undefined;
  const leftOut: unknown = 'leftOut' in argument ? argument.leftOut : [];
  return {
    query: request.query,
    ...(typeof origin === 'string' && { origin }),
    leftOut: Array.isArray(leftOut) ? leftOut.filter((name) => typeof name === 'string') : [],
  };
}

interface ConnectionItem extends vscode.QuickPickItem {
  readonly connection: Connection;
}

async function connectionFor(
  { connections }: EditorRoom,
  origin: string | undefined,
): Promise<Connection | undefined> {
  if (origin === undefined) return connections.current();
  const active = connections.active();
  if (active?.origin === origin) return active;
  const leading = connections.all().filter((connection) => connection.origin === origin);
  const [only, ...more] = leading;
  if (only !== undefined && more.length === 0) return only;
  if (connections.all().length === 0) return connections.current();
  const offered = leading.length > 0 ? leading : connections.all();
  const items = [...offered]
    .sort((one, other) => Number(other === active) - Number(one === active))
    .map((connection): ConnectionItem => ({
      label: withoutIcons(connection.name),
      description: withoutIcons(hostText(connection.origin)),
      connection,
    }));
  const host = plainText(hostText(origin), 100);
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Inspect This Request'),
    // a row that is revealed late takes the keyboard, and would close it
    ignoreFocusOut: true,
    placeHolder:
      leading.length > 0
        ? vscode.l10n.t('Several connections lead to {host}. Which one is asked?', { host })
        : vscode.l10n.t('No connection leads to {host}. Which one is asked instead?', { host }),
  });
  return chosen?.connection;
}
