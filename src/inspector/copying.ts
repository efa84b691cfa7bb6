import * as vscode from 'vscode';
import type { Exchange, RequestAsSent } from '../api/exchange';
import { valueTextAt } from '../api/json';
import { shellName } from '../connections/curlStyle';
import { visibleText } from '../privacy/displayText';
import type { Masking } from '../privacy/masking';
import { credentialsVariable, type CurlStyle } from '../snippets/curl';
import { javascriptPath } from './jsonPaths';
import { prettyPrintInTurns } from './longText';
import { shownCurl } from './shownCurl';
import type { CopyableThing } from './wire';

/** What is put on the clipboard, and what is said of it; without a text, why there is none. */
interface Copied {
  readonly text?: string;
  readonly sentence: string;
}

/** Where the things to copy come from. */
interface CopySources {
  readonly masking: Masking;
  /** The answer on screen, as it is shown; where there is none, what came with a failure. */
  readonly text: string | undefined;
  /** The exchange that the strip tells about. */
  readonly exchange: Exchange | undefined;
  /** What the form would send; undefined while it cannot be sent. */
  readonly draft: RequestAsSent | undefined;
  /** How commands are written; undefined where the question for it was dismissed. */
  readonly curlStyle: CurlStyle | undefined;
  /** JSON Pointer of the value under the cursor. */
  readonly pointer: string | undefined;
}

export async function copiedText(
  what: CopyableThing,
  { masking, text: whole, exchange, draft, curlStyle, pointer = '' }: CopySources,
): Promise<Copied> {
  switch (what) {
    case 'value': {
      const text = whole === undefined ? undefined : valueTextAt(whole, pointer);
      if (text === undefined) return nothingYet();
      return {
        text: await plainValue(text),
        sentence: masking.isOn
          ? vscode.l10n.t('Value copied, with personal data masked.')
          : vscode.l10n.t('Value copied.'),
      };
    }
    case 'pointer':
      return whole === undefined ? nothingYet() : pathCopied(pointer);
    case 'jsPath':
      return whole === undefined ? nothingYet() : pathCopied(javascriptPath(pointer));
    case 'json':
      if (whole === undefined) return nothingYet();
      return { text: await prettyPrintInTurns(whole), sentence: jsonCopied(masking) };
    case 'curl':
      return draft === undefined ? cannotBeSent() : copiedCurl(masking, draft, curlStyle);
    case 'sentCurl':
      return exchange === undefined
        ? nothingYet()
        : copiedCurl(masking, exchange.request, curlStyle);
    case 'requestId':
      if (exchange?.requestId === undefined) return nothingYet();
      return { text: exchange.requestId, sentence: vscode.l10n.t('Request id copied.') };
    case 'url':
      if (draft === undefined) return cannotBeSent();
      return {
        text: masking.url(draft.url),
        sentence: masking.isOn
          ? vscode.l10n.t('URL copied, with personal data masked.')
          : vscode.l10n.t('URL copied.'),
      };
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

/** The request as a command; nothing where nobody wanted to say for which shell. */
export function copiedCurl(
  masking: Masking,
  request: RequestAsSent,
  style: CurlStyle | undefined,
): Copied {
  if (style === undefined) return { sentence: vscode.l10n.t('Nothing was copied.') };
  const curl = shownCurl(masking, request, style);
  if (curl.kind === 'refused') return { sentence: curl.sentence };
  return { text: curl.text, sentence: curlCopied(masking, request, style) };
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

export function jsonCopied(masking: Masking): string {
  return masking.isOn
    ? vscode.l10n.t('JSON copied, with personal data masked.')
    : vscode.l10n.t('JSON copied.');
}

function curlCopied(masking: Masking, request: RequestAsSent, { shell }: CurlStyle): string {
  const words = { shell: shellName(shell), variable: credentialsVariable(request) };
  return masking.isOn
    ? vscode.l10n.t(
        'curl for {shell} copied, with personal data masked: it will not run as it is.',
        words,
      )
    : vscode.l10n.t('curl for {shell} copied. Set {variable} before you run it.', words);
}
