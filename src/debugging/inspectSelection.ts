import * as v from 'valibot';
import * as vscode from 'vscode';
import { customersSettings } from '../customers/settings';
import { identifiersOf } from './identifierFields';
import { inspectRequest } from './inspectRequest';
import { preview } from './preview';
import type { EditorRoom } from './registerEditor';
import { mayHaveRequests, requestsIn, type WrittenRequest } from './requestsInText';
import { selectedText, type LineSelection, type SelectedText } from './selectedText';

/** Menus of the editor hand over the document; a key binding may say what to inspect. */
const given = v.union([v.object({ text: v.string() }), v.unknown()]);

/**
 * Inspects what is selected in the editor, or the word at the cursor: shows what would be asked for, and
 * sends nothing before somebody says so. A request that is selected is run as such.
 */
export async function inspectSelection(room: EditorRoom, argument: unknown): Promise<unknown> {
  const settings = customersSettings();
  const text = textOf(argument);
  const editor = vscode.window.activeTextEditor;
  if (text === undefined && editor === undefined) {
    void refuse(vscode.l10n.t('Open a text, and put the cursor on an identifier in it.'));
    return undefined;
  }
  const request = requestMeant(text, editor, settings.pageSize);
  if (request !== undefined) return inspectRequest(room, request);
  const meant =
    text === undefined ? selectedText(editor && selectionOf(editor)) : meantByText(text);
  if (meant.kind !== 'text') {
    void refuse(problemOf(meant));
    return undefined;
  }
  const { identifierPreference } = settings;
  const found = identifiersOf(meant.text, meant.name, identifierPreference);
  if (found.length === 0) {
    void refuse(
      vscode.l10n.t(
        'What is selected does not look like anything that a customer can be asked by, such as a mobile number, an e-mail address or an external ID.',
      ),
    );
    return undefined;
  }
  const chosen = await preview(
    { ...room, preference: identifierPreference },
    {
      title: vscode.l10n.t('Inspect Selection as Parent Customer'),
      found: found.map((identifier) => ({ ...identifier, name: meant.name })),
      isEditable: true,
    },
  );
  if (chosen === undefined) return undefined;
  return vscode.commands.executeCommand('customerHierarchy.inspectParent', {
    connectionId: chosen.connection.id,
    identifierType: chosen.identifier.type,
    identifierValue: chosen.identifier.value,
  });
}

/** A request that is given or selected, or that the cursor is in. */
function requestMeant(
  given: string | undefined,
  editor: vscode.TextEditor | undefined,
  rows: number,
): WrittenRequest | undefined {
  const { document, selection } = editor ?? {};
  const isWhole = given === undefined && selection?.isEmpty === true;
  const text = given ?? (isWhole ? document?.getText() : document?.getText(selection)) ?? '';
  if (!mayHaveRequests(text)) return undefined;
  const requests = requestsIn(text, rows);
  if (!isWhole || document === undefined) return requests[0];
  const at = document.offsetAt(selection.active);
  return requests.find(({ start, end }) => start <= at && at <= end);
}

function textOf(argument: unknown): string | undefined {
  const read = v.safeParse(given, argument);
  const { output } = read;
  return typeof output === 'object' &&
    output !== null &&
    'text' in output &&
    typeof output.text === 'string'
    ? output.text
    : undefined;
}

/** Undefined where more than one line, or more than one place, is selected. */
function selectionOf({ document, selections }: vscode.TextEditor): LineSelection | undefined {
  const [selection, ...more] = selections;
  if (selection === undefined || more.length > 0 || !selection.isSingleLine) return undefined;
  return {
    line: document.lineAt(selection.start.line).text,
    from: selection.start.character,
    to: selection.end.character,
  };
}

function meantByText(text: string): SelectedText {
  const line = text.trim();
  return selectedText(/[\r\n]/.test(line) ? undefined : { line, from: 0, to: line.length });
}

function problemOf(meant: Exclude<SelectedText, { readonly kind: 'text' }>): string {
  switch (meant.kind) {
    case 'nothing':
      return vscode.l10n.t(
        'There is no word at the cursor. Put it on an identifier, or select one.',
      );
    case 'severalLines':
      return vscode.l10n.t(
        'Several lines or places are selected. Select one identifier, in one line.',
      );
    case 'tooLong':
      return vscode.l10n.t('What is selected is too long for an identifier.');
  }
}

/** Says why nothing was asked for, and leads to the prompts that ask for the customer. */
async function refuse(sentence: string): Promise<void> {
  const inspect = vscode.l10n.t('Inspect Parent Customer…');
  const chosen = await vscode.window.showInformationMessage(sentence, inspect);
  if (chosen === inspect) await vscode.commands.executeCommand('customerHierarchy.inspectParent');
}
