import fc from 'fast-check';
import { createAnswerDocument, type AnswerDocument } from '../../../webview/json/answerDocument';

interface WrittenValue {
  readonly pointer: string;
  /** Where the key begins, or the value where there is none. */
  readonly start: number;
  readonly valueStart: number;
  readonly valueEnd: number;
  /** Members or elements; undefined for a plain value. */
  readonly size: number | undefined;
  readonly parent: string | undefined;
  readonly ordinal: number;
}

export interface WrittenJson {
  readonly text: string;
  /** In the order of the text. */
  readonly values: readonly WrittenValue[];
}

/** Writes a value with 2 spaces and notes where everything is: what the index is compared with. */
export function writeJson(value: unknown): WrittenJson {
  let text = '';
  const values: (WrittenValue & { valueEnd: number })[] = [];

  function write(
    item: unknown,
    start: number,
    pointer: string,
    indent: string,
    parent: string | undefined,
    ordinal: number,
  ): void {
    const isContainer = typeof item === 'object' && item !== null;
    const members: [string, unknown][] = isContainer ? Object.entries(item) : [];
    const size = isContainer ? members.length : undefined;
    const noted = { pointer, start, valueStart: text.length, valueEnd: 0, size, parent, ordinal };
    values.push(noted);
    if (!isContainer) text += JSON.stringify(item);
    else if (members.length === 0) text += Array.isArray(item) ? '[]' : '{}';
    else {
      text += Array.isArray(item) ? '[' : '{';
      members.forEach(([key, member], at) => {
        text += `${at > 0 ? ',' : ''}\n${indent}  `;
        const memberStart = text.length;
        if (!Array.isArray(item)) text += `${JSON.stringify(key)}: `;
        const segment = key.replaceAll('~', '~0').replaceAll('/', '~1');
        write(member, memberStart, `${pointer}/${segment}`, `${indent}  `, pointer, at);
      });
      text += `\n${indent}${Array.isArray(item) ? ']' : '}'}`;
    }
    noted.valueEnd = text.length;
  }

  write(value, 0, '', '', undefined, 0);
  return { text, values };
}

const nasty = fc.constantFrom(
  '"',
  '\\',
  '\\"',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '/',
  '~',
  '~1',
  '\n',
  '😀',
  'ü',
);
const words = fc.oneof(
  fc.string(),
  fc.array(nasty, { maxLength: 6 }).map((parts) => parts.join('')),
);

/** JSON values with keys and strings full of what has a meaning in JSON and in JSON Pointers. */
export const anyJson = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.oneof(
      words,
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
    ),
    fc.array(tie('value'), { maxLength: 6 }),
    fc
      .array(fc.tuple(words, tie('value')), { maxLength: 6 })
      .map((entries) => Object.fromEntries(entries)),
  ),
})).value;

/** What JSON is made of, in no order. */
export const jsonLikeText = fc.string({
  unit: fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '\\', ' ', '\n', 'x', '1'),
});

/** Positions at which a text is cut into pieces, as fractions of its length. */
export const anyCuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });

export function cut(text: string, cuts: readonly number[]): string[] {
  const at = [0, ...cuts.map((each) => Math.floor(each * text.length)), text.length];
  at.sort((one, other) => one - other);
  return at.slice(1).map((end, index) => text.slice(at[index], end));
}

export function answerOf(...pieces: string[]): AnswerDocument {
  const answer = createAnswerDocument();
  for (const piece of pieces) answer.append(piece);
  return answer;
}
