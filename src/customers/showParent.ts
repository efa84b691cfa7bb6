import * as vscode from 'vscode';
import type { Customer, Identifier } from '../api/customer';
import type { ApiError } from '../api/errors';
import type { ParentAnswer } from '../api/lookups';
import { plainText } from '../connections/plainText';
import { readInspectArgument } from './commandArguments';
import { badArgument, rowOf, summary, uncover, type LevelSummary } from './commands';
import { sayFailure } from './failureMessage';
import { aroundRow, parentQuery, requestForParent, wayUp, type Around } from './parentQuestion';
import type { CustomersRoom } from './room';
import { customerRowOf, rootOf, type CustomerRow, type RootRow } from './rows';
import { customerLabel } from './rowWords';
import { slowly } from './slowLookup';

const LONGEST_NAME = 60;

/**
 * Goes up: from the row of a customer, from an inspected parent, or from an identifier. A parent who is
 * in the tree is shown there; one whom an answer tells of, or the API when it is asked, is inspected.
 */
export async function showParent(
  room: CustomersRoom,
  argument: unknown,
): Promise<LevelSummary | undefined> {
  if (isIdentifier(argument)) return parentOfIdentifier(room, argument);
  const chosen = rowOf(room, argument);
  const row = chosen && (customerRowOf(chosen) ?? rootOf(chosen));
  if (row === undefined) return undefined;
  const connection = room.connections.get(rootOf(row).asked.connectionId);
  if (connection === undefined) {
    badArgument(vscode.l10n.t('There is no such connection.'));
    return undefined;
  }
  const around = aroundRow(row, connection);
  const way = wayUp(row, (customer) => room.forest.askedBy(customer));
  switch (way.kind) {
    case 'row':
      await revealAbove(room, way.row);
      return undefined;
    case 'told':
      return inspectAbove(room, way.parent, typeOf(room, row), around);
    case 'ask':
      return askAbove(room, way.identifier, nameOf(room, row), around);
    case 'noIdentifier':
      say(
        vscode.l10n.t(
          '{customer} has no identifier by which the API could be asked who is above.',
          {
            customer: nameOf(room, row),
          },
        ),
      );
      return undefined;
    case 'company':
      say(
        vscode.l10n.t(
          'A company has no parent customer. Choose one of its customers to go up from there.',
        ),
      );
      return undefined;
  }
}

function isIdentifier(argument: unknown): boolean {
  return (
    typeof argument === 'object' &&
    argument !== null &&
    !('id' in argument) &&
    'identifierType' in argument
  );
}

async function parentOfIdentifier(
  room: CustomersRoom,
  argument: unknown,
): Promise<LevelSummary | undefined> {
  const read = readInspectArgument(argument);
  if (read.kind === 'problem') {
    badArgument(read.problem);
    return undefined;
  }
  if (read.value.kind !== 'question') return undefined;
  const { connectionId, identifierType, identifierValue, source, accountId } = read.value.question;
  const connection =
    connectionId === undefined
      ? await room.connections.current()
      : room.connections.get(connectionId);
  if (connection === undefined) {
    if (connectionId !== undefined) badArgument(vscode.l10n.t('There is no such connection.'));
    return undefined;
  }
  const identifier = { type: identifierType, value: identifierValue };
  const name = plainText(room.masking.value(identifierValue), LONGEST_NAME);
  return askAbove(room, identifier, name, { connection, source, accountId });
}

async function revealAbove(room: CustomersRoom, row: RootRow | CustomerRow): Promise<void> {
  uncover(room, row);
  await room.view.reveal(row, { select: true, focus: true });
}

async function askAbove(
  room: CustomersRoom,
  identifier: Identifier,
  name: string,
  around: Around,
): Promise<LevelSummary | undefined> {
  const { connection } = around;
  const query = parentQuery(identifier, around, room.settings().defaultSource);
  const answer = await slowly<ParentAnswer | ApiError>(
    vscode.l10n.t('Asking who is above {customer}', { customer: name }),
    (options) => room.lookups.parent(connection, query, options),
  );
  if (answer.kind !== 'parent') {
    void sayFailure(room, connection.id, answer, () => askAbove(room, identifier, name, around));
    return undefined;
  }
  const { parent } = answer;
  if (parent === 'none') {
    say(
      vscode.l10n.t('{customer} has no parent customer: nobody is above in the hierarchy.', {
        customer: name,
      }),
    );
    return undefined;
  }
  if (parent === 'untold') {
    say(
      vscode.l10n.t(
        'The API did not say who is above {customer}: its answer has no fleetParentDetails. The access group of this connection may not include them.',
        { customer: name },
      ),
    );
    return undefined;
  }
  return inspectAbove(room, parent, identifier.type, around);
}

async function inspectAbove(
  room: CustomersRoom,
  parent: Customer,
  typeBelow: string,
  around: Around,
): Promise<LevelSummary | undefined> {
  const { settings } = room;
  const request = requestForParent(parent, typeBelow, around, {
    pageSize: () => settings().pageSize,
    identifierPreference: () => settings().identifierPreference,
    defaultSource: () => settings().defaultSource,
  });
  if (request === undefined) {
    const customer = room.masking.customer(parent);
    say(
      vscode.l10n.t(
        'The parent customer is {parent}, who has no identifier by which the API could be asked for the children.',
        { parent: plainText(labelOf(customer), LONGEST_NAME) },
      ),
    );
    return undefined;
  }
  return summary(room, await room.inspect(request));
}

function nameOf(room: CustomersRoom, row: RootRow | CustomerRow): string {
  const name =
    row.kind === 'root'
      ? room.masking.value(row.asked.query.identifierValue)
      : labelOf(room.shown.customer(row).customer);
  return plainText(name, LONGEST_NAME);
}

function labelOf(customer: Customer): string {
  return customerLabel({ customer }, { l10n: vscode.l10n });
}

function typeOf(room: CustomersRoom, row: RootRow | CustomerRow): string {
  if (row.kind === 'customer') return room.forest.askedBy(row)?.type ?? '';
  return row.asked.query.identifierType;
}

function say(sentence: string): void {
  void vscode.window.showInformationMessage(sentence);
}
