import * as vscode from 'vscode';
import { readHeldPage } from '../api/answer';
import { systemCode } from '../api/thrown';
import { plainText } from '../connections/plainText';
import { maskingWhile } from '../privacy/masking';
import type { EditorRoom } from './registerEditor';

const LONGEST_NAME = 80;
const MEGABYTE = 1_000_000;

/** Opens the answer that a JSON file holds in the inspector, as one that the API did not give just now. */
export async function openFile(room: EditorRoom, argument: unknown): Promise<void> {
  const uri = argument instanceof vscode.Uri ? argument : activeFile();
  if (uri === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a JSON file first.'));
    return;
  }
  const masking = maskingWhile(() => room.personalData.isMasked);
  const name = plainText(uri.path.slice(uri.path.lastIndexOf('/') + 1), LONGEST_NAME);
  const shown = masking.heldBy({ kind: 'file', name }).name;
  const text = await textOf(uri, room.largestMegabytes(), shown);
  if (text === undefined) return;
  const page = readHeldPage(text.replace(/^\ufeff/, ''), { kind: 'file', name }, Date.now());
  if (page === undefined) {
    await offerText(uri, shown);
    return;
  }
  await vscode.commands.executeCommand('customerHierarchy.openInspector', {
    request: { connectionId: room.connections.active()?.id ?? '', query: page.query },
    answer: page,
  });
}

function activeFile(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputText ? input.uri : undefined;
}

/** What is being edited, saved or not; else what is on disk. Says why not, where there is none. */
async function textOf(uri: vscode.Uri, most: number, name: string): Promise<string | undefined> {
  const key = uri.toString();
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === key);
  if (open !== undefined) return open.getText();
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > most * MEGABYTE) {
      void vscode.window.showErrorMessage(
        vscode.l10n.t(
          '{name} is larger than the limit of {megabytes} MB (customerHierarchy.maxResponseMegabytes).',
          { name, megabytes: most },
        ),
      );
      return undefined;
    }
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t('{name} could not be read ({code}).', { name, code: systemCode(error) }),
    );
    return undefined;
  }
}

async function offerText(uri: vscode.Uri, name: string): Promise<void> {
  const open = vscode.l10n.t('Open as Text');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      '{name} is no answer of the customer-hierarchy endpoint: that is JSON with a list of customers in its entity.',
      { name },
    ),
    open,
  );
  if (chosen === open) await vscode.commands.executeCommand('vscode.open', uri);
}
