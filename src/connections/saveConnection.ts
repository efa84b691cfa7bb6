import * as vscode from 'vscode';
import type { Connection, Credentials } from '../api/connection';
import { plainText } from './plainText';
import type { ConnectionsRoom } from './room';
import { messageOf } from './secrets';

/**
 * Saves a connection: its settings first, then its secret, so that a secret never lies about without
 * its connection. Without credentials the secret stays as it is.
 * @returns whether the settings took it; what went wrong is said to the user
 */
export async function saveConnection(
  room: ConnectionsRoom,
  connection: Connection,
  credentials: Credentials | undefined,
): Promise<boolean> {
  try {
    await room.settings.save(connection);
  } catch (error) {
    room.dependencies.log.error(`The settings did not take a connection: ${messageOf(error)}`);
    void vscode.window.showErrorMessage(
      vscode.l10n.t(
        'The connection was not saved, because the settings cannot be written: {message}',
        {
          message: plainText(messageOf(error)),
        },
      ),
    );
    return false;
  }
  room.dependencies.forgetTokens(connection.id);
  if (credentials !== undefined) await saveSecret(room, connection, credentials);
  return true;
}

/**
 * Gives the secret to the secret store. Where the store fails the secret is kept in memory for this
 * window, the user hears of it, and the connection stays.
 */
export async function saveSecret(
  room: Pick<ConnectionsRoom, 'secrets' | 'dependencies'>,
  connection: Connection,
  credentials: Credentials,
): Promise<void> {
  try {
    await room.secrets.store(connection, credentials);
  } catch (error) {
    room.dependencies.log.error(`The secret store failed: ${messageOf(error)}`);
    const held = room.secrets.hold(connection, credentials);
    void sayHeld(room, connection, credentials, held, messageOf(error));
  }
}

async function sayHeld(
  room: Pick<ConnectionsRoom, 'secrets' | 'dependencies'>,
  connection: Connection,
  credentials: Credentials,
  held: vscode.Disposable,
  message: string,
): Promise<void> {
  const again = vscode.l10n.t('Try Again');
  const forget = vscode.l10n.t('Forget It');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'The secret store of VS Code did not take the secret of “{name}” ({message}). The connection is saved, and its secret is kept in memory until this window closes. To keep it for longer, unlock or set up the key ring of your system and try again.',
      { name: plainText(connection.name), message: plainText(message) },
    ),
    again,
    forget,
  );
  if (chosen === forget) held.dispose();
  if (chosen === again) await saveSecret(room, connection, credentials);
}

/** Says that the setting has to be put right by hand first; nothing written there is overwritten. */
export async function refuseUnlessList(room: ConnectionsRoom): Promise<boolean> {
  if (room.settings.isList()) return true;
  const open = vscode.l10n.t('Open Settings');
  const chosen = await vscode.window.showErrorMessage(
    vscode.l10n.t(
      'The setting {setting} is not a list, so no connection can be added to it. Put it right or delete it, then try again.',
      { setting: 'customerHierarchy.connections' },
    ),
    open,
  );
  if (chosen === open) await vscode.commands.executeCommand('workbench.action.openSettingsJson');
  return false;
}
