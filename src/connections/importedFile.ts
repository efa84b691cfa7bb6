import * as vscode from 'vscode';
import { plainText } from './plainText';
import { LONGEST_IMPORT, readImport, type ImportReading } from './readImport';
import { messageOf } from './secrets';

/** What a file has that the user chooses; undefined where none is chosen, or it cannot be read. */
export async function importedFile(): Promise<ImportReading | undefined> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Postman Environment'),
      openLabel: vscode.l10n.t('Take Over'),
      filters: {
        [vscode.l10n.t('Postman environments')]: ['json'],
        [vscode.l10n.t('All files')]: ['*'],
      },
    })) ?? [];
  if (file === undefined) return undefined;
  try {
    const { size } = await vscode.workspace.fs.stat(file);
    // in UTF-8 a character takes four bytes at the most
    if (size > LONGEST_IMPORT * 4)
      return { kind: 'problem', problem: { kind: 'postman', reason: 'tooLong' } };
    return readImport(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
  } catch (error) {
    await vscode.window.showWarningMessage(
      vscode.l10n.t('The file cannot be read: {message}', { message: plainText(messageOf(error)) }),
      { modal: true },
    );
    return undefined;
  }
}
