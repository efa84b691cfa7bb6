import * as vscode from 'vscode';
import type { ApiError } from '../api/errors';
import type { Exchange } from '../api/exchange';
import { prettyPrint } from '../api/json';
import { errorSentence } from '../connections/errorWords';
import { visibleText } from '../privacy/displayText';
import { redactSecrets } from '../privacy/redact';
import { proseLines } from './proseLines';
import { exchangeOf } from './session';
import { inspectorFigures, redactedHeaders, requestFacts, signInNote } from './views';
import type { Fact } from './wire';

/** Characters of an answer's body that the details show. */
const LONGEST_BODY = 200_000;

/**
 * Everything known of a failure, as plain text to read, search and send to the platform's support;
 * holds no secret.
 */
export function failureDetails(error: ApiError): string {
  const exchange = exchangeOf(error);
  const sections = [
    proseLines(errorSentence(error)),
    section(vscode.l10n.t('What the API said'), list(issueFacts(error))),
    ...(exchange === undefined
      ? []
      : [
          section(vscode.l10n.t('Exchange'), list(requestFacts(exchange, inspectorFigures()))),
          section(vscode.l10n.t('Request'), requestText(exchange)),
        ]),
    'text' in error ? section(vscode.l10n.t('Answer'), body(error.text)) : '',
  ];
  return `${sections.filter((text) => text !== '').join('\n\n')}\n`;
}

function issueFacts(error: ApiError): readonly Fact[] {
  if (!('issue' in error) || error.issue === undefined) return [];
  const { code, message } = error.issue;
  const facts: Fact[] = [];
  if (code !== undefined) facts.push([vscode.l10n.t('Error code'), String(code)]);
  if (message !== undefined) facts.push([vscode.l10n.t('Message'), message]);
  return facts;
}

function requestText(exchange: Exchange): string {
  const { signingIn, request } = exchange;
  const { method, url } = signingIn ?? request;
  return [
    ...(signingIn === undefined ? [] : [signInNote()]),
    `${method} ${url}`,
    list(redactedHeaders(signingIn ?? request)),
  ].join('\n');
}

function section(title: string, content: string): string {
  return content === '' ? '' : `── ${title} ──\n${content}`;
}

function list(facts: readonly Fact[]): string {
  return facts
    .map(([name, value]) => vscode.l10n.t('{name}: {value}', { name, value: visibleText(value) }))
    .join('\n');
}

function body(text: string): string {
  if (text === '') return vscode.l10n.t('The body is empty.');
  if (text.length > LONGEST_BODY)
    return `${withoutSecrets(text.slice(0, LONGEST_BODY))}\n${vscode.l10n.t('The rest of the body is left out.')}`;
  // text that is no JSON stays as it is
  return withoutSecrets(prettyPrint(text));
}

/**
 * The secrets that were sent are out already; a server may also show others. What is about a person
 * stays: whoever asks for these details looks for just that.
 */
function withoutSecrets(text: string): string {
  return text
    .split('\n')
    .map((line) => redactSecrets(line))
    .join('\n');
}
