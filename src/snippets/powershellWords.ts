import { ahead, commandsIn, OPEN, type Command, type CommandsBeingRead } from './commandWords';

/** Typographic quotes mean the same as the plain ones. */
const PLAIN = /[^ \t\r\n'\u2018-\u201b"\u201c-\u201e`$;&|<>(){}#]+/y;
const SPACE = /[ \t\r]+/y;
const COMMENT = /#[^\n]*/y;
const REDIRECTION = /[<>]+(?:&\d)?/y;
const LINE_BREAK = /`\r?\n/y;
const IN_SINGLE_QUOTES = /[^'\u2018-\u201b]+/y;
const IN_DOUBLE_QUOTES = /[^"\u201c-\u201e`$]+/y;
const SINGLE_QUOTE = /['\u2018-\u201b]/y;
const DOUBLE_QUOTE = /["\u201c-\u201e]/y;
/** Bounded: a brace that never closes is not looked for again and again. */
const VARIABLE = /\$(?:\w+:)?\w+|\$\{[^{}\n]{1,200}\}/y;
const IN_SUBSTITUTION = /[^()'"]+/y;

/**
 * The commands that a PowerShell text holds. Variables and what other commands would give stay unknown.
 * @returns undefined where a quote stays open
 */
export function powershellCommands(text: string): readonly Command[] | undefined {
  return commandsIn(text, readOne);
}

/** Reads what is at a position. @returns where it ends, or `OPEN` */
function readOne(text: string, at: number, words: CommandsBeingRead): number {
  const plain = ahead(PLAIN, text, at);
  if (plain !== '') {
    words.add(plain);
    return at + plain.length;
  }
  if (ahead(SINGLE_QUOTE, text, at) !== '') return singleQuoted(text, at + 1, words);
  if (ahead(DOUBLE_QUOTE, text, at) !== '') return doubleQuoted(text, at + 1, words);
  switch (text[at]) {
    case '`':
      return escaped(text, at, words);
    case '$':
      return dollar(text, at, words);
    case '#':
      if (!words.isInWord) return at + ahead(COMMENT, text, at).length;
      words.add('#');
      return at + 1;
    case '<':
    case '>': {
      const redirection = ahead(REDIRECTION, text, at);
      words.redirect();
      // a stream that joins another has no file behind it
      if (redirection.includes('&')) words.add('');
      words.endWord();
      return at + redirection.length;
    }
    case ' ':
    case '\t':
    case '\r':
      words.endWord();
      return at + ahead(SPACE, text, at).length;
    default:
      // line breaks, operators, brackets
      words.endCommand();
      return at + 1;
  }
}

/** Of two quotes one stays. */
function singleQuoted(text: string, at: number, words: CommandsBeingRead): number {
  words.add('');
  while (at < text.length) {
    const plain = ahead(IN_SINGLE_QUOTES, text, at);
    words.add(plain);
    at += plain.length;
    const second = ahead(SINGLE_QUOTE, text, at + 1);
    if (at < text.length && second === '') return at + 1;
    words.add(second);
    at += 2;
  }
  return OPEN;
}

/** @param at behind the quote */
function doubleQuoted(text: string, at: number, words: CommandsBeingRead): number {
  words.add('');
  while (at >= 0 && at < text.length) {
    const plain = ahead(IN_DOUBLE_QUOTES, text, at);
    words.add(plain);
    at += plain.length;
    if (text[at] === '`') at = escaped(text, at, words);
    else if (text[at] === '$') at = dollar(text, at, words);
    else if (at < text.length) {
      const second = ahead(DOUBLE_QUOTE, text, at + 1);
      if (second === '') return at + 1;
      words.add(second);
      at += 2;
    }
  }
  return OPEN;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

function escaped(text: string, at: number, words: CommandsBeingRead): number {
  const lineBreak = ahead(LINE_BREAK, text, at);
  if (lineBreak !== '') return at + lineBreak.length;
  const letter = text[at + 1] ?? '';
  words.add(ESCAPES[letter] ?? letter);
  return at + 2;
}

function dollar(text: string, at: number, words: CommandsBeingRead): number {
  if (text[at + 1] === '(') {
    words.addUnknown('$(…)');
    return afterSubstitution(text, at + 2);
  }
  const variable = ahead(VARIABLE, text, at);
  if (variable === '') words.add('$');
  else words.addUnknown(variable);
  return at + (variable.length || 1);
}

/** Skips commands in parentheses, which may have parentheses and quotes of their own. */
function afterSubstitution(text: string, at: number): number {
  for (let depth = 1; at < text.length; at++) {
    at += ahead(IN_SUBSTITUTION, text, at).length;
    const character = text[at];
    if (character === '(') depth += 1;
    else if (character === ')') {
      depth -= 1;
      if (depth === 0) return at + 1;
    } else if (character !== undefined) {
      const end = text.indexOf(character, at + 1);
      if (end < 0) return OPEN;
      at = end;
    }
  }
  return OPEN;
}
