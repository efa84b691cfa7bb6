import { joinedSentences, listed, translated } from '../sentence';
import type { Draft } from './draft';
import type { Localisation } from './errorSentences';
import type { FoundConnection, QueryLack } from './foundConnection';
import { plainText } from './plainText';
import type { PostmanProblem } from './postmanEnvironment';
import type { ImportProblem } from './readImport';
import type { CurlProblem } from '../snippets/readCurl';

/** Why nothing can be taken over, and what to do about it; a whole sentence that repeats no value. */
export function importProblemWords(l10n: Localisation, problem: ImportProblem): string {
  switch (problem.kind) {
    case 'empty':
      return l10n.t('There is nothing in it. Copy a curl command or a Postman environment first.');
    case 'curl':
      return curlProblemWords(l10n, problem.reason, problem.about);
    case 'postman':
      return postmanProblemWords(l10n, problem.reason);
    case 'host':
      return l10n.t('Its host cannot be used. {reason}', {
        reason: translated(l10n, problem.sentence),
      });
  }
}

function curlProblemWords(l10n: Localisation, reason: CurlProblem, about = ''): string {
  switch (reason) {
    case 'tooLong':
      return l10n.t('It is too long for a curl command. Copy the command alone.');
    case 'nul':
      return l10n.t('It has characters that no command can have. Copy the command as text.');
    case 'notCurl':
      return l10n.t(
        'It is neither a curl command nor a Postman environment. In a browser or in Postman, use “Copy as cURL”.',
      );
    case 'openQuote':
      return l10n.t('A quotation mark of the curl command is not closed. Copy the whole command.');
    case 'severalCommands':
      return l10n.t('There are several curl commands in it. Copy one of them alone.');
    case 'severalUrls':
      return l10n.t('The curl command has more than one address. Leave one of them.');
    case 'noUrl':
      return l10n.t('The curl command has no address. Copy the whole command.');
    case 'missingValue':
      return l10n.t('In the curl command nothing follows {option}. Copy the whole command.', {
        option: about,
      });
  }
}

function postmanProblemWords(l10n: Localisation, reason: PostmanProblem): string {
  switch (reason) {
    case 'tooLong':
      return l10n.t('It is too long for a Postman environment.');
    case 'notJson':
      return l10n.t('It begins as JSON does, but is none. Export the environment once more.');
    case 'collection':
      return l10n.t(
        'It is a Postman collection, which has no host and no sign-in. Export the environment instead.',
      );
    case 'notEnvironment':
      return l10n.t(
        'It is JSON, but no Postman environment: that has a list of “values”, each with “key” and “value”.',
      );
    case 'nothingKnown':
      return l10n.t(
        'No value of the environment that is switched on has a name such as host, clientId, username or token.',
      );
  }
}

/** What was found, in a few words without any secret. */
export function foundWords(l10n: Localisation, found: FoundConnection): string {
  return [
    found.from === 'curl' ? l10n.t('curl command') : l10n.t('Postman environment'),
    found.host === '' ? l10n.t('host to be entered') : plainText(found.host),
    signInWords(l10n, found),
    found.query === undefined ? undefined : l10n.t('a query'),
  ]
    .filter((words) => words !== undefined)
    .join(' · ');
}

function signInWords(l10n: Localisation, { signIn }: FoundConnection): string | undefined {
  switch (signIn?.signIn) {
    case undefined:
      return undefined;
    case 'oauth':
      return l10n.t('OAuth key');
    case 'basic':
    case 'basicMd5':
      return l10n.t('till');
    case 'token':
      return l10n.t('token');
  }
}

/** What is not taken over, as whole sentences; undefined where everything is. */
export function leftOutWords(l10n: Localisation, found: FoundConnection): string | undefined {
  const names = listed(
    l10n,
    found.leftOut.map((name) => plainText(name, 40)),
  );
  const said = joinedSentences(
    found.queryLack && queryLackWords(l10n, found.queryLack),
    names !== '' && l10n.t('Left out of the curl command: {names}.', { names }),
  );
  return said === '' ? undefined : said;
}

function queryLackWords(l10n: Localisation, lack: QueryLack): string {
  switch (lack) {
    case 'otherEndpoint':
      return l10n.t('The curl command asks another endpoint: no query is taken over.');
    case 'otherMethod':
      return l10n.t('The curl command sends something: no query is taken over.');
    case 'placeholders':
      return l10n.t('The query has variables in it and is not taken over.');
    case 'unusable':
      return l10n.t(
        'The query is not taken over: a parameter of it is missing, or cannot be used.',
      );
  }
}

/** Where the secret is that was not found: `$CAPILLARY_TOKEN`, or what Postman would put in. */
export function placeholderWords(l10n: Localisation, { takenFrom }: Draft): string | undefined {
  const signIn = takenFrom.kind === 'found' ? takenFrom.found.signIn : undefined;
  if (signIn?.placeholder === undefined) return undefined;
  const placeholder = plainText(signIn.placeholder, 60);
  return l10n.t('Where it was taken from, {placeholder} stands for it.', { placeholder });
}
