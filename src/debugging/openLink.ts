import * as vscode from 'vscode';
import type { Connection } from '../api/connection';
import { plainText } from '../connections/plainText';
import { hostText } from '../connections/settingsEntries';
import { customersSettings } from '../customers/settings';
import { maskingWhile, type Masking } from '../privacy/masking';
import { translated } from '../sentence';
import { parametersOf, readLink, type LinkedRequest } from './inspectLink';
import type { EditorRoom } from './registerEditor';

const LONGEST_TEXT = 120;

/**
 * Opens what a link leads to. Anybody may have written it, so it is checked strictly, and nothing is
 * sent before the user saw what will be asked of which connection, and said yes.
 */
export async function openLink(
  room: EditorRoom,
  { path, query }: Pick<vscode.Uri, 'path' | 'query'>,
): Promise<void> {
  const read = readLink(path, query, customersSettings().pageSize);
  if (read.kind === 'problem') {
    refuse(translated(vscode.l10n, read.problem));
    return;
  }
  const { request } = read;
  const connection = await connectionOf(room, request);
  if (connection === undefined) return;
  const masking = maskingWhile(() => room.personalData.isMasked);
  const inspect = vscode.l10n.t('Inspect');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('A link wants to ask for {value} as {type}, over the connection {connection}.', {
      value: plainText(masking.value(request.query.identifierValue), LONGEST_TEXT),
      type: plainText(request.query.identifierType, LONGEST_TEXT),
      connection: plainText(connection.name, LONGEST_TEXT),
    }),
    { modal: true, detail: detail(request, connection, masking) },
    inspect,
  );
  if (chosen !== inspect) return;
  await vscode.commands.executeCommand('customerHierarchy.openInspector', {
    request: { connectionId: connection.id, query: request.query },
    run: true,
  });
}

/** Each parameter in a line of its own, under the endpoint's own name. */
function detail({ query }: LinkedRequest, { origin }: Connection, masking: Masking): string {
  const lines = parametersOf(query).map(([name, value]) =>
    vscode.l10n.t('{name}: {value}', {
      name,
      value: plainText(masking.code(value), LONGEST_TEXT),
    }),
  );
  const warning = vscode.l10n.t('Go on only if you know where the link comes from.');
  const host = vscode.l10n.t('Host: {host}', { host: plainText(hostText(origin), LONGEST_TEXT) });
  return [warning, '', host, ...lines].join('\n');
}

/** A connection is taken by its name alone, where just one has it; a link cannot bring one along. */
async function connectionOf(
  { connections }: EditorRoom,
  { connection: wanted }: LinkedRequest,
): Promise<Connection | undefined> {
  if (wanted === undefined) return connections.current();
  const named = connections.all().filter(({ name }) => name === wanted);
  const [only, ...more] = named;
  if (only !== undefined && more.length === 0) return only;
  const name = plainText(wanted, LONGEST_TEXT);
  refuse(
    more.length > 0
      ? vscode.l10n.t(
          'The link names the connection “{name}”, and there are several of that name.',
          {
            name,
          },
        )
      : vscode.l10n.t('The link names the connection “{name}”, and there is none of that name.', {
          name,
        }),
  );
  return undefined;
}

function refuse(why: string): void {
  void vscode.window.showErrorMessage(vscode.l10n.t('{reason} Nothing was sent.', { reason: why }));
}
