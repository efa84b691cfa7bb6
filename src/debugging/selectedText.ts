/** What is meant by where the cursor is, and what stands in front of it. */
export type SelectedText =
  | {
      readonly kind: 'text';
      readonly text: string;
      /** What the text is called in its line, such as `mobile` in `"mobile": "91…"`; '' where nothing. */
      readonly name: string;
    }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'severalLines' }
  | { readonly kind: 'tooLong' };

/** Where a line of a document is selected; the same place twice is a cursor. */
export interface LineSelection {
  readonly line: string;
  readonly from: number;
  readonly to: number;
}

/** No identifier is longer. */
const LONGEST_IDENTIFIER = 200;
/** What may be part of an identifier that is written without a blank: of a number, an address, an id. */
const WORD = /[\p{L}\p{N}_.+@%#~^$&*-]+/gu;
/** Quotes, brackets and the like, which are selected together with what is between them. */
const AROUND = /^[\s"'`<>()[\]{},;:=]+|[\s"'`<>()[\]{},;:=]+$/g;
/** What ends a sentence, and no identifier. */
const STOP = /[.]+$/;
/** A key, a variable or a parameter in front of its value. */
const NAME = /([\p{L}\p{N}_$.-]+)["'`]?\]?\s*(?::=|=>|[:=(?])\s*[frbu]{0,2}["'`(<[]?\s*$/iu;
const FOR_A_NAME = 200;

/** @param selection undefined where several lines, or several places, are selected */
export function selectedText(selection: LineSelection | undefined): SelectedText {
  if (selection === undefined) return { kind: 'severalLines' };
  const { line, from, to } = selection;
  const range = from === to ? wordAt(line, from) : { from, to };
  if (range === undefined) return { kind: 'nothing' };
  const written = line.slice(range.from, range.to);
  if (written.length > LONGEST_IDENTIFIER * 2) return { kind: 'tooLong' };
  const text = written.replace(AROUND, '').replace(from === to ? STOP : /$^/, '');
  if (text === '') return { kind: 'nothing' };
  const start = range.from + written.indexOf(text);
  const before = line.slice(Math.max(0, start - FOR_A_NAME), start);
  return { kind: 'text', text, name: NAME.exec(before)?.[1] ?? '' };
}

function wordAt(
  line: string,
  at: number,
): { readonly from: number; readonly to: number } | undefined {
  // of a line of megabytes, what can be an identifier
  const start = Math.max(0, at - LONGEST_IDENTIFIER);
  for (const match of line.slice(start, at + LONGEST_IDENTIFIER).matchAll(WORD)) {
    const from = start + match.index;
    const to = from + match[0].length;
    if (from <= at && at <= to) return { from, to };
  }
  return undefined;
}
