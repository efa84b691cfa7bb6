import * as vscode from 'vscode';
import type { RequestAsSent } from '../api/exchange';
import { prettyPrint } from '../api/json';

/** A string without its quotes and escapes; everything else as it came, indented. */
export function plainValue(json: string): string {
  if (!json.startsWith('"')) return prettyPrint(json);
  const text: unknown = JSON.parse(json);
  return typeof text === 'string' ? text : json;
}

export function jsonCopied(): string {
  return vscode.l10n.t('JSON copied.');
}

export function curlCopied({ authentication }: RequestAsSent): string {
  const variable = authentication === 'token' ? 'CAPILLARY_TOKEN' : 'CAPILLARY_BASIC';
  return vscode.l10n.t('curl copied. Set {variable} before you run it.', { variable });
}
