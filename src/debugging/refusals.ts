import * as vscode from 'vscode';
import { plainText } from '../connections/plainText';
import type { Masking } from '../privacy/masking';
import { maskValue } from '../privacy/maskValue';
import type { ShownVariable } from './debuggedProgram';

/** Why nothing was asked for. */
export type Refusal =
  /** The command was called on nothing that the debugger shows. */
  | { readonly kind: 'noVariable' }
  | { readonly kind: 'notStopped' }
  | { readonly kind: 'ranOn' }
  | { readonly kind: 'noAnswer'; readonly said: string }
  | { readonly kind: 'unavailable'; readonly name: string }
  | { readonly kind: 'nothing'; readonly name: string }
  | { readonly kind: 'cut'; readonly name: string }
  | { readonly kind: 'notAnIdentifier'; readonly name: string }
  | { readonly kind: 'noIdentifierWithin'; readonly name: string }
  | { readonly kind: 'notAResponse'; readonly name: string }
  | { readonly kind: 'tooLong'; readonly name: string; readonly megabytes: number };

const LONGEST_NAME = 60;

/** What a program calls something. An expression may be about somebody: then it is told in shape, always. */
export function shownName({ name, evaluateName = name }: ShownVariable): string {
  const isPersonal = /\d{6}|\w@\w/.test(evaluateName);
  return plainText(isPersonal ? maskValue(evaluateName) : evaluateName, LONGEST_NAME);
}

/** Says why nothing was asked for, and leads to the prompts that ask for the customer. */
export function refuse(refusal: Refusal, masking: Masking): void {
  const inspect = vscode.l10n.t('Inspect Parent Customer…');
  void vscode.window
    .showInformationMessage(refusalSentence(refusal, masking), inspect)
    .then((chosen) => {
      if (chosen === inspect)
        void vscode.commands.executeCommand('customerHierarchy.inspectParent');
    });
}

export function refusalSentence(refusal: Refusal, masking: Masking): string {
  switch (refusal.kind) {
    case 'noVariable':
      return vscode.l10n.t(
        'Choose a variable of the debugger, or put the cursor on one in the editor. Nothing was asked for.',
      );
    case 'notStopped':
      return vscode.l10n.t(
        'No program is stopped in the debugger. Stop it where the variable is, and try again.',
      );
    case 'ranOn':
      return vscode.l10n.t(
        'The program has run on, and what the variable holds now is not known. Stop it again, and try again.',
      );
    case 'noAnswer':
      return refusal.said === ''
        ? vscode.l10n.t('The debugger did not say what the value is. Nothing was asked for.')
        : vscode.l10n.t(
            'The debugger did not say what the value is: {said} Nothing was asked for.',
            { said: closed(plainText(masking.message(refusal.said))) },
          );
    case 'unavailable':
      return vscode.l10n.t(
        'The debugger cannot read {name} here: it may have been optimised away. Choose another variable that holds the value.',
        { name: refusal.name },
      );
    case 'nothing':
      return vscode.l10n.t('{name} holds nothing yet. Step on until it does, and try again.', {
        name: refusal.name,
      });
    case 'cut':
      return vscode.l10n.t(
        'The debugger shows only the beginning of {name}, and does not say the rest.',
        { name: refusal.name },
      );
    case 'notAnIdentifier':
      return vscode.l10n.t(
        '{name} holds nothing that a customer can be asked by, such as a mobile number, an e-mail address or an external ID.',
        { name: refusal.name },
      );
    case 'noIdentifierWithin':
      return vscode.l10n.t(
        '{name} has no field that a customer can be asked by, such as mobile, email or externalId. Choose the value itself.',
        { name: refusal.name },
      );
    case 'notAResponse':
      return vscode.l10n.t(
        '{name} holds no answer of the customer-hierarchy endpoint: choose the text of the answer, or the object that was made of it.',
        { name: refusal.name },
      );
    case 'tooLong':
      return vscode.l10n.t(
        '{name} holds more than {megabytes} MB, which is too much to take out of a debugger. Look at what the API answers in the inspector instead.',
        { name: refusal.name, megabytes: refusal.megabytes },
      );
  }
}

/** Debuggers end few of their sentences. */
function closed(said: string): string {
  return /[.!?…。！？]$/u.test(said) ? said : `${said}.`;
}
