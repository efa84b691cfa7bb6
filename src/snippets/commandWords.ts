/** An argument of a command, as far as it can be known without the shell that would run it. */
export interface Word {
  /** A NUL stands for each value that only the shell knows: what is read here has none of its own. */
  readonly text: string;
  /** Those values as they are written, such as `$TOKEN`, in their order. */
  readonly unknown: readonly string[];
}

/** The words of one command; the first is its program. */
export type Command = readonly Word[];

/** Stands in a text for a value that only the shell knows. */
export const UNKNOWN = '\0';

/** Part of a word; positions are those of its text. */
export function slice({ text, unknown }: Word, from: number, to = text.length): Word {
  const part = text.slice(from, to);
  const before = count(text.slice(0, from));
  return { text: part, unknown: unknown.slice(before, before + count(part)) };
}

/** Several words as one. */
export function joined(words: readonly Word[], separator: string): Word {
  return {
    text: words.map(({ text }) => text).join(separator),
    unknown: words.flatMap(({ unknown }) => unknown),
  };
}

function count(text: string): number {
  return text.split(UNKNOWN).length - 1;
}

/**
 * What a pattern with the flag `y` matches at a position; '' where it does not. A reader that only
 * ever looks ahead from where it is takes a time that grows with its text, and not with the square.
 */
export function ahead(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

/** Commands while they are being read, word by word. */
export class CommandsBeingRead {
  readonly #commands: Word[][] = [];
  #command: Word[] = [];
  #text: string | undefined;
  #unknown: string[] = [];
  #dropsNext = false;

  /** Whether a word has begun; one may be empty. */
  get isInWord(): boolean {
    return this.#text !== undefined;
  }

  /** Adds to the word, which begins with it where none has. */
  add(text: string): void {
    this.#text = (this.#text ?? '') + text;
  }

  /** Adds a value that only the shell knows. */
  addUnknown(written: string): void {
    this.add(UNKNOWN);
    this.#unknown.push(written);
  }

  endWord(): void {
    if (this.#text === undefined) return;
    if (!this.#dropsNext) this.#command.push({ text: this.#text, unknown: this.#unknown });
    this.#dropsNext = false;
    this.#text = undefined;
    this.#unknown = [];
  }

  endCommand(): void {
    this.endWord();
    this.#dropsNext = false;
    if (this.#command.length > 0) this.#commands.push(this.#command);
    this.#command = [];
  }

  /** Where output goes to, or input comes from, is no argument; nor is the number in front of it. */
  redirect(): void {
    if (this.#text !== undefined && /^\d+$/.test(this.#text)) this.#text = undefined;
    this.endWord();
    this.#dropsNext = true;
  }

  done(): readonly Command[] {
    this.endCommand();
    return this.#commands;
  }
}

/** A quote, or a parenthesis, that never closes. */
export const OPEN = -1;

/**
 * Reads a text from its beginning to its end.
 *
 * @param readOne adds what is at a position; gives where that ends, or `OPEN`
 * @returns undefined where a quote stays open
 */
export function commandsIn(
  text: string,
  readOne: (text: string, at: number, words: CommandsBeingRead) => number,
): readonly Command[] | undefined {
  const words = new CommandsBeingRead();
  let at = 0;
  while (at >= 0 && at < text.length) at = readOne(text, at, words);
  return at === OPEN ? undefined : words.done();
}
