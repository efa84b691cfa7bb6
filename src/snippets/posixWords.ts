import { ahead, commandsIn, OPEN, type Command, type CommandsBeingRead } from './commandWords';

const PLAIN = /[^ \t\r\n'"\\$`;&|<>()#]+/y;
const SPACE = /[ \t\r]+/y;
const REDIRECTION = /[<>][<>&|]*-?/y;
const COMMENT = /#[^\n]*/y;
const IN_DOUBLE_QUOTES = /[^"\\$`]+/y;
const LINE_BREAK = /\\\r?\n/y;
/** Bounded: a brace that never closes is not looked for again and again. */
const VARIABLE = /\$(?:[A-Za-z_]\w*|[\d?!#$@*-]|\{[^{}\n]{1,200}\})/y;
const ANSI_ESCAPE = /\\(?:[0-7]{1,3}|x[\da-fA-F]{1,2}|u[\da-fA-F]{1,4}|U[\da-fA-F]{1,8}|c[^]|[^])/y;
const IN_ANSI_QUOTES = /[^'\\]+/y;
const IN_SUBSTITUTION = /[^()'"\\]+/y;

/**
 * The commands that a text holds for POSIX shells (sh, bash, dash, zsh) or fish. Values of variables
 * and what other commands would print stay unknown; globs, braces and `~` are taken as written.
 * @returns undefined where a quote stays open
 */
export function posixCommands(text: string): readonly Command[] | undefined {
  return commandsIn(text, readOne);
}

/** Reads what is at a position. @returns where it ends, or `OPEN` */
function readOne(text: string, at: number, words: CommandsBeingRead): number {
  const plain = ahead(PLAIN, text, at);
  if (plain !== '') {
    words.add(plain);
    return at + plain.length;
  }
  switch (text[at]) {
    case "'":
      return literal(text, at, words);
    case '"':
      return doubleQuoted(text, at + 1, words);
    case '\\':
      return escaped(text, at, words);
    case '$':
      if (text[at + 1] === "'") return ansiQuoted(text, at + 2, words);
      if (text[at + 1] === '"') return doubleQuoted(text, at + 2, words);
      return dollar(text, at, words);
    case '`':
      return backquoted(text, at, words);
    case '#':
      if (!words.isInWord) return at + ahead(COMMENT, text, at).length;
      words.add('#');
      return at + 1;
    case '<':
    case '>':
      words.redirect();
      return at + ahead(REDIRECTION, text, at).length;
    case ' ':
    case '\t':
    case '\r':
      words.endWord();
      return at + ahead(SPACE, text, at).length;
    default:
      // line breaks, operators, parentheses
      words.endCommand();
      return at + 1;
  }
}

function literal(text: string, at: number, words: CommandsBeingRead): number {
  const end = text.indexOf("'", at + 1);
  if (end < 0) return OPEN;
  words.add(text.slice(at + 1, end));
  return end + 1;
}

function escaped(text: string, at: number, words: CommandsBeingRead): number {
  const lineBreak = ahead(LINE_BREAK, text, at);
  if (lineBreak !== '') return at + lineBreak.length;
  words.add(text[at + 1] ?? '\\');
  return at + 2;
}

/** @param at behind the quote */
function doubleQuoted(text: string, at: number, words: CommandsBeingRead): number {
  words.add('');
  while (at >= 0 && at < text.length) {
    const plain = ahead(IN_DOUBLE_QUOTES, text, at);
    words.add(plain);
    at += plain.length;
    switch (text[at]) {
      case undefined:
        return OPEN;
      case '"':
        return at + 1;
      case '$':
        at = dollar(text, at, words);
        break;
      case '`':
        at = backquoted(text, at, words);
        break;
      case '\\': {
        const lineBreak = ahead(LINE_BREAK, text, at);
        const next = text[at + 1] ?? '';
        if (lineBreak === '') words.add('$`"\\'.includes(next) ? next : `\\${next}`);
        at += lineBreak.length || 2;
      }
    }
  }
  return OPEN;
}

/** A variable, what a command prints, or a dollar sign that means nothing. */
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
    switch (text[at]) {
      case undefined:
        return OPEN;
      case '(':
        depth += 1;
        break;
      case ')':
        depth -= 1;
        if (depth === 0) return at + 1;
        break;
      case '\\':
        at += 1;
        break;
      case "'":
      case '"': {
        const end = text.indexOf(text[at] ?? '', at + 1);
        if (end < 0) return OPEN;
        at = end;
      }
    }
  }
  return OPEN;
}

function backquoted(text: string, at: number, words: CommandsBeingRead): number {
  words.addUnknown('`…`');
  for (let end = at + 1; end < text.length; end++) {
    if (text[end] === '\\') end += 1;
    else if (text[end] === '`') return end + 1;
  }
  return OPEN;
}

/** @param at behind `$'` */
function ansiQuoted(text: string, at: number, words: CommandsBeingRead): number {
  words.add('');
  while (at < text.length) {
    const plain = ahead(IN_ANSI_QUOTES, text, at);
    words.add(plain);
    at += plain.length;
    if (text[at] === "'") return at + 1;
    const escape = ahead(ANSI_ESCAPE, text, at);
    words.add(ansiEscape(escape));
    at += escape.length || 1;
  }
  return OPEN;
}

const ANSI_LETTERS: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

function ansiEscape(escape: string): string {
  const kind = escape[1] ?? '';
  if (/[0-7]/.test(kind)) return character(parseInt(escape.slice(1), 8) & 0xff);
  if (/[xuU]/.test(kind) && escape.length > 2) return character(parseInt(escape.slice(2), 16));
  if (kind === 'c' && escape.length > 2) return character(escape.charCodeAt(2) & 0x1f);
  return ANSI_LETTERS[kind] ?? kind;
}

/** NUL ends a text in every shell, and is none of what is unknown here. */
function character(code: number): string {
  return code === 0 || code > 0x10ffff ? '' : String.fromCodePoint(code);
}
