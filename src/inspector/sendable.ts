import * as vscode from 'vscode';
import type { Connection } from '../api/connection';
import { queryProblems, type ChildrenQuery, type CustomersRequest } from '../api/query';
import type { Connections } from '../connections/register';
import { cannotBeSent } from './copying';
import { sayConnectionIsMissing } from './missingConnection';

export interface Sendable {
  readonly connection: Connection;
  readonly query: ChildrenQuery;
}

/** What can be sent as it is; says why where it cannot. */
export function toBeSent(
  connections: Connections,
  request: CustomersRequest | undefined,
): Sendable | undefined {
  if (request === undefined) {
    nothingToActOn();
    return undefined;
  }
  const connection = connections.get(request.connectionId);
  if (connection === undefined) {
    sayConnectionIsMissing(request.connectionId);
    return undefined;
  }
  if (queryProblems(request.query).length > 0) {
    void vscode.window.showErrorMessage(cannotBeSent().sentence);
    return undefined;
  }
  return { connection, query: request.query };
}

export function nothingToActOn(): void {
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'Run a query in the inspector first, or choose a row of a Customer Hierarchy view.',
    ),
  );
}
