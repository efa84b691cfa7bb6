import * as vscode from 'vscode';
import type { Connection } from '../api/connection';
import { argumentOf, connectionIdOf, type Argument } from './connectionArguments';
import { faultWords } from './faultWords';
import { plainText, withoutIcons } from './plainText';
import { stateOf, type ConnectionsRoom } from './room';
import { messageOf } from './secrets';
import { SANDBOX_ID } from './settingsEntries';
import { connectionDescription, connectionIcon } from './statusWords';

/** Makes a connection the active one: that of the argument, else one that the user picks or adds. */
export async function useConnection(
  room: ConnectionsRoom,
  value: unknown,
): Promise<Connection | undefined> {
  const argument = argumentOf(value);
  if (connectionIdOf(argument) === undefined) return chooseConnection(room);
  const connection = named(room, argument);
  if (connection !== undefined) await room.use(connection.id);
  return connection;
}

/** Lets the user pick the connection to use, add one, or try the sandbox. */
export async function chooseConnection(room: ConnectionsRoom): Promise<Connection | undefined> {
  const add = { label: `$(add) ${vscode.l10n.t('Add Connection…')}`, alwaysShow: true };
  const sandbox = {
    label: `$(beaker) ${vscode.l10n.t('Try the Sandbox')}`,
    description: vscode.l10n.t('a copy of the API on this computer, with made-up people'),
    alwaysShow: true,
  };
  const connections = connectionItems(room, room.all());
  const picked = await vscode.window.showQuickPick(
    [
      ...connections,
      { label: '', kind: vscode.QuickPickItemKind.Separator },
      add,
      ...(room.sandbox.connection() === undefined ? [sandbox] : []),
    ],
    {
      title: vscode.l10n.t('Use Connection'),
      placeHolder: vscode.l10n.t('Which connection do you ask by?'),
      // a row that is revealed late takes the keyboard, and would close it
      ignoreFocusOut: true,
      matchOnDescription: true,
    },
  );
  if (picked === undefined) return undefined;
  if (picked === add) {
    await vscode.commands.executeCommand('customerHierarchy.addConnection');
    return room.active();
  }
  if (picked === sandbox) {
    await room.sandbox.start();
    await room.use(SANDBOX_ID);
    return room.active();
  }
  const connection = connections.find((item) => item === picked)?.connection;
  if (connection !== undefined) await room.use(connection.id);
  return connection;
}

/** Forgets the secret; the connection stays. */
export async function signOut(room: ConnectionsRoom, value: unknown): Promise<void> {
  const question = vscode.l10n.t('Where do you sign out?');
  const connection = await chooseOwn(room, argumentOf(value), question);
  if (connection === undefined) return;
  room.dependencies.forgetTokens(connection.id);
  if (!(await forgetSecret(room, connection))) return;
  void vscode.window.showInformationMessage(
    vscode.l10n.t('Signed out of “{name}”: its secret is deleted, the connection stays.', {
      name: plainText(connection.name),
    }),
  );
}

/** Removes the connection and its secret, once the user said yes (or with `confirm: false`). */
export async function removeConnection(room: ConnectionsRoom, value: unknown): Promise<void> {
  const argument = argumentOf(value);
  const connection =
    connectionIdOf(argument) === undefined
      ? await pick(room, room.all(), vscode.l10n.t('Which connection do you remove?'))
      : named(room, argument);
  if (connection === undefined) return;
  if (argument?.confirm !== false && !(await confirmRemoval(connection))) return;
  if (connection.id === SANDBOX_ID) {
    await room.sandbox.forget();
  } else {
    try {
      await room.settings.remove(connection.id);
    } catch (error) {
      void vscode.window.showErrorMessage(
        vscode.l10n.t(
          'The connection was not removed, because the settings cannot be written: {message}',
          { message: plainText(messageOf(error)) },
        ),
      );
      return;
    }
    await forgetSecret(room, connection);
  }
  room.dependencies.forgetTokens(connection.id);
  room.status.forget(connection.id);
}

async function confirmRemoval(connection: Connection): Promise<boolean> {
  const remove = vscode.l10n.t('Remove');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Remove the connection “{name}”?', { name: plainText(connection.name) }),
    {
      modal: true,
      detail:
        connection.id === SANDBOX_ID
          ? vscode.l10n.t(
              'The sandbox stops, and its connection leaves the list. Rows that it answered stay until you remove them. You can start it again at any time.',
            )
          : vscode.l10n.t(
              'Its entry in your settings and its secret in the secret store are deleted. Rows that it answered stay until you remove them; nothing changes on the host.',
            ),
    },
    remove,
  );
  return chosen === remove;
}

/** The argument's connection, which must be one of the settings; without an argument the user picks. */
export async function chooseOwn(
  room: ConnectionsRoom,
  argument: Argument | undefined,
  question: string,
): Promise<Connection | undefined> {
  if (connectionIdOf(argument) === undefined)
    return pick(room, room.settings.read().connections, question);
  const connection = named(room, argument);
  if (connection?.id !== SANDBOX_ID) return connection;
  void sayNothingToEdit(room);
  return undefined;
}

/** What fails in the sandbox fails on purpose: signing in or editing would not help, clearing the fault does. */
async function sayNothingToEdit(room: ConnectionsRoom): Promise<void> {
  const words = faultWords(vscode.l10n, room.sandbox.faults());
  if (words === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('The sandbox signs in by itself: there is nothing to edit or to sign out of.'),
    );
    return;
  }
  const clear = vscode.l10n.t('Clear All Faults');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      'The sandbox fails on purpose ({fault}): there is nothing to edit or to sign in to.',
      {
        fault: words,
      },
    ),
    clear,
  );
  if (chosen === clear)
    await vscode.commands.executeCommand('customerHierarchy.injectFault', { clear: true });
}

/** The connection of this id; where it is gone, says so. */
export function named(
  room: ConnectionsRoom,
  argument: Argument | undefined,
): Connection | undefined {
  const id = connectionIdOf(argument);
  const connection = id === undefined ? undefined : room.get(id);
  if (connection === undefined)
    void vscode.window.showErrorMessage(
      vscode.l10n.t('There is no such connection (any more). Choose another one, or add it again.'),
    );
  return connection;
}

async function pick(
  room: ConnectionsRoom,
  connections: readonly Connection[],
  question: string,
): Promise<Connection | undefined> {
  if (connections.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is no connection yet. Use the command Add Connection first.'),
    );
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(connectionItems(room, connections), {
    placeHolder: question,
    // a row that is revealed late takes the keyboard, and would close it
    ignoreFocusOut: true,
    matchOnDescription: true,
  });
  return picked?.connection;
}

function connectionItems(room: ConnectionsRoom, connections: readonly Connection[]) {
  const active = room.active();
  return connections.map((connection) => {
    const state = stateOf(room, connection);
    const inUse = connection.id === active?.id;
    return {
      label: `$(${connectionIcon(connection, state)}) ${withoutIcons(connection.name)}`,
      description: connectionDescription(vscode.l10n, connection, state, inUse),
      connection,
    };
  });
}

/** @returns whether it is gone; where it is not, the user is told why */
async function forgetSecret(room: ConnectionsRoom, connection: Connection): Promise<boolean> {
  try {
    await room.secrets.forget(connection.id);
    return true;
  } catch (error) {
    room.dependencies.log.error(`The secret store failed: ${messageOf(error)}`);
    void vscode.window.showErrorMessage(
      vscode.l10n.t(
        'The secret store of VS Code did not delete the secret of “{name}” ({message}). Unlock the key ring of your system and sign out again.',
        { name: plainText(connection.name), message: plainText(messageOf(error)) },
      ),
    );
    return false;
  }
}
