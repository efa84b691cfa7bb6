import * as vscode from 'vscode';
import type { Customer } from '../api/customer';
import { pickPersonal } from '../connections/personalInputs';
import { visibleText } from '../privacy/displayText';
import type { Masking } from '../privacy/masking';
import type { PersonalData } from '../privacy/personalData';

const LONGEST_TEXT = 80;
const MOST_IDENTIFIERS = 3;

interface CustomerItem extends vscode.QuickPickItem {
  readonly pointer: string;
}

/** @returns the JSON Pointer of the customer that was chosen, by name, identifier or userId */
export async function chooseCustomer(
  customers: readonly Customer[],
  { masking, personalData }: { readonly masking: Masking; readonly personalData: PersonalData },
): Promise<string | undefined> {
  if (customers.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('This answer lists no customers.'));
    return undefined;
  }
  const chosen = await pickPersonal(personalData, () => ({
    title: vscode.l10n.t('Go to Customer'),
    placeholder: vscode.l10n.t('Name, identifier or userId'),
    items: customers.map((customer, index) => itemOf(customer, index, masking)),
  }));
  return chosen?.pointer;
}

function itemOf(customer: Customer, index: number, masking: Masking): CustomerItem {
  const shown = (text: string) => visibleText(masking.value(text), LONGEST_TEXT);
  const { name, userId, profiles, pointer } = customer;
  const identifiers = profiles
    .flatMap((profile) => profile.identifiers)
    .slice(0, MOST_IDENTIFIERS)
    .map(({ value }) => shown(value));
  const ids = userId === undefined ? identifiers : [...identifiers, shown(userId)];
  return {
    label: name === '' ? vscode.l10n.t('Customer without a name') : shown(name),
    description: ids.join(' · '),
    detail: vscode.l10n.t('Row {number}', { number: index + 1 }),
    pointer,
  };
}
