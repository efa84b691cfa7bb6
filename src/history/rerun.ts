import * as vscode from 'vscode';
import type { Answer, CustomersApi, PageOptions, Waiting } from '../api/page';
import type { CustomersRequest } from '../api/query';
import type { Connections } from '../connections/register';
import { waitingWordsIn } from '../connections/waitingSentences';
import { slowWork } from '../customers/slowWork';
import { readRequest } from '../inspector/commandArguments';
import type { CommandTarget } from '../inspector/commandTarget';
import { sayConnectionIsMissing } from '../inspector/missingConnection';
import type { Log } from '../privacy/log';
import type { History, HistoryEntry } from './history';

export interface RerunCollaborators {
  /** The view that shows progress. */
  readonly view: string;
  readonly history: History;
  readonly connections: Connections;
  readonly api: CustomersApi;
  readonly log: Log;
  reveal(entry: HistoryEntry): void;
}

/**
 * Asks again what `target` asked, or, without one, what was asked last, and shows the new answer in
 * the inspector. A cancelled request is silent.
 */
export async function rerunRequest(made: RerunCollaborators, target?: unknown): Promise<void> {
  const request = requestToRerun(made.history, target);
  if (request === undefined) return;
  const connection = made.connections.get(request.connectionId);
  if (connection === undefined) {
    sayConnectionIsMissing(request.connectionId, nameIn(target));
    return;
  }
  const answer = await withCancel(made.view, (options) =>
    made.api.page(connection, request.query, options),
  ).catch((error: unknown) => {
    made.log.error(`Running a request again failed: ${String(error)}`);
    void vscode.window.showErrorMessage(
      vscode.l10n.t('The request could not be run again. The log says more.'),
    );
  });
  if (answer === undefined || answer.kind === 'cancelled') return;
  const entry = made.history.entries().find((recorded) => recorded.answer === answer);
  if (entry !== undefined) made.reveal(entry);
  const shown: CommandTarget = entry ?? { request, answer };
  await vscode.commands.executeCommand('customerHierarchy.openInspector', shown);
}

/** Undefined, and said so to the user, where there is nothing to run. */
export function requestToRerun(history: History, target: unknown): CustomersRequest | undefined {
  if (target === undefined) {
    const newest = history.entries().find(({ isAskedMasked }) => isAskedMasked === undefined);
    if (newest === undefined)
      void vscode.window.showInformationMessage(
        vscode.l10n.t('The history is empty. Inspect a parent customer first.'),
      );
    return newest?.request;
  }
  if (isObject(target) && target.isAskedMasked === true) {
    sayOnlyItsShapeIsKnown();
    return undefined;
  }
  const request = isObject(target) ? readRequest(target.request) : undefined;
  if (request === undefined)
    void vscode.window.showErrorMessage(
      vscode.l10n.t(
        'Run Again takes an entry of the history, or an object with a request: a connectionId and a query.',
      ),
    );
  return request;
}

function sayOnlyItsShapeIsKnown(): void {
  const inspect = vscode.l10n.t('Inspect Parent Customer…');
  void vscode.window
    .showInformationMessage(
      vscode.l10n.t(
        'This request was kept while personal data was masked, and whom it was about is not known any more. Inspect the parent customer to ask again.',
      ),
      inspect,
    )
    .then((chosen) => {
      if (chosen === inspect)
        void vscode.commands.executeCommand('customerHierarchy.inspectParent');
    });
}

/** What the connection of an entry was called. */
export function nameIn(target: unknown): string | undefined {
  return isObject(target) && typeof target.connectionName === 'string'
    ? target.connectionName
    : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Runs `ask` under the view's progress bar and, where it takes long, a notification that can cancel it. */
async function withCancel(
  view: string,
  ask: (options: PageOptions) => Promise<Answer>,
): Promise<Answer> {
  const cancelling = new AbortController();
  let wait: Waiting | undefined;
  const answering = ask({ signal: cancelling.signal, waiting: (it) => (wait = it) });
  const ended = answering.then(nothing, nothing);
  slowWork()(ended, {
    stop: () => cancelling.abort(),
    said: () => wait && waitingWordsIn(vscode.l10n, wait, Date.now()),
  });
  await vscode.window.withProgress({ location: { viewId: view } }, () => ended);
  return answering;
}

function nothing(): void {
  // how it ended is read from the answer itself
}
