import { argumentsOf } from './windowsArguments';

export interface PowershellSession {
  readonly environment: Readonly<Record<string, string>>;
  /** They hand arguments over to a program in different ways. */
  readonly version: 5 | 7;
}

const SINGLE_QUOTES = "'\u2018\u2019\u201a\u201b";
const DOUBLE_QUOTES = '"\u201c\u201d\u201e';

/**
 * The commands that a PowerShell text holds, as the arguments that each program gets. By the
 * documentation's pages on quoting, parsing and `PSNativeCommandArgumentPassing`, as far as a command
 * needs them: bare words, both kinds of strings, environment variables, comments and the backtick.
 *
 * @throws {Error} for everything else: it would mean something that nobody meant
 */
export function commandsInPowershell(
  text: string,
  session: PowershellSession,
): readonly (readonly string[])[] {
  return wordsOf(text, session.environment)
    .filter((words) => words.length > 0)
    .map((words) => argumentsOf(commandLine(words, session.version)));
}

/** Version 5 puts quotes around what has spaces, and nothing more; version 7 escapes, too. */
function commandLine(words: readonly string[], version: 5 | 7): string {
  return words
    .filter((word) => version === 7 || word !== '')
    .map((word) => {
      if (version === 5) return /\s/.test(word) ? `"${word}"` : word;
      if (word !== '' && !/[\s"]/.test(word)) return word;
      return `"${word.replace(/(\\*)"/g, String.raw`$1$1\"`).replace(/(\\+)$/, '$1$1')}"`;
    })
    .join(' ');
}

function wordsOf(
  text: string,
  environment: PowershellSession['environment'],
): readonly (readonly string[])[] {
  const commands: string[][] = [[]];
  let word: string | undefined;
  const endWord = () => {
    if (word !== undefined) commands.at(-1)?.push(word);
    word = undefined;
  };
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    const rest = text.slice(at);
    if (character === '\n') {
      endWord();
      commands.push([]);
    } else if (/\s/.test(character)) endWord();
    else if (rest.startsWith('`\n') && word === undefined) at++;
    else if (character === '#' && word === undefined) at += rest.indexOf('\n') - 1;
    else if (SINGLE_QUOTES.includes(character)) {
      const { value, length } = singleQuoted(rest);
      word = (word ?? '') + value;
      at += length - 1;
    } else if (DOUBLE_QUOTES.includes(character)) {
      const { value, length } = doubleQuoted(rest, environment);
      word = (word ?? '') + value;
      at += length - 1;
    } else if (/[\w.*-]/.test(character)) word = (word ?? '') + character;
    else throw new Error(`PowerShell takes this for something else: ${rest}`);
  }
  endWord();
  return commands;
}

interface Literal {
  readonly value: string;
  readonly length: number;
}

/** Of two quotes, of whatever kind, one stays. */
function singleQuoted(text: string): Literal {
  let value = '';
  for (let at = 1; at < text.length; at++) {
    const character = text[at] ?? '';
    if (!SINGLE_QUOTES.includes(character)) value += character;
    else if (SINGLE_QUOTES.includes(text[at + 1] ?? '\n')) value += text[++at] ?? '';
    else return { value, length: at + 1 };
  }
  throw new Error('A string of PowerShell without an end.');
}

function doubleQuoted(text: string, environment: PowershellSession['environment']): Literal {
  let value = '';
  for (let at = 1; at < text.length; at++) {
    const character = text[at] ?? '';
    if (DOUBLE_QUOTES.includes(character)) return { value, length: at + 1 };
    if (character === '$') {
      const [whole = '', name = ''] = /^\$env:(\w+)/.exec(text.slice(at)) ?? [];
      if (whole === '') throw new Error(`Not an environment variable: ${text.slice(at)}`);
      value += environment[name] ?? '';
      at += whole.length - 1;
    } else if (character === '`') throw new Error('An escape of PowerShell.');
    else value += character;
  }
  throw new Error('A string of PowerShell without an end.');
}
