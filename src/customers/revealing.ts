import * as v from 'valibot';
import * as vscode from 'vscode';
import { badArgument, rowOf, uncover } from './commands';
import type { CustomersRoom } from './room';
import { customerRowOf, rootOf, type CustomerRow, type Row } from './rows';

/*
 * The way between an answer and the tree: the row of a customer that an answer lists, and the place in
 * its answer of what a row shows.
 */

const wanted = v.object({
  /** Whose answer it is: it is asked for where the customer is nowhere in the tree. */
  request: v.object({
    connectionId: v.string(),
    query: v.looseObject({ identifierType: v.string(), identifierValue: v.string() }),
  }),
  userId: v.string(),
});

/**
 * Selects the row of a customer, where one was loaded.
 *
 * @returns its id
 */
export async function revealCustomer(
  room: CustomersRoom,
  argument: unknown,
): Promise<string | undefined> {
  const read = v.safeParse(wanted, argument);
  if (!read.success) {
    badArgument(v.getDotPath(read.issues[0]) ?? 'userId');
    return undefined;
  }
  const { request, userId } = read.output;
  const row = best(room.forest.customerRows(request.connectionId, userId), request.query);
  if (row === undefined) {
    void offerToInspect(room, argument, read.output.request);
    return undefined;
  }
  uncover(room, row);
  await room.view.reveal(row, { select: true, focus: true, expand: false });
  return row.id;
}

/** Somebody may be below several parents: the one that the answer is about comes first. */
function best(
  rows: readonly CustomerRow[],
  { identifierValue }: { readonly identifierValue: string },
): CustomerRow | undefined {
  return rows.find((row) => row.page.query.identifierValue === identifierValue) ?? rows[0];
}

async function offerToInspect(
  room: CustomersRoom,
  argument: unknown,
  request: v.InferOutput<typeof wanted>['request'],
): Promise<void> {
  const inspect = vscode.l10n.t('Inspect Parent');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      'This customer is not loaded in the tree. Inspect the parent that the answer is about, or load more rows there.',
    ),
    inspect,
  );
  if (chosen !== inspect) return;
  await vscode.commands.executeCommand('customerHierarchy.inspectParent', { request });
  const row = best(
    room.forest.customerRows(request.connectionId, v.parse(wanted, argument).userId),
    request.query,
  );
  if (row === undefined) return;
  uncover(room, row);
  await room.view.reveal(row, { select: true, focus: true });
}

/** Whichever inspector shows the answer that a row came with goes to what the row shows. */
export async function follow(row: Row): Promise<void> {
  const page = customerRowOf(row)?.page;
  if (page === undefined || row.json === undefined) return;
  await vscode.commands.executeCommand('_customerHierarchy.followInInspector', {
    answer: page,
    reveal: row.json.pointer,
  });
}

/** Opens the answer that a row came with in the inspector, at the place of what the row shows. */
export async function revealInInspector(room: CustomersRoom, argument: unknown): Promise<void> {
  const row = rowOf(room, argument);
  if (row === undefined) return;
  const customer = customerRowOf(row);
  if (customer === undefined || row.json === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('This row shows nothing of an answer. Choose a customer, or a row below one.'),
    );
    return;
  }
  const { page } = customer;
  await vscode.commands.executeCommand('customerHierarchy.openInspector', {
    request: { connectionId: rootOf(row).asked.connectionId, query: page.query },
    answer: page,
    reveal: row.json.pointer,
  });
}
