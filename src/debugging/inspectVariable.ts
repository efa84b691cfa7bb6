import * as vscode from 'vscode';
import { isJsonObject, parseExactly } from '../api/exactJson';
import { customersSettings } from '../customers/settings';
import { maskingWhile } from '../privacy/masking';
import { fieldsBelow, valueOf, wholeValue } from './debuggedProgram';
import {
  asFound,
  heldFields,
  identifiersIn,
  identifiersOf,
  type FoundIdentifier,
  type HeldValue,
} from './identifierFields';
import { meantVariable, reading, type MeantVariable } from './meantVariable';
import { preview, type Preview } from './preview';
import { refuse, shownName, type Refusal } from './refusals';
import type { DebuggingRoom } from './register';
import { isStillStopped } from './stoppedProgram';

/** Shows what would be asked for, then inspects it; says so where there is nothing to ask for. */
export async function inspectVariable(room: DebuggingRoom, argument: unknown): Promise<unknown> {
  const masking = maskingWhile(() => room.personalData.isMasked);
  const preference = customersSettings().identifierPreference;
  const meant = await meantVariable(argument, masking);
  if (meant === undefined) return undefined;
  if ('kind' in meant) {
    refuse(meant, masking);
    return undefined;
  }
  const found = await reading(() => findIdentifiers(meant, preference));
  if ('kind' in found) {
    refuse(found, masking);
    return undefined;
  }
  const chosen = await preview({ ...room, preference }, found);
  if (chosen === undefined) return undefined;
  return vscode.commands.executeCommand('customerHierarchy.inspectParent', {
    connectionId: chosen.connection.id,
    identifierType: chosen.identifier.type,
    identifierValue: chosen.identifier.value,
  });
}

async function findIdentifiers(
  { program, variable }: MeantVariable,
  preference: readonly string[],
): Promise<Preview | Refusal> {
  if (program === undefined) return { kind: 'ranOn' };
  const name = shownName(variable);
  const title = vscode.l10n.t('Inspect {name} as Parent Customer', { name });
  const shown = valueOf(program, variable);
  if (shown.kind === 'other' && variable.variablesReference > 0) {
    const fields = await fieldsBelow(program, variable);
    return (await isStillStopped(program)) ? within(fields) : { kind: 'ranOn' };
  }
  const value = await wholeValue(program, variable);
  if (!(await isStillStopped(program))) return { kind: 'ranOn' };
  switch (value.kind) {
    case 'unavailable':
    case 'nothing':
      return { kind: value.kind, name };
    case 'other':
      return { kind: 'notAnIdentifier', name };
    case 'text':
    case 'number': {
      if (value.kind === 'text' && value.isCut) return { kind: 'cut', name };
      const json = /^\s*[{[]/.test(value.text) ? parseExactly(value.text) : undefined;
      if (isJsonObject(json)) return within(heldFields(json));
      const found = identifiersOf(value.text, variable.name, preference);
      if (found.length === 0) return { kind: 'notAnIdentifier', name };
      return { title, found: asFound(found, variable.name, value.text), isEditable: true };
    }
  }

  function within(fields: readonly HeldValue[]): Preview | Refusal {
    const found: readonly FoundIdentifier[] = identifiersIn(fields, preference);
    return found.length === 0
      ? { kind: 'noIdentifierWithin', name }
      : { title, found, isEditable: false };
  }
}
