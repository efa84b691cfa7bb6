import * as vscode from 'vscode';
import { valueTextAt } from '../api/json';
import type { CustomersRequest } from '../api/query';
import { requestAsSent } from '../api/request';
import { systemCode } from '../api/thrown';
import { curlStyleForCopy } from '../connections/curlStyle';
import type { Connections } from '../connections/register';
import type { Masking } from '../privacy/masking';
import { codeTarget } from '../snippets/codeTargets';
import type { ChosenCode } from './chosenCode';
import type { CodeArgument, InspectorArgument } from './commandArguments';
import { copiedCurl, jsonCopied } from './copying';
import { prettyPrintInTurns, shownText } from './longText';
import { noteRequestCopied } from './requestCopied';
import { nothingToActOn, toBeSent, type Sendable } from './sendable';
import { copyCode, openCode } from './shownCode';
import { asShownNow } from './shownNow';

export async function copyAsCurl(
  masking: Masking,
  connections: Connections,
  request: CustomersRequest | undefined,
): Promise<void> {
  const sendable = toBeSent(connections, request);
  if (sendable === undefined) return;
  const sent = requestAsSent(sendable.connection, sendable.query);
  // masked, or no longer, while somebody was asked
  const { text, sentence } = copiedCurl(masking, sent, await curlStyleForCopy());
  if (text === undefined) {
    void vscode.window.showInformationMessage(sentence);
    return;
  }
  await copy(text, sentence);
  noteRequestCopied();
}

/** The request in a language that is asked for, where none is given. The code can be opened as well. */
export async function copyAsCode(
  masking: Masking,
  chosenCode: ChosenCode,
  { connection, query }: Sendable,
  given: CodeArgument | undefined,
): Promise<void> {
  const target = given && codeTarget(given.target);
  const choice = target
    ? { ...given, target }
    : await chosenCode.choose(connection.signIn === 'oauth');
  if (choice === undefined) return;
  const sent = requestAsSent(connection, query);
  const open = vscode.l10n.t('Open as File');
  const { isCopied, sentence } = await copyCode(masking, sent, choice);
  if (!isCopied) {
    void vscode.window.showErrorMessage(sentence);
    return;
  }
  // the command is done: nobody waits for what may be opened from its message
  void vscode.window.showInformationMessage(sentence, open).then(async (chosen) => {
    const problem = chosen === open ? await openedCode(masking, sent, choice) : undefined;
    if (problem !== undefined) void vscode.window.showErrorMessage(problem);
  });
}

/** @returns why not, where it is not open */
async function openedCode(...given: Parameters<typeof openCode>): Promise<string | undefined> {
  try {
    return await openCode(...given);
  } catch (error) {
    return vscode.l10n.t('The code could not be opened as a file ({code}).', {
      code: systemCode(error),
    });
  }
}

export async function copyJson(
  masking: Masking,
  { json, answer, request }: InspectorArgument,
): Promise<void> {
  const whole = json?.text ?? (answer?.kind === 'page' ? answer.text : undefined);
  if (whole === undefined) {
    nothingToActOn();
    return;
  }
  const printed = await asShownNow(masking, async () => {
    const shown = await shownText(masking, whole, request?.query.identifierValue);
    const text = json === undefined ? shown : valueTextAt(shown, json.pointer);
    return text === undefined ? undefined : prettyPrintInTurns(text);
  });
  if (printed === undefined) nothingToActOn();
  else await copy(printed, jsonCopied(masking));
}

export async function copy(text: string, sentence: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(sentence, 4000);
}

/** A command that runs as it is says who is asked about; one that is masked needs no credentials. */
export async function sayMaskedAndNotRun(): Promise<void> {
  const show = vscode.l10n.t('Show Personal Data');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      'Nothing was copied, because personal data is masked: a command that runs as it is has some in it. Show it first, or choose Copy as curl.',
    ),
    show,
  );
  if (chosen === show) await vscode.commands.executeCommand('customerHierarchy.showPersonalData');
}
