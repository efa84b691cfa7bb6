import * as vscode from 'vscode';
import { certificateCheck } from '../api/certificates';
import type { Connection } from '../api/connection';
import { escapeMarkdown } from '../privacy/displayText';
import { translated } from '../sentence';
import { isUnchecked } from './certificateWords';
import { plainText } from './plainText';
import { stateOf, type ConnectionsRoom } from './room';
import { hostText, SANDBOX_ID } from './settingsEntries';
import { signInWords, stateWords, type ConnectionStatus } from './statusWords';

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
    certificateLine(connection),
    l10n.t('State: {state}', { state: stateWords(l10n, state) ?? l10n.t('not known yet') }),
    state === 'stopped' ? l10n.t('It starts by itself when it is asked.') : undefined,
    source.length === 0
      ? undefined
      : l10n.t('Default source: {source}', { source: source.join(' · ') }),
    ...(connection.id === SANDBOX_ID ? faultLines(room) : []),
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

function certificateLine(connection: Connection): string | undefined {
  const { l10n } = vscode;
  if (isUnchecked(connection))
    return l10n.t(
      'Warning: the certificate of this host is not checked. Anyone on the way can take its place. Edit Connection changes that.',
    );
  return certificateCheck(connection) === undefined
    ? undefined
    : l10n.t('The certificate is checked with the authorities in {file}.', {
        file: plainText(connection.certificateAuthorityFile ?? ''),
      });
}

function faultLines(room: ConnectionsRoom): readonly string[] {
  const { l10n } = vscode;
  const faults = room.sandbox.faults();
  if (faults.length === 0) return [];
  return [
    ...faults.map(({ fault: { title, note } }) =>
      l10n.t('Fault injected: {title}. {note}', {
        title: translated(l10n, title),
        note: translated(l10n, note),
      }),
    ),
    l10n.t('The command “{command}” clears what was injected.', {
      command: l10n.t('Sandbox: Inject Fault…'),
    }),
  ];
}

function statusLines({ signIn, failure, test }: ConnectionStatus): readonly (string | undefined)[] {
  const { l10n } = vscode;
  return [
    signIn?.kind === 'unreadable'
      ? l10n.t('The secret store of VS Code says: {message}', {
          message: plainText(signIn.message),
        })
      : undefined,
    signIn?.kind === 'signedIn' && signIn.windowOnly
      ? l10n.t('Its secret is kept in memory until this window closes.')
      : undefined,
    // a test that failed says the same
    failure === undefined || failure.at === test?.at
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
