import * as vscode from 'vscode';
import type { ContractReport } from '../api/departures';
import type { ApiError } from '../api/errors';
import type { CustomersApi } from '../api/page';
import type { CustomersRequest } from '../api/query';
import type { Connections } from '../connections/register';
import { errorSentence } from '../connections/errorWords';
import { visibleText } from '../privacy/displayText';
import type { Masking } from '../privacy/masking';
import { maskValue } from '../privacy/maskValue';
import { departuresText } from './departureWords';
import { failureDetails } from './details';
import { keepRequest, keptRequest } from './documentRequests';
import { prettyPrintInTurns, shownText } from './longText';
import { asShownNow } from './shownNow';
import type { OpenContents } from './openContents';
import { missingConnectionSentence } from './missingConnection';
import { departureWording } from './views';

const documentScheme = 'customer-hierarchy';

/** VS Code opens no virtual document beyond this, in megabytes. */
const LARGEST_DOCUMENT_MEGABYTES = 50;

/** What a document shows, so that it can be shown again when personal data is masked, or no longer. */
type DocumentContent =
  | { readonly kind: 'answer'; readonly text: string; readonly identifier: string }
  | { readonly kind: 'departures'; readonly report: ContractReport }
  | { readonly kind: 'details'; readonly error: ApiError }
  /** The answer was to be asked for once more; without an error, its connection is not there any more. */
  | { readonly kind: 'failure'; readonly error: ApiError | undefined };

/** Of the documents that are open, by URI; kept by whoever lives as long as the extension. */
export type DocumentContents = OpenContents<DocumentContent>;

export interface DocumentsDeps {
  readonly contents: DocumentContents;
  readonly masking: Masking;
  readonly workspaceState: vscode.Memento;
  readonly api: CustomersApi;
  readonly connections: Connections;
}

/**
 * Shows an answer as a read-only document whose text is what the inspector shows. The path ends in
 * `.json`, which is what VS Code goes by; it has the identifier in shape, masked or not, since VS Code
 * cannot rename a document, and keeps the names of those that were open.
 */
export async function openAnswerDocument(
  deps: DocumentsDeps,
  request: CustomersRequest,
  answerText: string,
): Promise<void> {
  const { identifierType, identifierValue, offset } = request.query;
  const content: DocumentContent = {
    kind: 'answer',
    text: answerText,
    identifier: identifierValue,
  };
  const { length } = await textOf(content, deps.masking);
  if (length > LARGEST_DOCUMENT_MEGABYTES * 1024 * 1024) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        'VS Code opens no document above {megabytes} MB. Look at this answer in the inspector, or ask for fewer rows.',
        { megabytes: LARGEST_DOCUMENT_MEGABYTES },
      ),
    );
    return;
  }
  const id = crypto.randomUUID();
  // what a program holds cannot be asked for once more
  const isAsked = identifierValue !== '';
  const name = isAsked
    ? `${identifierType} ${maskValue(identifierValue)} offset ${offset}`
    : vscode.l10n.t('Answer of a program');
  if (isAsked) await keepRequest(deps.workspaceState, id, request);
  await openDocument(deps.contents, `${fileName(name)}.json`, id, content);
}

/** Shows everything that is known of a failure; it is gone after a window reload. */
export async function openDetailsDocument(deps: DocumentsDeps, error: ApiError): Promise<void> {
  const name = `${fileName(vscode.l10n.t('What went wrong'))}.txt`;
  await openDocument(deps.contents, name, crypto.randomUUID(), { kind: 'details', error });
}

/** Shows where an answer departs from the documentation; it is gone after a window reload. */
export async function openDeparturesDocument(
  deps: DocumentsDeps,
  report: ContractReport,
): Promise<void> {
  const name = `${fileName(vscode.l10n.t('Departures'))}.txt`;
  await openDocument(deps.contents, name, crypto.randomUUID(), { kind: 'departures', report });
}

async function openDocument(
  contents: DocumentContents,
  name: string,
  id: string,
  content: DocumentContent,
): Promise<void> {
  const uri = vscode.Uri.from({ scheme: documentScheme, path: `/${name}`, query: id });
  contents.set(uri.toString(), content);
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { preview: false });
}

/** The text of a document: of what is in memory, else of the answer to its request, asked once more. */
export async function documentText(
  deps: DocumentsDeps,
  uri: vscode.Uri,
  signal: AbortSignal,
): Promise<string> {
  const { contents, masking, workspaceState } = deps;
  const key = uri.toString();
  const known = contents.get(key);
  if (known !== undefined) return textOf(known, masking);
  const request = keptRequest(workspaceState, uri.query);
  if (request === undefined)
    return vscode.l10n.t('This text is no longer kept. Run the request again to see it.');
  return textOf(await contents.read(key, () => asked(deps, request, signal)), masking);
}

/** Asks for the answer of a document that could not be had before. @returns what there is by now */
export async function askAgain(
  deps: DocumentsDeps,
  uri: vscode.Uri,
  signal: AbortSignal,
): Promise<DocumentContent | undefined> {
  const { contents, workspaceState } = deps;
  const before = contents.get(uri.toString());
  const request = keptRequest(workspaceState, uri.query);
  if (before?.kind !== 'failure' || request === undefined) return before;
  const content = await asked(deps, request, signal);
  // closed, or asked for by somebody else meanwhile
  if (signal.aborted || contents.get(uri.toString()) !== before) return before;
  contents.set(uri.toString(), content);
  return content;
}

async function asked(
  { api, connections }: DocumentsDeps,
  { connectionId, query }: CustomersRequest,
  signal: AbortSignal,
): Promise<DocumentContent> {
  const connection = connections.get(connectionId);
  if (connection === undefined) return { kind: 'failure', error: undefined };
  const answer = await api.page(connection, query, { signal });
  return answer.kind === 'page'
    ? { kind: 'answer', text: answer.text, identifier: query.identifierValue }
    : { kind: 'failure', error: answer };
}

async function textOf(content: DocumentContent, masking: Masking): Promise<string> {
  switch (content.kind) {
    case 'answer':
      return asShownNow(masking, async () =>
        prettyPrintInTurns(await shownText(masking, content.text, content.identifier)),
      );
    case 'departures':
      return departuresText(departureWording(masking), content.report);
    case 'details':
      return failureDetails(masking.error(content.error));
    case 'failure': {
      const { error } = content;
      const sentence =
        error === undefined ? missingConnectionSentence() : errorSentence(masking.error(error));
      return `${sentence}\n\n${vscode.l10n.t('Choose “Ask Again” in the title bar of this editor to ask once more.')}\n`;
    }
  }
}

function fileName(text: string): string {
  return visibleText(text, 80).replace(/[\\/:*?"<>|#%]+/g, '_');
}
