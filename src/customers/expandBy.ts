import * as vscode from 'vscode';
import type { Identifier } from '../api/customer';
import {
  documentedIdentifierTypes,
  expansionIdentifiers,
  identifierHint,
  identifierProblem,
  tidyIdentifier,
} from '../api/identifiers';
import { pickPersonal, typePersonal } from '../connections/personalInputs';
import { withoutIcons } from '../connections/plainText';
import { translated } from '../sentence';
import { readIdentifier } from './commandArguments';
import { badArgument, moveTo, rowOf, summary, type LevelSummary } from './commands';
import type { CustomersRoom } from './room';
import { customerRowOf, type CustomerRow } from './rows';
import { customerLabel, identifierWords } from './rowWords';

/** Asks for a customer's children by an identifier that the user chooses; the row keeps to it. */
export async function expandBy(
  room: CustomersRoom,
  argument: unknown,
): Promise<LevelSummary | undefined> {
  const row = rowOf(room, argument);
  const customer = row && customerRowOf(row);
  if (customer === undefined) return undefined;
  const read = readIdentifier(argument);
  if (read.kind === 'problem') {
    badArgument(read.problem);
    return undefined;
  }
  const { identifierType: type, identifierValue: value } = read.value;
  const identifier =
    type !== undefined && value !== undefined
      ? checked({ type, value })
      : await askForIdentifier(room, customer);
  if (identifier === undefined) return undefined;
  const below = room.forest.askBy(customer, identifier);
  if (below === undefined) return undefined;
  const loading = room.forest.level(below).show();
  room.show(below);
  // whoever asks for the children wants to see them, wherever the row was closed
  await moveTo(room, below, { expand: true });
  await loading;
  return summary(room, below);
}

function checked(identifier: Identifier): Identifier | undefined {
  const problem = identifierProblem(identifier.type, identifier.value);
  if (problem === undefined) return identifier;
  badArgument(
    vscode.l10n.t('{name}: {value}', {
      name: 'identifierValue',
      value: translated(vscode.l10n, problem),
    }),
  );
  return undefined;
}

interface IdentifierItem extends vscode.QuickPickItem {
  /** Missing for the item that lets one enter another identifier. */
  readonly identifier?: Identifier;
}

async function askForIdentifier(
  room: CustomersRoom,
  row: CustomerRow,
): Promise<Identifier | undefined> {
  const inUse = room.forest.askedBy(row);
  const { masking, shown } = room;
  const itemOf = (identifier: Identifier): IdentifierItem => ({
    label: withoutIcons(masking.value(identifier.value)),
    description: withoutIcons(identifier.type),
    identifier,
    ...(isSame(identifier, inUse) && { detail: vscode.l10n.t('In use now.') }),
  });
  const other: IdentifierItem = {
    label: vscode.l10n.t('Enter another identifier…'),
    iconPath: new vscode.ThemeIcon('edit'),
    alwaysShow: true,
  };
  const picked = await pickPersonal(room.personalData, () => ({
    title: vscode.l10n.t('Expand {customer} by', {
      customer: customerLabel(shown.customer(row), { l10n: vscode.l10n }),
    }),
    placeholder: vscode.l10n.t('By which identifier shall the children be asked for?'),
    items: [...expansionIdentifiers(row.customer).map(itemOf), other],
  }));
  if (picked === undefined) return undefined;
  return picked.identifier ?? typedIdentifier(room, inUse);
}

async function typedIdentifier(
  { masking, personalData }: CustomersRoom,
  inUse: Identifier | undefined,
): Promise<Identifier | undefined> {
  const documented = documentedIdentifierTypes.map(({ type, label, hint }) => ({
    label: translated(vscode.l10n, label),
    description: type,
    detail: translated(vscode.l10n, hint),
    type,
  }));
  const picked = await vscode.window.showQuickPick(documented, {
    title: vscode.l10n.t('Expand by Another Identifier: Type'),
    // a row that is revealed late takes the keyboard, and would close it
    ignoreFocusOut: true,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (picked === undefined) return undefined;
  const { type } = picked;
  const value = await typePersonal(personalData, {
    title: vscode.l10n.t('Expand by Another Identifier: Value of {type}', { type }),
    prompt: translated(vscode.l10n, identifierHint(type)),
    start: () => (inUse?.type === type && !masking.isOn ? inUse.value : ''),
    check: (typed) => warned(type, tidyIdentifier(type, typed)),
  });
  return value === undefined ? undefined : { type, value: tidyIdentifier(type, value) };
}

/** Only a warning: what the API makes of an odd identifier may be just what is to be seen. */
function warned(
  type: string,
  value: string,
): vscode.InputBoxValidationMessage | string | undefined {
  const found = identifierProblem(type, value);
  const problem = found && translated(vscode.l10n, found);
  return problem === undefined || value === ''
    ? problem
    : { message: problem, severity: vscode.InputBoxValidationSeverity.Warning };
}

function isSame(one: Identifier, other: Identifier | undefined): boolean {
  return other !== undefined && identifierWords(one) === identifierWords(other);
}
