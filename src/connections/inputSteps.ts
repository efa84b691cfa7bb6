import * as vscode from 'vscode';
import type { InputMessage } from './draftWords';
import type { Move, Place } from './steps';

/** What came of one quick input. What was typed is kept on the way back. */
export type Entered<Value> =
  | { readonly kind: 'entered'; readonly value: Value }
  | { readonly kind: 'back'; readonly typed: string }
  | { readonly kind: 'cancelled' };

export interface TextQuestion {
  readonly title: string;
  readonly place: Place;
  readonly value: string;
  readonly prompt: string;
  readonly placeholder?: string | undefined;
  readonly password?: boolean;
  check(value: string): InputMessage | undefined;
  /** What takes longer to find out, and is checked once when the text is entered. */
  checkEntered?(value: string): Promise<InputMessage | undefined>;
  /** Another button beside Back, which ends the input as Back does. */
  readonly button?: { readonly button: vscode.QuickInputButton; pressed(): void };
}

/** One text, checked while it is typed; an error is shown from the first change or attempt on. */
export function askText(question: TextQuestion): Promise<Entered<string>> {
  const input = vscode.window.createInputBox();
  input.title = question.title;
  place(input, question.place);
  input.value = question.value;
  input.prompt = question.prompt;
  input.placeholder = question.placeholder;
  input.password = question.password ?? false;
  if (question.button !== undefined) input.buttons = [...input.buttons, question.button.button];
  const show = (message: InputMessage | undefined) => {
    input.validationMessage = message === undefined ? undefined : shown(message);
  };
  if (question.value !== '') show(question.check(question.value));
  return ended(input, (finish) => [
    input.onDidChangeValue((value) => show(question.check(value))),
    input.onDidTriggerButton((button) => {
      if (button === question.button?.button) question.button.pressed();
      finish({ kind: 'back', typed: input.value });
    }),
    input.onDidAccept(async () => {
      const { value } = input;
      let message = question.check(value);
      if (message?.kind !== 'error' && question.checkEntered !== undefined) {
        input.busy = true;
        message = await question.checkEntered(value);
        input.busy = false;
        // typed on meanwhile
        if (input.value !== value) return;
      }
      show(message);
      if (message?.kind !== 'error') finish({ kind: 'entered', value });
    }),
  ]);
}

/** A choice. `value` is what the pick stands for; separators have none. */
export interface Choice<Value> extends vscode.QuickPickItem {
  readonly value?: Value;
}

export interface ChoiceQuestion<Value> {
  readonly title: string;
  readonly place: Place;
  readonly placeholder: string;
  readonly typed?: string;
  /**
   * Offered for what is typed so far; called again after each change. Each keeps its place in the list
   * whatever is typed, and one that takes what is typed is always shown: VS Code names the choice by its
   * place, Enter may come before it has the new list, and on an empty list it does nothing.
   */
  choices(typed: string): readonly Choice<Value>[];
  /** What is selected at first. */
  isCurrent?(value: Value): boolean;
}

export function askChoice<Value>(question: ChoiceQuestion<Value>): Promise<Entered<Value>> {
  const pick = vscode.window.createQuickPick<Choice<Value>>();
  pick.title = question.title;
  place(pick, question.place);
  pick.placeholder = question.placeholder;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.value = question.typed ?? '';
  pick.items = question.choices(pick.value);
  const current = pick.items.filter(
    ({ value }) => value !== undefined && question.isCurrent?.(value) === true,
  );
  if (current.length > 0) pick.activeItems = current.slice(0, 1);
  return ended(pick, (finish) => [
    pick.onDidChangeValue((value) => (pick.items = question.choices(value))),
    pick.onDidTriggerButton(() => finish({ kind: 'back', typed: pick.value })),
    pick.onDidAccept(() => {
      const value = pick.selectedItems[0]?.value;
      if (value !== undefined) finish({ kind: 'entered', value });
    }),
  ]);
}

/**
 * Shows the input until it is answered or hidden (Escape), and puts it away in either case. It stays
 * when the focus goes elsewhere: secrets are fetched from other windows.
 */
export function ended<Value>(
  input: vscode.QuickInput,
  listen: (finish: (entered: Entered<Value>) => void) => readonly vscode.Disposable[],
): Promise<Entered<Value>> {
  return new Promise((resolve) => {
    const listeners: vscode.Disposable[] = [];
    const finish = (entered: Entered<Value>) => {
      resolve(entered);
      for (const listener of listeners) listener.dispose();
      input.dispose();
    };
    input.ignoreFocusOut = true;
    listeners.push(
      ...listen(finish),
      input.onDidHide(() => finish({ kind: 'cancelled' })),
    );
    input.show();
  });
}

/** Step count and Back button. */
export function place(
  input: vscode.QuickInput & { buttons: readonly vscode.QuickInputButton[] },
  { step, totalSteps, canGoBack }: Place,
): void {
  input.step = step;
  input.totalSteps = totalSteps;
  input.buttons = canGoBack ? [vscode.QuickInputButtons.Back] : [];
}

function shown({ kind, text }: InputMessage): vscode.InputBoxValidationMessage {
  const { Error, Info } = vscode.InputBoxValidationSeverity;
  return { message: text, severity: kind === 'error' ? Error : Info };
}

/** What was entered or typed becomes part of the draft. */
export function moved<Value, Draft>(
  entered: Entered<Value>,
  onEntered: (value: Value) => Draft,
  onBack: (typed: string) => Draft,
): Move<Draft> {
  switch (entered.kind) {
    case 'entered':
      return { kind: 'next', draft: onEntered(entered.value) };
    case 'back':
      return { kind: 'back', draft: onBack(entered.typed) };
    case 'cancelled':
      return { kind: 'cancelled' };
  }
}
