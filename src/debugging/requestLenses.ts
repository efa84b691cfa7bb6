import * as vscode from 'vscode';
import { customersSettings } from '../customers/settings';
import { requestsIn, type WrittenRequest } from './requestsInText';

/** What is offered at the requests that documents hold. */
export class RequestLenses {
  /** The requests of a document, read once for each of its versions. */
  readonly #known = new WeakMap<
    vscode.TextDocument,
    { readonly version: number; readonly requests: readonly WrittenRequest[] }
  >();

  lenses(document: vscode.TextDocument, token: vscode.CancellationToken): vscode.CodeLens[] {
    return this.#requests(document, token).map(
      (request) => new vscode.CodeLens(rangeOf(document, request), commandFor(request)),
    );
  }

  actions(
    document: vscode.TextDocument,
    range: vscode.Range,
    kind: vscode.CodeActionKind,
    token: vscode.CancellationToken,
  ): vscode.CodeAction[] {
    return this.#requests(document, token)
      .filter((request) => rangeOf(document, request).intersection(range) !== undefined)
      .map((request) => {
        const command = commandFor(request);
        const action = new vscode.CodeAction(command.title, kind);
        action.command = command;
        return action;
      });
  }

  #requests(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): readonly WrittenRequest[] {
    const { version } = document;
    const known = this.#known.get(document);
    if (known?.version === version) return known.requests;
    const stop = () => token.isCancellationRequested;
    const requests = requestsIn(document.getText(), customersSettings().pageSize, stop);
    if (!stop()) this.#known.set(document, { version, requests });
    return requests;
  }
}

function commandFor(request: WrittenRequest): vscode.Command {
  return {
    title: vscode.l10n.t('Inspect this request'),
    tooltip: vscode.l10n.t(
      'Runs the query in the inspector, over a connection of yours. Credentials that are written here are not taken over.',
    ),
    command: '_customerHierarchy.inspectRequest',
    arguments: [request],
  };
}

function rangeOf(document: vscode.TextDocument, { start, end }: WrittenRequest): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}
