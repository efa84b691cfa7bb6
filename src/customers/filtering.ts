import * as v from 'valibot';
import * as vscode from 'vscode';
import { typePersonal } from '../connections/personalInputs';
import { badArgument } from './commands';
import type { CustomersRoom } from './room';

const given = v.optional(v.nullable(v.object({ text: v.optional(v.string()) })));

/** Asks what to filter the view by, with what it is filtered by now; an empty text shows everybody. */
export async function filter(room: CustomersRoom, argument: unknown): Promise<void> {
  const read = v.safeParse(given, argument);
  if (!read.success) {
    badArgument('text');
    return;
  }
  const text = read.output?.text ?? (await askForText(room));
  if (text === undefined) return;
  room.filterBy(text);
}

function askForText({
  filter: current,
  masking,
  personalData,
}: CustomersRoom): Promise<string | undefined> {
  return typePersonal(personalData, {
    title: vscode.l10n.t('Filter Customers'),
    prompt: vscode.l10n.t(
      'Shows those of the customers loaded who match, and who is above them. Leave it empty to show everybody.',
    ),
    placeholder: vscode.l10n.t('Name, identifier, userId or role'),
    // somebody else may look on by now
    start: () => (masking.isOn ? '' : (current.text ?? '')),
  });
}
