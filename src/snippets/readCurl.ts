import { cmdCommands } from './cmdWords';
import { joined, slice, UNKNOWN, type Command, type Word } from './commandWords';
import { isHarmless, longOption, shortOption, type CurlOption } from './curlOptions';
import { posixCommands } from './posixWords';
import { powershellCommands } from './powershellWords';
import type { Shell } from './shells';

/** A header as curl is given it. */
interface CurlHeader {
  readonly name: string;
  readonly value: Word;
}

/** What a curl command asks for, as far as it can be known without running it. */
export interface CurlCommand {
  readonly kind: 'command';
  /** Whose quoting it is read by. */
  readonly shell: Shell;
  readonly method: string;
  /** As written, with what `--get` and `--url-query` add to it; a scheme may be missing. */
  readonly url: Word;
  readonly headers: readonly CurlHeader[];
  /** `name:password`. */
  readonly user?: Word;
  readonly bearer?: Word;
  /** What is sent, where that is in the command itself. */
  readonly body: readonly Word[];
  readonly certificateAuthorityFile?: Word;
  /** Whoever answers is taken for the host. */
  readonly isUnchecked: boolean;
  /** Options that have no say in any of this, by name: `--proxy`. */
  readonly leftOut: readonly string[];
}

export type CurlProblem =
  | 'tooLong'
  | 'nul'
  | 'notCurl'
  | 'openQuote'
  | 'severalCommands'
  | 'severalUrls'
  | 'noUrl'
  | 'missingValue';

export type CurlReading = CurlCommand | Problem;

/** More is no command that somebody wrote, or copied for its address. */
export const LONGEST_COMMAND = 200_000;
const MOST_LEFT_OUT = 20;
const FOR_A_LOOK = 10_000;

/**
 * Reads a curl command as browsers, Postman and this extension copy it, for POSIX shells, PowerShell or
 * the prompt of Windows' cmd: which one is told from its looks. Runs nothing and knows no variable. Never
 * throws, and takes a time that grows with the length of the text.
 */
export function readCurl(text: string): CurlReading {
  if (text.length > LONGEST_COMMAND) return problem('tooLong');
  if (text.includes(UNKNOWN)) return problem('nul');
  const typed = text.replace(PROMPT, '');
  const [likely, ...others] = shellsByLooks(typed).map((shell) => () => readFor(shell, typed));
  const first = likely?.() ?? problem('notCurl');
  if (first.kind === 'command') return first;
  // read by another's rules, it may still be a command that makes sense
  for (const read of others) {
    const reading = read();
    if (reading.kind === 'command') return reading;
  }
  return first;
}

/** What a shell of Windows has in front of what is typed, and a redirection would begin with. */
const PROMPT = /^[ \t]*(?:PS ?)?(?:[A-Za-z]:\\[^<>\n"]{0,200})?>[ \t]*(?=curl)/gim;

/** The likeliest first: what a command goes on by in its next line gives its shell away. */
function shellsByLooks(text: string): readonly Shell[] {
  const from = text.search(/(?:^|[^\w.-])curl(?:\.exe)?\s/i);
  const beginning = text.slice(Math.max(0, from), from + FOR_A_LOOK).trimStart();
  const [start = ''] = /^[^\n]*/.exec(beginning) ?? [];
  // what is quoted may end its lines in any way
  const [bare = ''] = /^[^\n]*/.exec(beginning.replace(/'[^']*'|"[^"]*"/g, '')) ?? [];
  const end = bare.trimEnd().at(-1);
  const [quote] = /['"]/.exec(start) ?? [];
  if (end === '^' || start.includes('^"') || /^\s*rem\s/i.test(text))
    return ['cmd', 'posix', 'powershell'];
  if (end === '`' || /"[^'"]*\$env:/i.test(start)) return ['powershell', 'posix', 'cmd'];
  if (end === '\\') return ['posix', 'powershell', 'cmd'];
  if (/^\W?curl\.exe/i.test(start))
    return quote === "'" ? ['powershell', 'posix', 'cmd'] : ['cmd', 'powershell', 'posix'];
  return quote === '"' && /%[A-Za-z_]\w*%/.test(start)
    ? ['cmd', 'posix', 'powershell']
    : ['posix', 'powershell', 'cmd'];
}

function commandsFor(shell: Shell, text: string): readonly Command[] | undefined {
  switch (shell) {
    case 'posix':
      return posixCommands(text);
    case 'powershell':
      return powershellCommands(text);
    case 'cmd':
      return cmdCommands(text);
  }
}

function readFor(shell: Shell, text: string): CurlReading {
  const commands = commandsFor(shell, text);
  if (commands === undefined) return problem(/\bcurl\b/i.test(text) ? 'openQuote' : 'notCurl');
  const given = commands.map(argumentsOfCurl).filter((found) => found !== undefined);
  const [words] = given;
  if (words === undefined) return problem('notCurl');
  if (given.length > 1) return problem('severalCommands');
  return readArguments(shell, words);
}

/** What is in front of a command as it is copied from a page: a prompt, variables, other programs. */
const BEFORE = /^(?:[$%>#]|PS>|[A-Za-z_]\w*=[^]*|sudo|time|env|exec|command)$/;
const PROGRAM = /^(?:[^]*[\\/])?curl(?:\.exe)?$/i;

function argumentsOfCurl(command: Command): readonly Word[] | undefined {
  const at = command.findIndex(({ text }) => !BEFORE.test(text));
  return PROGRAM.test(command[at]?.text ?? '') ? command.slice(at + 1) : undefined;
}

/** An option that was given, with its value. */
interface Given {
  readonly name: string;
  /** As it is written, such as `-x`. */
  readonly written: string;
  readonly value?: Word | undefined;
}

function readArguments(shell: Shell, words: readonly Word[]): CurlReading {
  const given = optionsOf(words);
  if ('reason' in given) return given;
  const valuesOf = (name: string) =>
    given.flatMap((option) =>
      option.name === name && option.value !== undefined ? [option.value] : [],
    );
  const has = (name: string) => given.some((option) => option.name === name);
  const urls = valuesOf('url');
  const [url] = urls;
  if (url === undefined) return problem('noUrl');
  if (urls.length > 1 || has('next')) return problem('severalUrls');
  // what begins otherwise was not meant to be read by this shell's rules
  if (!/^[\w\0<{[]/.test(url.text)) return problem('noUrl');
  const body = given.flatMap(bodyOf);
  const query = [...(has('get') ? body : []), ...valuesOf('url-query').map(urlEncoded)];
  const user = valuesOf('user').at(-1);
  const bearer = valuesOf('oauth2-bearer').at(-1);
  const authorities = valuesOf('cacert').at(-1);
  const asked = valuesOf('request').at(-1)?.text.toUpperCase();
  return {
    kind: 'command',
    shell,
    method: asked ?? usualMethod(given, has('get')),
    url: withQuery(url, query),
    headers: valuesOf('header').flatMap(headerOf),
    ...(user && { user }),
    ...(bearer && { bearer }),
    body: has('get') ? [] : body,
    ...(authorities && { certificateAuthorityFile: authorities }),
    isUnchecked: has('insecure'),
    leftOut: [...new Set(given.filter(isLeftOut).map(nameToSay))].slice(0, MOST_LEFT_OUT),
  };
}

/** Options in their order; what is none is a URL. */
function optionsOf(words: readonly Word[]): readonly Given[] | Problem {
  const given: Given[] = [];
  const waiting = words.values();
  for (const word of waiting)
    for (const option of optionsIn(word)) {
      const { name, written, hasValue } = option;
      const value = hasValue ? (option.value ?? waiting.next().value) : undefined;
      if (hasValue && value === undefined) return problem('missingValue', nameToSay(option));
      given.push({ name, written, value });
    }
  return given;
}

/** What one word names: letters behind a single dash may be several options, and hold a value, too. */
function optionsIn(word: Word): readonly (Given & CurlOption)[] {
  const { text } = word;
  if (!text.startsWith('-') || text === '-')
    return [{ name: 'url', written: '', hasValue: true, value: word }];
  if (text.startsWith('--')) {
    const [written = text] = /^[^=]*/.exec(text) ?? [];
    const isWithValue = written.length < text.length;
    const value = isWithValue ? slice(word, written.length + 1) : undefined;
    return [{ ...longOption(written.slice(2)), written, value }];
  }
  const found: (Given & CurlOption)[] = [];
  for (let at = 1; at < text.length; at++) {
    const letter = text[at] ?? '';
    const option = shortOption(letter);
    const hasRest = option.hasValue && at + 1 < text.length;
    const value = hasRest ? slice(word, at + 1) : undefined;
    found.push({ ...option, written: `-${letter}`, value });
    if (option.hasValue) break;
  }
  return found;
}

const BODIES = ['data', 'data-ascii', 'data-raw', 'data-binary', 'data-urlencode', 'json'];
const FORMS = ['form', 'form-string'];

function usualMethod(given: readonly Given[], isGet: boolean): string {
  const names = given.map(({ name }) => name);
  if (isGet) return 'GET';
  if (names.includes('head')) return 'HEAD';
  if (names.includes('upload-file')) return 'PUT';
  return names.some((name) => [...BODIES, ...FORMS].includes(name)) ? 'POST' : 'GET';
}

function bodyOf({ name, value }: Given): readonly Word[] {
  if (value === undefined || !BODIES.includes(name)) return [];
  if (name === 'data-urlencode') return [urlEncoded(value)];
  return [value.text.startsWith('@') && name !== 'data-raw' ? IN_A_FILE : value];
}

/** Nothing is read from a file that somebody's command names. */
const IN_A_FILE: Word = { text: UNKNOWN, unknown: ['@…'] };

/** As `--data-urlencode` does it: `content`, `=content`, `name=content`, or from a file. */
function urlEncoded(value: Word): Word {
  const { text } = value;
  const name = /^[^=@]*=/.exec(text)?.[0];
  if (name === undefined && text.includes('@')) return IN_A_FILE;
  const content = slice(value, name?.length ?? 0);
  const encoded = { ...content, text: content.text.split(UNKNOWN).map(encode).join(UNKNOWN) };
  return name === undefined || name === '='
    ? encoded
    : joined([slice(value, 0, name.length), encoded], '');
}

function encode(text: string): string {
  // a half of a character has no encoding
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'));
}

function withQuery(url: Word, parts: readonly Word[]): Word {
  const fragment = url.text.indexOf('#');
  const address = fragment < 0 ? url : slice(url, 0, fragment);
  if (parts.length === 0) return address;
  return joined([address, joined(parts, '&')], address.text.includes('?') ? '&' : '?');
}

const HEADER_NAME = /^[\w!#$%&'*+.^|~-]{1,80}$/;

/** Of `Name: value`; none for a file of headers, and for one that curl is told to leave out. */
function headerOf(header: Word): readonly CurlHeader[] {
  const colon = header.text.indexOf(':');
  const name = header.text.slice(0, Math.max(0, colon)).trim();
  if (!HEADER_NAME.test(name)) return [];
  const [spaces = ''] = /^[ \t]*/.exec(header.text.slice(colon + 1)) ?? [];
  return [{ name, value: slice(header, colon + 1 + spaces.length) }];
}

const TAKEN = new Set([
  ...['url', 'url-query', 'get', 'head', 'request', 'header', 'user', 'basic', 'oauth2-bearer'],
  ...['cacert', 'insecure', ...BODIES],
]);

function isLeftOut({ name }: Given): boolean {
  return !TAKEN.has(name) && !isHarmless(name);
}

/** An option by its long name; of one that curl does not have only what can be one is said again. */
function nameToSay({ name, written }: Given): string {
  if (written.startsWith('--')) return /^--[a-z][\w.-]{0,40}$/i.test(written) ? written : '--…';
  if (name.length > 1) return `--${name}`;
  return /^-\w$/.test(written) ? written : '-…';
}

interface Problem {
  readonly kind: 'problem';
  readonly reason: CurlProblem;
  /** The option that it is about. */
  readonly about?: string;
}

function problem(reason: CurlProblem, about?: string): Problem {
  return { kind: 'problem', reason, ...(about !== undefined && { about }) };
}
