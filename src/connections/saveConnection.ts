import * as vscode from 'vscode';
import type { Connection, Credentials } from '../api/connection';
import { secretTexts, withoutSecrets } from '../api/credentials';
import { plainText } from './plainText';
import type { ConnectionsRoom } from './room';
import { messageOf } from './secrets';

/**
 * Saves a connection: its settings first, then its secret, so that a secret never lies about without
 * its connection. Without credentials the secret stays as it is.
 * @returns whether the settings took it; what went wrong is said to the user
 */
export async function saveConnection(
  room: Pick<ConnectionsRoom, 'settings' | 'secrets' | 'dependencies'>,
  connection: Connection,
  credentials: Credentials | undefined,
  ask?: AskAboutUnkept,
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
  if (credentials !== undefined) await saveSecret(room, connection, credentials, ask);
  return true;
}

/** What the user may want done with a secret that the secret store did not keep. */
export type UnkeptChoice = 'window' | 'again' | undefined;

type AskAboutUnkept = (connection: Connection, message: string) => Promise<UnkeptChoice>;

/**
 * Gives the secret to the secret store. Where the store fails or forgets, the user hears of it and may
 * keep the secret in memory for this window; until the answer it is, so that nothing stops meanwhile.
 * The connection stays in any case.
 */
export async function saveSecret(
  room: Pick<ConnectionsRoom, 'secrets' | 'dependencies'>,
  connection: Connection,
  credentials: Credentials,
  ask: AskAboutUnkept = askWhatNow,
): Promise<void> {
  try {
    await room.secrets.store(connection, credentials);
  } catch (error) {
    // a secret store that fails may tell what it was given
    const message = withoutSecrets(messageOf(error), secretTexts(credentials));
    room.dependencies.log.error(`The secret store failed: ${message}`);
    const held = room.secrets.hold(connection, credentials);
    void ask(connection, message).then((choice) => {
      switch (choice) {
        case 'window':
          return undefined;
        case 'again':
          return saveSecret(room, connection, credentials, ask);
        case undefined:
          held.dispose();
          return undefined;
      }
    });
  }
}

async function askWhatNow(connection: Connection, message: string): Promise<UnkeptChoice> {
  const keep = vscode.l10n.t('Keep for This Window Only');
  const again = vscode.l10n.t('Try Again');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'The secret store of VS Code did not keep the secret of “{name}” ({message}). The connection itself is saved. Keep its secret in memory until this window closes, or unlock or set up the key ring of your system and try again.',
      { name: plainText(connection.name), message: plainText(message) },
    ),
    keep,
    again,
  );
  if (chosen === keep) return 'window';
  return chosen === again ? 'again' : undefined;
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
