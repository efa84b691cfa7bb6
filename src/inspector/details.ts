import * as vscode from 'vscode';
import type { ApiError } from '../api/errors';
import { prettyPrint } from '../api/json';
import { errorSentence } from '../connections/errorWords';
import { escapeMarkdown } from '../privacy/displayText';
import { redact } from '../privacy/redact';
import { exchangeOf } from './session';
import type { Fact } from './wire';
import { redactedHeaders, requestFacts } from './views';

/** Characters of an answer's body that the details show. */
const LONGEST_BODY = 200_000;

/** Everything known of a failure, as Markdown; holds no secret. */
export function failureDetails(error: ApiError): string {
  const exchange = exchangeOf(error);
  return [
    `# ${vscode.l10n.t('What went wrong')}`,
    escapeMarkdown(errorSentence(error)),
    ...section(vscode.l10n.t('What the API said'), list(issueFacts(error))),
    ...(exchange === undefined
      ? []
      : [
          ...section(vscode.l10n.t('Exchange'), list(requestFacts(exchange))),
          ...section(
            vscode.l10n.t('Request'),
            fenced(`${exchange.request.method} ${exchange.request.url}`, 'http'),
          ),
          ...section(vscode.l10n.t('Headers'), list(redactedHeaders(exchange.request))),
        ]),
    ...('text' in error ? section(vscode.l10n.t('Answer'), body(error.text)) : []),
  ].join('\n\n');
}

function issueFacts(error: ApiError): readonly Fact[] {
  if (!('issue' in error) || error.issue === undefined) return [];
  const { code, message } = error.issue;
  const facts: Fact[] = [];
  if (code !== undefined) facts.push([vscode.l10n.t('Code'), String(code)]);
  if (message !== undefined) facts.push([vscode.l10n.t('Message'), message]);
  return facts;
}

function section(title: string, content: string): readonly string[] {
  return content === '' ? [] : [`## ${title}`, content];
}

function list(facts: readonly Fact[]): string {
  return facts
    .map(([name, value]) => `- **${escapeMarkdown(name)}**: ${escapeMarkdown(value)}`)
    .join('\n');
}

function body(text: string): string {
  if (text === '') return vscode.l10n.t('The body is empty.');
  const shown = text.slice(0, LONGEST_BODY);
  const isWhole = shown.length === text.length;
  const cut = isWhole ? '' : `\n\n${vscode.l10n.t('The rest of the body is left out.')}`;
  // a page that refuses a sign-in may repeat the secret that it refused
  if (isWhole && isJson(text)) return fenced(withoutSecrets(prettyPrint(text)), 'json');
  return fenced(withoutSecrets(shown), '') + cut;
}

function withoutSecrets(text: string): string {
  return text
    .split('\n')
    .map((line) => redact(line))
    .join('\n');
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A code block that its content cannot end. */
function fenced(text: string, language: string): string {
  const longest = (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
