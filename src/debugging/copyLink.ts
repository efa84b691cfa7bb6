import * as vscode from 'vscode';
import { readArgument } from '../inspector/commandArguments';
import { toBeSent } from '../inspector/sendable';
import { linkTo } from './inspectLink';
import type { EditorRoom } from './registerEditor';

/** Copies a link to the query of a row, or of the active inspector. It says who is asked about. */
export async function copyLink(room: EditorRoom, argument: unknown): Promise<void> {
  const read = readArgument(argument);
  const given = read.kind === 'argument' ? read.argument.request : undefined;
  const request = given ?? (await room.activeTarget())?.request;
  const sendable = toBeSent(room.connections, request);
  if (sendable === undefined) return;
  if (room.personalData.isMasked && !(await isToBeShown(room))) return;
  const { connection, query } = sendable;
  const base = `${vscode.env.uriScheme}://${room.extensionId}`;
  await vscode.env.clipboard.writeText(linkTo(base, { query, connection: connection.name }));
  vscode.window.setStatusBarMessage(
    vscode.l10n.t('Link copied. It says who is asked about, and holds no host and no secret.'),
    6000,
  );
}

/** A link whose identifier is masked leads nowhere. */
async function isToBeShown({ personalData }: EditorRoom): Promise<boolean> {
  const show = vscode.l10n.t('Show Personal Data and Copy');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      'Nothing was copied, because personal data is masked: a link says who is asked about. Show it first.',
    ),
    show,
  );
  if (chosen !== show) return false;
  await vscode.commands.executeCommand('customerHierarchy.showPersonalData');
  return !personalData.isMasked;
}
