import * as vscode from 'vscode';
import { readVariable, type ShownVariable } from './debuggedProgram';
import { expressionAt } from './expression';

/** What the commands about variables were called on. */
export type VariableArgument =
  /** A row of the debugger's views. */
  | { readonly kind: 'variable'; readonly variable: ShownVariable; readonly sessionId?: string }
  | { readonly kind: 'expression'; readonly expression: string }
  /** The user is to be asked for an expression. */
  | { readonly kind: 'ask'; readonly suggested: string }
  | { readonly kind: 'none' };

/**
 * @param given by VS Code: `{sessionId, container, variable}` of the Variables and Watch views, the
 *   document's URI of an editor; by a keybinding: an object with an `expression`; nothing in the palette
 */
export function readVariableArgument(given: unknown): VariableArgument {
  if (given === undefined || given === null) return { kind: 'ask', suggested: atCursor() ?? '' };
  if (given instanceof vscode.Uri) {
    const expression = atCursor();
    return expression === undefined
      ? { kind: 'ask', suggested: '' }
      : { kind: 'expression', expression };
  }
  if (!isRecord(given)) return { kind: 'none' };
  const { expression, variable, sessionId } = given;
  if (typeof expression === 'string' && expression.trim() !== '')
    return { kind: 'expression', expression: expression.trim() };
  if (!isRecord(variable) || typeof variable.name !== 'string') return { kind: 'none' };
  const { name, evaluateName } = variable;
  const shown = readVariable(
    name,
    typeof evaluateName === 'string' ? evaluateName : undefined,
    variable,
    'value',
  );
  if (shown === undefined) return { kind: 'none' };
  return {
    kind: 'variable',
    variable: shown,
    ...(typeof sessionId === 'string' && { sessionId }),
  };
}

/** What is selected in the editor, on one line; else the expression at the cursor. */
function atCursor(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return undefined;
  const { document, selection } = editor;
  const { text } = document.lineAt(selection.active.line);
  if (selection.isEmpty) return expressionAt(text, selection.active.character);
  const selected = document.getText(selection).trim();
  return selection.isSingleLine && selected !== '' ? selected : undefined;
}

function isRecord(given: unknown): given is Readonly<Record<string, unknown>> {
  return typeof given === 'object' && given !== null;
}
