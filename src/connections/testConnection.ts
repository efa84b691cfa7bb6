import * as vscode from 'vscode';
import type { Connection } from '../api/connection';
import type { ConnectionTest } from '../api/page';
import { joinedSentences, translated, type Sentence } from '../sentence';
import { isUnchecked } from './certificateWords';
import { argumentOf, connectionIdOf } from './connectionArguments';
import { errorActionTitle, errorActions, errorSentence, type ErrorAction } from './errorWords';
import { named } from './manageConnections';
import { plainText } from './plainText';
import type { ConnectionsRoom } from './room';
import { SANDBOX_ID } from './settingsEntries';

/** What a test found, with what the API said to it. */
const LONGEST_FOUND = 400;

/**
 * Tests a connection (that of the argument, else the active one), with progress that can be
 * cancelled, and says how it went with the steps that fit.
 */
export async function testConnection(
  room: ConnectionsRoom,
  value: unknown,
): Promise<ConnectionTest | undefined> {
  const argument = argumentOf(value);
  const connection =
    connectionIdOf(argument) === undefined ? await room.current() : named(room, argument);
  if (connection === undefined) return undefined;
  const name = plainText(connection.name);
  const result = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Testing “{name}”…', { name }),
      cancellable: true,
    },
    async (_progress, token) => {
      const abort = new AbortController();
      const listener = token.onCancellationRequested(() => abort.abort());
      const done = room.status.checking(connection.id);
      try {
        return await room.dependencies.test(await room.ready(connection), abort.signal);
      } finally {
        done();
        listener.dispose();
      }
    },
  );
  noteTest(room, connection, result);
  void sayResult(room, connection, result);
  return result;
}

/** The row and the status bar remember how it went; a cancelled test says nothing. */
export function noteTest(
  room: ConnectionsRoom,
  connection: Connection,
  result: ConnectionTest,
): void {
  if (result.kind === 'cancelled') return;
  const works = result.kind === 'works';
  const words = works ? foundWords(result.found) : errorSentence(result);
  room.status.noteTest(connection, { works, words });
}

/** How it shows that a connection works. */
export function foundWords(found: readonly Sentence[]): string {
  const said = joinedSentences(...found.map((one) => translated(vscode.l10n, one)));
  return plainText(said, LONGEST_FOUND);
}

/** Says how a test went, and offers the steps that fit. */
export async function sayResult(
  room: ConnectionsRoom,
  connection: Connection,
  result: ConnectionTest,
): Promise<void> {
  if (result.kind === 'cancelled') return;
  const name = plainText(connection.name);
  if (result.kind === 'works') {
    await sayWorks(
      room,
      connection,
      vscode.l10n.t('“{name}” works. {detail}', { name, detail: foundWords(result.found) }),
    );
    return;
  }
  const own = connection.id !== SANDBOX_ID;
  const actions = errorActions(result)
    .filter((action) => action !== 'editQuery')
    .filter((action) => own || (action !== 'editConnection' && action !== 'signIn'));
  const titles = new Map(actions.map((action) => [errorActionTitle(action), action]));
  const chosen = await vscode.window.showErrorMessage(
    vscode.l10n.t('“{name}”: {sentence}', { name, sentence: errorSentence(result) }),
    ...titles.keys(),
  );
  const action = chosen === undefined ? undefined : titles.get(chosen);
  if (action !== undefined) await follow(room, action, connection.id);
}

/** A test that passed without a look at the certificate is no good news alone. */
export async function sayWorks(
  room: ConnectionsRoom,
  connection: Connection,
  sentence: string,
): Promise<void> {
  if (!isUnchecked(connection)) {
    void vscode.window.showInformationMessage(sentence);
    return;
  }
  // with a button VS Code shows the whole of a message
  const edit = errorActionTitle('editConnection');
  const chosen = await vscode.window.showWarningMessage(sentence, edit);
  if (chosen === edit) await follow(room, 'editConnection', connection.id);
}

async function follow(
  room: ConnectionsRoom,
  action: ErrorAction,
  connectionId: string,
): Promise<void> {
  const run = (command: string, argument: unknown) =>
    vscode.commands.executeCommand(command, argument);
  switch (action) {
    case 'retry':
      await testConnection(room, { connectionId });
      return;
    case 'editConnection':
    case 'signIn':
      await run(`customerHierarchy.${action}`, { connectionId });
      return;
    case 'showLog':
      room.dependencies.log.show();
      return;
    case 'openSettings':
      await run('workbench.action.openSettings', 'customerHierarchy');
      return;
    case 'editQuery':
      return;
  }
}
