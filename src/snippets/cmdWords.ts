import { ahead, CommandsBeingRead, UNKNOWN, type Command } from './commandWords';

/** A name that somebody gave: not two digits of an encoded address, which cmd leaves as they are. */
const VARIABLE = /%(?![\da-fA-F]{2}%)[A-Za-z_]\w{0,63}(?::[^%\n]{0,100})?%/y;
const COMMENT = /[ \t@]*(?:rem(?=\s|$)|::)[^\n]*/iy;
const LINE_BREAK = /\r?\n/y;
const PLAIN = /[^%"^&|<>\r\n]+/y;
const TO_THE_NEXT_COMMAND = /[^&|\n]*/y;
const BACKSLASHES = /\\+/y;
const PLAIN_ARGUMENT = /[^ \t\\"\0]+/y;

/** One line of commands, as the shell hands it over: with quotes, without carets. */
interface CommandLine {
  text: string;
  readonly unknown: string[];
}

/**
 * The commands that a text holds for the prompt of Windows' cmd: what carets and quotes mean to the
 * shell first, and then to the program, which takes its command line apart by itself.
 * @returns undefined where a quote stays open at the end of a line
 */
export function cmdCommands(text: string): readonly Command[] | undefined {
  const words = new CommandsBeingRead();
  let line: CommandLine = { text: '', unknown: [] };
  let isQuoted = false;
  const endLine = () => {
    readArguments(line, words);
    words.endCommand();
    line = { text: '', unknown: [] };
  };
  for (let at = 0; at < text.length;) {
    if (line.text === '' && !isQuoted) {
      const comment = ahead(COMMENT, text, at);
      at += comment.length;
      if (comment !== '') continue;
    }
    const variable = ahead(VARIABLE, text, at);
    if (variable !== '') {
      line.text += UNKNOWN;
      line.unknown.push(variable);
      at += variable.length;
      continue;
    }
    const plain = ahead(PLAIN, text, at);
    line.text += plain;
    at += plain.length;
    const character = text[at];
    switch (character) {
      case undefined:
        break;
      case '"':
        isQuoted = !isQuoted;
        line.text += character;
        at += 1;
        break;
      case '^':
        at += 1;
        if (isQuoted) line.text += character;
        else at = afterCaret(text, at, line);
        break;
      case '\n':
        if (isQuoted) return undefined;
        endLine();
        at += 1;
        break;
      case '&':
      case '|':
        at += 1;
        if (isQuoted) line.text += character;
        else endLine();
        break;
      case '<':
      case '>':
        if (isQuoted) line.text += character;
        at += isQuoted ? 1 : ahead(TO_THE_NEXT_COMMAND, text, at).length;
        break;
      case '%':
        // the next round looks whether it begins a name
        if (ahead(VARIABLE, text, at) !== '') break;
        line.text += character;
        at += 1;
        break;
      case '\r':
        at += 1;
    }
  }
  if (isQuoted) return undefined;
  endLine();
  return words.done();
}

/** Takes what comes behind a caret as it is: also the first character of the line that goes on. */
function afterCaret(text: string, at: number, line: CommandLine): number {
  at += ahead(LINE_BREAK, text, at).length;
  if (ahead(VARIABLE, text, at) !== '') return at;
  const lineBreak = ahead(LINE_BREAK, text, at);
  line.text += lineBreak === '' ? (text[at] ?? '') : '\n';
  return at + (lineBreak.length || 1);
}

/** By the rules of Microsoft's C runtime: a backslash means something in front of a quote alone. */
function readArguments({ text, unknown }: CommandLine, words: CommandsBeingRead): void {
  const waiting = unknown.values();
  let isQuoted = false;
  for (let at = 0; at < text.length;) {
    const plain = ahead(PLAIN_ARGUMENT, text, at);
    if (plain !== '') words.add(plain);
    at += plain.length;
    const character = text[at];
    switch (character) {
      case undefined:
        break;
      case UNKNOWN:
        words.addUnknown(waiting.next().value ?? '');
        at += 1;
        break;
      case '\\': {
        const { length } = ahead(BACKSLASHES, text, at);
        const isBeforeQuote = text[at + length] === '"';
        words.add('\\'.repeat(isBeforeQuote ? length >> 1 : length));
        at += length;
        if (isBeforeQuote && length % 2 === 1) {
          words.add('"');
          at += 1;
        }
        break;
      }
      case '"':
        words.add('');
        if (isQuoted && text[at + 1] === '"') {
          words.add('"');
          at += 2;
        } else {
          isQuoted = !isQuoted;
          at += 1;
        }
        break;
      default:
        // a space or a tab
        if (isQuoted) words.add(character);
        else words.endWord();
        at += 1;
    }
  }
}
