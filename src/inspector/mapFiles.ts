import * as vscode from 'vscode';
import type { ChildrenQuery } from '../api/query';
import type { Masking } from '../privacy/masking';
import type { MapToHost } from './wireMap';

type SaveMap = Extract<MapToHost, { kind: 'saveMap' }>;

/**
 * Writes the picture to a file that the user chooses, and offers to open it. It is as the map was when
 * it was drawn: where personal data is masked by the time that there is a file, none is written.
 */
export async function saveMap(
  { identifierType }: ChildrenQuery,
  { picture, content, isMasked }: SaveMap,
  masking: Pick<Masking, 'isOn'>,
  say: (sentence: string) => void,
): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  // the name says nothing of anybody: files are shared, and their names are seen
  const name = `customer-hierarchy-by-${identifierType.replace(/\W+/g, '') || 'identifier'}.${picture}`;
  const file = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save the Map'),
    filters: picture === 'svg' ? { SVG: ['svg'] } : { PNG: ['png'] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
  if (file === undefined) return;
  if (masking.isOn && !isMasked) {
    say(vscode.l10n.t('The map was not saved: personal data was masked meanwhile. Save it again.'));
    return;
  }
  const bytes = Buffer.from(content, picture === 'svg' ? 'utf8' : 'base64');
  try {
    await vscode.workspace.fs.writeFile(file, bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    say(vscode.l10n.t('The map could not be saved: {reason}', { reason }));
    return;
  }
  say(vscode.l10n.t('Map saved.'));
  const open = vscode.l10n.t('Open');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('The map was saved as {file}.', { file: vscode.workspace.asRelativePath(file) }),
    open,
  );
  if (chosen === open) await vscode.commands.executeCommand('vscode.open', file);
}
