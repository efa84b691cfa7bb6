import path from 'node:path';
import * as vscode from 'vscode';
import type { Connection } from '../api/connection';
import type { AnswerSaver } from '../api/page';
import type { ChildrenQuery } from '../api/query';
import { errorSentence } from '../connections/errorWords';
import { maskValue } from '../privacy/maskValue';
import type { Masking } from '../privacy/masking';
import { streamInto } from './fileStream';
import { inspectorFigures } from './views';

export interface SavingDeps {
  readonly saver: AnswerSaver;
  readonly masking: Masking;
}

/**
 * Asks once more for an answer that was too large to be shown, and writes it into a file that the user
 * chooses, as it comes. It takes the file's place once it is whole: until then, and for ever where it
 * fails or is cancelled, what was there stays.
 *
 * A file as received holds personal data. While that is masked, none is written: what is masked as it
 * streams by would be another text than the one asked for, and nobody could tell by the file.
 */
export async function saveAnswer(
  { saver, masking }: SavingDeps,
  connection: Connection,
  query: ChildrenQuery,
): Promise<void> {
  if (!(await mayHoldPersonalData(masking))) return;
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save the Answer as Received'),
    defaultUri: proposed(query),
    filters: { JSON: ['json'] },
  });
  if (target === undefined) return;
  if (target.scheme !== 'file') {
    void vscode.window.showErrorMessage(
      vscode.l10n.t('The answer can only be saved where the extension runs. Choose a file there.'),
    );
    return;
  }
  // masked while a file was chosen
  if (!(await mayHoldPersonalData(masking))) return;
  let isMaskedMeanwhile = false;
  await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Saving the answer'),
      cancellable: true,
    },
    async (progress, token) => {
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort());
      const told = (received: number) =>
        progress.report({ message: inspectorFigures().bytes(received) });
      const stream = streamInto(
        target.fsPath,
        told,
        (receive) => saver.save(connection, query, receive, controller.signal),
        (result) => {
          isMaskedMeanwhile = masking.isOn;
          return result.kind === 'saved' && !result.repeatsSecret && !isMaskedMeanwhile;
        },
      );
      const sentence = await stream.then(
        (result) =>
          result.kind === 'saved' && result.repeatsSecret
            ? vscode.l10n.t(
                'The answer was not saved: it repeats a secret of the connection, which is in no file.',
              )
            : result.kind === 'saved' && isMaskedMeanwhile
              ? vscode.l10n.t(
                  'The answer was not saved: it holds personal data, which was masked meanwhile.',
                )
              : result.kind === 'saved'
                ? vscode.l10n.t('The answer was saved: {size} in {file}.', {
                    size: inspectorFigures().bytes(result.sizeBytes),
                    file: path.basename(target.fsPath),
                  })
                : result.kind === 'cancelled'
                  ? undefined
                  : vscode.l10n.t('The answer was not saved. {reason}', {
                      reason: errorSentence(masking.error(result)),
                    }),
        (error: unknown) =>
          vscode.l10n.t('The answer was not saved: the file could not be written ({code}).', {
            code: codeOf(error),
          }),
      );
      if (sentence !== undefined) void vscode.window.showInformationMessage(sentence);
    },
  );
}

/** Says why not while that is masked, and offers to show it, there and everywhere. */
async function mayHoldPersonalData(masking: Masking): Promise<boolean> {
  if (!masking.isOn) return true;
  const show = vscode.l10n.t('Show Personal Data and Save');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      'Nothing was saved: the answer as received holds personal data, which is masked. Show it first.',
    ),
    show,
  );
  if (chosen !== show) return false;
  await vscode.commands.executeCommand('customerHierarchy.showPersonalData');
  return !masking.isOn;
}

/** With a name that says nothing about anybody: file names turn up in many places. */
function proposed({ identifierType, identifierValue, offset }: ChildrenQuery): vscode.Uri {
  const name = `${identifierType} ${maskValue(identifierValue)} offset ${offset}.json`;
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const safe = name.replaceAll(/[\\/:*?"<>|]+/g, '_');
  return folder === undefined ? vscode.Uri.file(safe) : vscode.Uri.joinPath(folder.uri, safe);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
