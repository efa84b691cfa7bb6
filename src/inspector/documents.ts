import * as vscode from 'vscode';
import type { Answer, CustomersApi } from '../api/page';
import type { CustomersRequest } from '../api/query';
import type { Connections } from '../connections/register';
import { errorSentence } from '../connections/errorWords';
import { visibleText } from '../privacy/displayText';
import { readRequest } from './commandArguments';
import { prettyPrintInTurns } from './longText';
import { missingConnectionSentence } from './views';

const documentScheme = 'customer-hierarchy';

/** VS Code opens no virtual document beyond this, in megabytes. */
const LARGEST_DOCUMENT_MEGABYTES = 50;

/** Texts of open documents, by the document's URI; kept by whoever lives as long as the extension. */
export type DocumentTexts = Map<string, string>;

/** What a document's URI holds, so that it can be asked for again after a window reload. */
interface DocumentQuery {
  /** Tells two answers to the same request apart. */
  readonly id: string;
  readonly request?: CustomersRequest;
}

/**
 * Shows an answer as a read-only document whose text is what the inspector shows. The URI holds the
 * request and nothing secret; the path ends in `.json`, which is what VS Code goes by.
 */
export async function openAnswerDocument(
  texts: DocumentTexts,
  request: CustomersRequest,
  answerText: string,
): Promise<void> {
  const text = await prettyPrintInTurns(answerText);
  if (text.length > LARGEST_DOCUMENT_MEGABYTES * 1024 * 1024) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        'VS Code opens no document above {megabytes} MB. Look at this answer in the inspector, or ask for fewer rows.',
        { megabytes: LARGEST_DOCUMENT_MEGABYTES },
      ),
    );
    return;
  }
  const { identifierType, identifierValue, offset } = request.query;
  const name = `${identifierType} ${identifierValue} offset ${offset}`;
  await openText(texts, `${fileName(name)}.json`, text, request);
}

/** Shows a text about a failure; it is gone after a window reload. */
export async function openDetailsDocument(texts: DocumentTexts, text: string): Promise<void> {
  await openText(texts, `${fileName(vscode.l10n.t('What went wrong'))}.txt`, text);
}

/** Shows where an answer departs from the documentation; it is gone after a window reload. */
export async function openDeparturesDocument(texts: DocumentTexts, text: string): Promise<void> {
  await openText(texts, `${fileName(vscode.l10n.t('Departures'))}.txt`, text);
}

async function openText(
  texts: DocumentTexts,
  name: string,
  text: string,
  request?: CustomersRequest,
): Promise<void> {
  const query: DocumentQuery = {
    id: crypto.randomUUID(),
    ...(request !== undefined && { request }),
  };
  const uri = vscode.Uri.from({
    scheme: documentScheme,
    path: `/${name}`,
    query: Buffer.from(JSON.stringify(query)).toString('base64url'),
  });
  texts.set(uri.toString(), text);
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { preview: false });
}

/** The text of a document: the one in memory, else the answer to its request, asked once more. */
export async function documentText(
  uri: vscode.Uri,
  texts: DocumentTexts,
  api: CustomersApi,
  connections: Connections,
  signal: AbortSignal,
): Promise<string> {
  const known = texts.get(uri.toString());
  if (known !== undefined) return known;
  const request = requestIn(uri);
  if (request === undefined)
    return vscode.l10n.t('This text is no longer kept. Run the request again to see it.');
  const connection = connections.get(request.connectionId);
  if (connection === undefined) return missingConnectionSentence();
  const answer = await api.page(connection, request.query, { signal });
  return textOf(answer);
}

async function textOf(answer: Answer): Promise<string> {
  return answer.kind === 'page' ? await prettyPrintInTurns(answer.text) : errorSentence(answer);
}

function requestIn(uri: vscode.Uri): CustomersRequest | undefined {
  try {
    const query: unknown = JSON.parse(Buffer.from(uri.query, 'base64url').toString());
    return typeof query === 'object' && query !== null && 'request' in query
      ? readRequest(query.request)
      : undefined;
  } catch {
    // not a URI that this extension made
    return undefined;
  }
}

function fileName(text: string): string {
  return visibleText(text, 80).replace(/[\\/:*?"<>|#%]+/g, '_');
}
