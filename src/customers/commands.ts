import * as vscode from 'vscode';
import type { ApiError } from '../api/errors';
import { errorSentence } from '../connections/errorWords';
import { plainText } from '../connections/plainText';
import { goingOnIn, secondsLeft, waitingReasonIn } from '../connections/waitingSentences';
import { joinedSentences } from '../sentence';
import { isRemovable } from './capabilities';
import { readRowReference } from './commandArguments';
import { maskValue } from '../privacy/maskValue';
import { stoppedWords } from './stoppedWords';
import type { Level } from './level';
import type { CustomersRoom } from './room';
import { levelRowOf, rootId, rootOf, type LevelRow, type Row } from './rows';

const LONGEST_NAME = 60;

/** What a command tells its caller: a test, or a key binding's next command. */
export interface LevelSummary {
  readonly rowId: string;
  readonly phase: Level['state']['phase'];
  /** Customers in the level. */
  readonly customers: number;
  readonly complete: boolean;
  /** Kind of the failure, where the last request failed. */
  readonly error?: string;
}

export function summary(room: CustomersRoom, row: LevelRow): LevelSummary {
  const level = room.forest.level(row);
  const { state } = level;
  return {
    rowId: row.id,
    phase: state.phase,
    customers: state.listing.customers.length,
    complete: level.complete,
    ...(state.phase === 'failed' && { error: state.error.kind }),
  };
}

/** Reads a level again; called on nothing, all parents that were read. */
export async function refresh(room: CustomersRoom, argument: unknown): Promise<unknown> {
  if (argument === undefined) {
    const roots = room.forest.roots.filter((root) => room.forest.begunLevel(root));
    await Promise.all(roots.map((root) => room.forest.refresh(root)));
    return roots.map((root) => summary(room, root));
  }
  const row = levelRow(room, argument);
  if (row === undefined) return undefined;
  const reading = room.forest.refresh(row);
  room.show(row);
  await reading;
  return summary(room, row);
}

/** Appends the next page, and moves the keyboard to its first customer; the selection stays. */
export async function loadMore(
  room: CustomersRoom,
  argument: unknown,
): Promise<LevelSummary | undefined> {
  const row = levelRow(room, argument);
  if (row === undefined) return undefined;
  const level = room.forest.level(row);
  const before = level.state.listing.customers.length;
  const firstPage = level.state.listing.pages[0];
  const loading = room.forest.more(row);
  room.show(row);
  await loading;
  // asked anew: what was further down is somewhere else, or nowhere
  if (level.state.listing.pages[0] !== firstPage) return summary(room, row);
  const key = level.state.listing.customers[before]?.key;
  const customers = room.forest.children(row).filter(({ kind }) => kind === 'customer');
  // of those that a filter lets through
  const first = customers.slice(before).find((customer) => !room.filter.hides(customer));
  if (before > 0 && key !== undefined && first !== undefined && room.view.visible)
    await moveTo(room, first);
  return summary(room, row);
}

/** Loads page after page; what came stays when it is cancelled or fails. */
export async function loadAll(
  room: CustomersRoom,
  argument: unknown,
): Promise<LevelSummary | undefined> {
  const row = levelRow(room, argument);
  if (row === undefined) return undefined;
  if (room.forest.hostBefore(row) !== undefined) {
    await room.forest.refresh(row);
    return summary(room, row);
  }
  const level = room.forest.level(row);
  const done = room.ownNotification(row);
  try {
    await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Loading all customers'),
        cancellable: true,
      },
      async (progress, token) => {
        const controller = new AbortController();
        token.onCancellationRequested(() => controller.abort());
        const loading = level.all(controller.signal, () => {
          progress.report(loaded(room, row));
        });
        room.show(row);
        const telling = setInterval(() => tellWait(room, row, progress), 1000);
        await loading.finally(() => clearInterval(telling));
      },
    );
  } finally {
    done();
  }
  const { state } = level;
  // the row says it too, but may be thousands of rows below
  if (state.phase === 'failed') void offerToContinue(room, row, state.error);
  return summary(room, row);
}

async function offerToContinue(room: CustomersRoom, row: LevelRow, error: ApiError): Promise<void> {
  const { maskedError } = await import('../privacy/masking');
  const proceed = vscode.l10n.t('Continue');
  // nothing can take the message back when personal data is masked while it is there
  const asked = row.kind === 'root' ? row.asked.query : room.forest.askedBy(row.parent);
  const value = asked === undefined ? '' : 'value' in asked ? asked.value : asked.identifierValue;
  const problem = stoppedWords(vscode.l10n, errorSentence(maskedError(error)), {
    customers: room.forest.level(row).state.listing.customers.length,
    locale: vscode.env.language,
    parent: plainText(maskValue(value), LONGEST_NAME),
  });
  const chosen = await vscode.window.showErrorMessage(problem, proceed);
  if (chosen === proceed) await loadAll(room, { rowId: row.id });
}

function loaded(room: CustomersRoom, row: LevelRow): { message: string; increment?: number } {
  const { listing } = room.forest.level(row).state;
  const locale = vscode.env.language;
  const count = listing.customers.length.toLocaleString(locale);
  const total = room.forest.announced(row);
  if (total === undefined || total === 0)
    return { message: vscode.l10n.t('{count} customers', { count }) };
  const lastPage = listing.pages.at(-1)?.customers.length ?? 0;
  return {
    message: vscode.l10n.t('{count} of {total} customers', {
      count,
      total: total.toLocaleString(locale),
    }),
    increment: (lastPage / total) * 100,
  };
}

/** Counts down in the notification, where the next page waits for its turn or before it is tried again. */
function tellWait(
  room: CustomersRoom,
  row: LevelRow,
  progress: vscode.Progress<{ readonly message: string }>,
): void {
  const { state } = room.forest.level(row);
  if (state.phase !== 'loading' || state.waiting === undefined) return;
  const wait = state.waiting;
  const goingOn = goingOnIn(vscode.l10n, wait, secondsLeft(wait, Date.now()));
  const { message } = loaded(room, row);
  const why = joinedSentences(waitingReasonIn(vscode.l10n, wait), goingOn);
  progress.report({ message: [message, why].join(' · ') });
}

/** Tries again what failed, from where it stopped; what waits to be tried again, at once. */
export async function retry(
  room: CustomersRoom,
  argument: unknown,
): Promise<LevelSummary | undefined> {
  const row = levelRow(room, argument);
  if (row === undefined) return undefined;
  const before = rowBefore(room, row);
  const trying = room.forest.level(row).retry();
  room.show(row);
  await takeKeyboard(room, argument, before);
  await trying;
  return summary(room, row);
}

/** Stops what is under way or waits in a level; what came stays. */
export async function cancelLoading(
  room: CustomersRoom,
  argument: unknown,
): Promise<LevelSummary | undefined> {
  const row = levelRow(room, argument);
  if (row === undefined) return undefined;
  const before = rowBefore(room, row);
  room.forest.level(row).stop();
  await takeKeyboard(room, argument, before);
  return summary(room, row);
}

/** The row before the one that says how a level's loading stands. */
function rowBefore(room: CustomersRoom, row: LevelRow): Row {
  const { state } = room.forest.level(row);
  const isAbove = 'purpose' in state && state.purpose === 'refresh';
  const customers = room.forest.children(row).filter(({ kind }) => kind === 'customer');
  return (isAbove ? undefined : customers.at(-1)) ?? row;
}

/** The row that a command was called on goes away: without this, the keyboard would be nowhere in the tree. */
async function takeKeyboard(room: CustomersRoom, calledOn: unknown, row: Row): Promise<void> {
  const wasInTree = typeof calledOn === 'object' && calledOn !== null && 'kind' in calledOn;
  if (wasInTree && room.view.visible) await moveTo(room, row);
}

/** Takes a parent out of the view; the message that says so can bring it back as it was. */
export async function removeParent(room: CustomersRoom, argument: unknown): Promise<void> {
  const row = rowOf(room, argument);
  if (row === undefined) return;
  // the keyboard may be anywhere below it
  if ((argument === undefined || argument === null) && !isRemovable(row)) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Only a parent can be removed from the view: go to its row, and try again.'),
    );
    return;
  }
  const root = rootOf(row);
  const undo = room.forest.remove(root);
  room.save();
  room.show();
  void offerUndo(room, root.asked.query.identifierValue, undo);
  return Promise.resolve();
}

async function offerUndo(room: CustomersRoom, parent: string, undo: () => void): Promise<void> {
  const button = vscode.l10n.t('Undo');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('The parent {parent} was removed from the view.', {
      // nothing can take the message back when personal data is masked while it is there
      parent: plainText(maskValue(parent), LONGEST_NAME),
    }),
    button,
  );
  if (chosen !== button) return;
  undo();
  room.save();
  room.show();
}

export async function copyValue(room: CustomersRoom, argument: unknown): Promise<void> {
  const given = shownValue(room, argument);
  if (given === undefined) return;
  await vscode.env.clipboard.writeText(given);
  const sentence = room.masking.isOn
    ? vscode.l10n.t('Value copied, with personal data masked.')
    : vscode.l10n.t('Value copied.');
  vscode.window.setStatusBarMessage(sentence, 3000);
}

/** The value of a row as it is shown; of something else that has a value, that. */
function shownValue(room: CustomersRoom, argument: unknown): string | undefined {
  if (!isValue(argument)) {
    const row = rowOf(room, argument);
    return row && room.shown.valueOf(row);
  }
  const read = readRowReference(argument);
  const id = read.kind === 'value' ? read.value.rowId : undefined;
  const row = id === undefined ? undefined : room.forest.find(id);
  return row === undefined ? room.masking.value(argument.value) : room.shown.valueOf(row);
}

function isValue(argument: unknown): argument is { readonly value: string } {
  return (
    typeof argument === 'object' &&
    argument !== null &&
    'value' in argument &&
    typeof argument.value === 'string'
  );
}

/** The row that a command was called on; else the selected one. Says so where there is none. */
export function rowOf(room: CustomersRoom, argument: unknown): Row | undefined {
  const read = readRowReference(argument);
  if (read.kind === 'problem') {
    badArgument(read.problem);
    return undefined;
  }
  const { rowId, request } = read.value;
  const id = rowId ?? (request && rootId(request)) ?? room.view.selection[0]?.id;
  const row = id === undefined ? undefined : room.forest.find(id);
  if (row === undefined)
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Select a row in the Customers view first.'),
    );
  return row;
}

/** The level that a command called on a row is about: around it, its own, or its customer's children. */
function levelRow(room: CustomersRoom, argument: unknown): LevelRow | undefined {
  const row = rowOf(room, argument);
  if (row === undefined) return undefined;
  const around = levelRowOf(row);
  if (around !== undefined) return around;
  const below = row.kind === 'customer' ? room.forest.childrenRow(row) : undefined;
  if (below === undefined)
    void vscode.window.showInformationMessage(
      vscode.l10n.t('This row has no customers below it that could be loaded.'),
    );
  return below;
}

export function badArgument(problem: string): void {
  void vscode.window.showErrorMessage(
    vscode.l10n.t('The command was called with an argument that it cannot use: {problem}', {
      problem,
    }),
  );
}

/** Whoever is to be shown is shown, whatever the view is filtered by. */
export function uncover(room: CustomersRoom, row: Row): void {
  if (room.filter.hides(row)) room.filterBy('');
}

/** Brings a row into view, and the keyboard to it; the selection stays. */
export async function moveTo(
  room: CustomersRoom,
  row: Row,
  { expand = false }: { readonly expand?: boolean } = {},
): Promise<void> {
  uncover(room, row);
  try {
    await room.view.reveal(row, { select: false, focus: true, expand });
  } catch {
    room.log.warn('A row could not be brought into view.');
  }
}
