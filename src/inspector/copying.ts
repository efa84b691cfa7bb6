import * as vscode from 'vscode';
import type { Exchange, RequestAsSent } from '../api/exchange';
import { valueTextAt } from '../api/json';
import type { Page } from '../api/page';
import { visibleText } from '../privacy/displayText';
import { curlCommand } from '../snippets/curl';
import { javascriptPath } from './jsonPaths';
import { prettyPrintInTurns } from './longText';
import type { CopyableThing } from './wire';

/** What is put on the clipboard, and what is said of it; without a text, why there is none. */
interface Copied {
  readonly text?: string;
  readonly sentence: string;
}

/** Where the things to copy come from. */
interface CopySources {
  /** The answer on screen. */
  readonly page: Page | undefined;
  /** Of a failure, where there is no answer on screen. */
  readonly body: string | undefined;
  /** The exchange that the strip tells about. */
  readonly exchange: Exchange | undefined;
  /** What the form would send; undefined while it cannot be sent. */
  readonly draft: RequestAsSent | undefined;
  /** JSON Pointer of the value under the cursor. */
  readonly pointer: string | undefined;
}

export async function copiedText(
  what: CopyableThing,
  { page, body, exchange, draft, pointer = '' }: CopySources,
): Promise<Copied> {
  const whole = page?.text ?? body;
  switch (what) {
    case 'value': {
      const text = whole === undefined ? undefined : valueTextAt(whole, pointer);
      if (text === undefined) return nothingYet();
      return { text: await plainValue(text), sentence: vscode.l10n.t('Value copied.') };
    }
    case 'pointer':
      return whole === undefined ? nothingYet() : pathCopied(pointer);
    case 'jsPath':
      return whole === undefined ? nothingYet() : pathCopied(javascriptPath(pointer));
    case 'json':
      if (whole === undefined) return nothingYet();
      return { text: await prettyPrintInTurns(whole), sentence: jsonCopied() };
    case 'curl':
      return draft === undefined ? cannotBeSent() : curlOf(draft);
    case 'sentCurl':
      return exchange === undefined ? nothingYet() : curlOf(exchange.request);
    case 'requestId':
      if (exchange?.requestId === undefined) return nothingYet();
      return { text: exchange.requestId, sentence: vscode.l10n.t('Request id copied.') };
    case 'url':
      if (draft === undefined) return cannotBeSent();
      return { text: draft.url, sentence: vscode.l10n.t('URL copied.') };
  }
}

/** A string without its quotes and escapes; everything else as it came, indented. */
async function plainValue(json: string): Promise<string> {
  if (!json.startsWith('"')) return prettyPrintInTurns(json);
  const text: unknown = JSON.parse(json);
  return typeof text === 'string' ? text : json;
}

function nothingYet(): Copied {
  return { sentence: vscode.l10n.t('There is nothing to copy yet. Run the query first.') };
}

export function cannotBeSent(): Copied {
  return {
    sentence: vscode.l10n.t(
      'Nothing was copied: this query cannot be sent. Choose a connection, and correct the fields that are marked.',
    ),
  };
}

function curlOf(request: RequestAsSent): Copied {
  return { text: curlCommand(request), sentence: curlCopied(request) };
}

function pathCopied(path: string): Copied {
  return {
    text: path,
    sentence:
      path === ''
        ? vscode.l10n.t('Path copied: it is empty, and means the whole answer.')
        : vscode.l10n.t('Path copied: {path}', { path: visibleText(path, 200) }),
  };
}

export function jsonCopied(): string {
  return vscode.l10n.t('JSON copied.');
}

export function curlCopied({ authentication }: RequestAsSent): string {
  const variable = authentication === 'token' ? 'CAPILLARY_TOKEN' : 'CAPILLARY_BASIC';
  return vscode.l10n.t('curl copied. Set {variable} before you run it.', { variable });
}
