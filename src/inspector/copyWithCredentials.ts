import * as vscode from 'vscode';
import type { Connection } from '../api/connection';
import type { SecretHeader } from '../api/credentials';
import type { ApiError } from '../api/errors';
import type { RequestSigner } from '../api/page';
import type { ChildrenQuery } from '../api/query';
import { curlStyleForCopy } from '../connections/curlStyle';
import { errorActions, errorActionTitle, errorSentence } from '../connections/errorWords';
import { visibleText } from '../privacy/displayText';
import type { Masking } from '../privacy/masking';
import { curlCommandWithCredentials } from '../snippets/curl';
import { sayMaskedAndNotRun } from './copyCommands';
import { noteRequestCopied } from './requestCopied';
import { commandOrReason } from './shownCurl';

const LONGEST_NAME = 60;

/**
 * Copies a request as a command that can be run as it is: the one place where a secret leaves the
 * secret store for anything but its host. Never without the user's yes, whoever calls the command.
 */
export async function copyAsCurlWithCredentials(
  signer: RequestSigner,
  connection: Connection,
  query: ChildrenQuery,
  masking: Masking,
): Promise<void> {
  // also during a dialog or the sign-in
  const mayCopy = () => {
    if (masking.isOn) void sayMaskedAndNotRun();
    return !masking.isOn;
  };
  const style = await curlStyleForCopy();
  if (style === undefined || !mayCopy()) return;
  if (!(await confirm(connection)) || !mayCopy()) return;
  const signed = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Signing in…') },
    () => signer.signed(connection, query),
  );
  if (signed.kind !== 'signed') {
    void sayFailure(masking.error(signed), connection.id);
    return;
  }
  const { request, header } = signed;
  const curl = commandOrReason(style, () => curlCommandWithCredentials(request, header, style));
  if (curl.kind === 'refused') {
    void vscode.window.showErrorMessage(curl.sentence);
    return;
  }
  if (!mayCopy()) return;
  await vscode.env.clipboard.writeText(curl.text);
  noteRequestCopied();
  void sayCopied(connection, header, curl.text);
}

async function confirm(connection: Connection): Promise<boolean> {
  const copy = vscode.l10n.t('Copy with Credentials');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Copy your credentials for “{name}” too?', { name: nameOf(connection) }),
    { modal: true, detail: warning(connection) },
    copy,
  );
  return chosen === copy;
}

function warning(connection: Connection): string {
  const { host } = new URL(connection.origin);
  return connection.signIn === 'basic'
    ? vscode.l10n.t(
        'The clipboard will hold a curl command with the till and the MD5 of its password for {host}, readable by everyone who sees it and by every program. Whoever has it can sign in there until the password is changed. Copy as curl, without credentials, is enough for most.',
        { host },
      )
    : vscode.l10n.t(
        'The clipboard will hold a curl command with an access token for {host}, readable by everyone who sees it and by every program. Whoever has it can ask in your name until it expires. Copy as curl, without credentials, is enough for most.',
        { host },
      );
}

async function sayCopied(
  connection: Connection,
  [header]: SecretHeader,
  text: string,
): Promise<void> {
  const clear = vscode.l10n.t('Clear the Clipboard');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      'curl copied, with your credentials for “{name}” in the header {header}. Paste it only where nobody else reads it.',
      { name: nameOf(connection), header },
    ),
    clear,
  );
  if (chosen !== clear) return;
  // what was copied since is nobody's to delete
  if ((await vscode.env.clipboard.readText()) === text) await vscode.env.clipboard.writeText('');
}

async function sayFailure(error: ApiError, connectionId: string): Promise<void> {
  if (error.kind === 'cancelled') return;
  const steps = errorActions(error).filter(
    (action) => action === 'signIn' || action === 'editConnection',
  );
  const titles = new Map(steps.map((action) => [errorActionTitle(action), action]));
  const chosen = await vscode.window.showErrorMessage(
    vscode.l10n.t('Nothing was copied. {sentence}', { sentence: errorSentence(error) }),
    ...titles.keys(),
  );
  const action = chosen === undefined ? undefined : titles.get(chosen);
  if (action !== undefined)
    await vscode.commands.executeCommand(`customerHierarchy.${action}`, { connectionId });
}

function nameOf({ name }: Connection): string {
  return visibleText(name, LONGEST_NAME);
}
