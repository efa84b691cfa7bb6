import type { Connection } from '../api/connection';
import type { ChildrenQuery } from '../api/query';
import { requestAsSent } from '../api/request';
import type { Masking } from '../privacy/masking';
import { codeTarget, codeTargets } from '../snippets/codeTargets';
import { curlCommand } from '../snippets/curl';
import type { Shell } from '../snippets/shells';
import { codeFor, Unwritable } from '../snippets/writtenCode';

const CURL: ReadonlyMap<string, Shell> = new Map([
  ['curl-posix', 'posix'],
  ['curl-powershell', 'powershell'],
  ['curl-cmd', 'cmd'],
]);

/** Everything that a request can be written as. */
export const snippetTargets: readonly string[] = [
  ...CURL.keys(),
  ...codeTargets.map(({ id }) => id),
];

export interface SnippetChoice {
  readonly target: string;
  readonly paging: boolean;
  readonly signIn: boolean;
}

const MASKED = 'Personal data is masked in this code: it will not run as it is.';

/** The request as a command or as code, which takes its credentials from the environment; or why not. */
export function snippetText(
  connection: Connection,
  query: ChildrenQuery,
  { target, paging, signIn }: SnippetChoice,
  masking: Masking,
): string {
  const request = masking.request(requestAsSent(connection, query));
  const note = masking.isOn ? MASKED : undefined;
  const shell = CURL.get(target);
  const known = codeTarget(target);
  try {
    if (shell !== undefined) return curlCommand(request, { shell, oneLine: false }, note);
    if (known !== undefined) return codeFor(request, known, { paging, signIn }, note);
  } catch (error) {
    if (!(error instanceof Unwritable)) throw error;
    return `This request cannot be written for ${target}: ${error.reason}.`;
  }
  return `Nothing writes code by this name. There are: ${snippetTargets.join(', ')}.`;
}
