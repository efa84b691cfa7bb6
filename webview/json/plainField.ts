import { keyText } from './children';

/** A field or an entry that has a line of pretty-printed JSON to itself, and no object or array in it. */
export interface PlainField {
  /** What the key says; undefined in an array. */
  readonly key: string | undefined;
  /** What the value says, without quotes. */
  readonly value: string;
  readonly isText: boolean;
  /** Where the value is in the line, quotes included. */
  readonly from: number;
  readonly to: number;
}

const text = String.raw`"(?:[^"\\]|\\.)*"`;
const field = new RegExp(
  String.raw`^(\s*)(?:(${text}): )?(${text}|-?[\d.eE+-]+|true|false|null),?\s*$`,
);
/** Longer lines hold nothing that is explained or offered here. */
const longestLine = 2_000;

export function plainFieldOn(line: string): PlainField | undefined {
  const found = line.length > longestLine ? null : field.exec(line);
  if (found === null) return undefined;
  const [, indentation = '', key, value = ''] = found;
  const from = indentation.length + (key === undefined ? 0 : key.length + 2);
  const isText = value.startsWith('"');
  return {
    key: key === undefined ? undefined : keyText(key),
    value: isText ? keyText(value) : value,
    isText,
    from,
    to: from + value.length,
  };
}
