import { parseOrigin } from '../api/hosts';
import type { Sentence } from '../sentence';
import { LONGEST_COMMAND, readCurl, type CurlProblem } from '../snippets/readCurl';
import { connectionIn } from './curlConnection';
import type { FoundConnection } from './foundConnection';
import {
  LONGEST_ENVIRONMENT,
  readPostmanEnvironment,
  type PostmanProblem,
} from './postmanEnvironment';
import { hostText } from './settingsEntries';

export type ImportProblem =
  | { readonly kind: 'empty' }
  | { readonly kind: 'curl'; readonly reason: CurlProblem; readonly about?: string }
  | { readonly kind: 'postman'; readonly reason: PostmanProblem }
  /** `sentence` says why the host cannot be used. */
  | { readonly kind: 'host'; readonly sentence: Sentence };

export type ImportReading =
  | { readonly kind: 'found'; readonly found: FoundConnection }
  | { readonly kind: 'problem'; readonly problem: ImportProblem };

/** Longer texts are neither a command nor an environment, and are not looked at. */
export const LONGEST_IMPORT = Math.max(LONGEST_COMMAND, LONGEST_ENVIRONMENT);

/** What a text has of a connection: a curl command, or a Postman environment. Never throws. */
export function readImport(text: string): ImportReading {
  const trimmed = text.replace(/^\ufeff/, '').trimStart();
  if (trimmed === '') return problem({ kind: 'empty' });
  if (/^[{[]/.test(trimmed)) {
    const read = readPostmanEnvironment(trimmed);
    return read.kind === 'problem'
      ? problem({ kind: 'postman', reason: read.reason })
      : withHost(read.found, read.url);
  }
  const command = readCurl(text);
  if (command.kind === 'problem') {
    const { reason, about } = command;
    return problem({ kind: 'curl', reason, ...(about !== undefined && { about }) });
  }
  const { found, url } = connectionIn(command);
  return withHost(found, url);
}

/** The host is held to the same rules as one that is entered. @param url '' where there is none */
function withHost(found: FoundConnection, url: string): ImportReading {
  if (url === '') return { kind: 'found', found };
  const parsed = parseOrigin(url);
  return 'problem' in parsed
    ? problem({ kind: 'host', sentence: parsed.problem })
    : { kind: 'found', found: { ...found, host: hostText(parsed.origin) } };
}

function problem(what: ImportProblem): ImportReading {
  return { kind: 'problem', problem: what };
}
