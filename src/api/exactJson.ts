import { parse } from 'lossless-json';
import type { ExactNumber, JsonObject, JsonValue } from './customer';
import { forgetLastMatch } from './lastMatch';

/**
 * JSON text to values without losing a digit. `JSON.parse` reads it, unless a number in it would
 * come out changed (past 2^53, `10.50`, `1E3`): reading such text takes about five times as long, so
 * one scan looks for such numbers first.
 */

/** Numbers that might not survive; also finds the like inside strings, which only costs time. */
const CANDIDATE =
  /[[:, \t\n\r](-?\d(?:\d{0,14}[.eE]|\d{15})[\d.eE+-]*|-0(?![.\deE]))(?=[\s,\]}]|$)/g;

const BYTE_ORDER_MARK = 0xfeff;

/** Undefined when the text is not JSON (or nested so deeply that it cannot be read). */
export function parseExactly(text: string): JsonValue | undefined {
  const json = text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text;
  try {
    return hasFragileNumber(json) ? parseFragile(json) : (JSON.parse(json) as JsonValue);
  } catch {
    return undefined;
  } finally {
    forgetLastMatch();
  }
}

function hasFragileNumber(json: string): boolean {
  for (const [, lexeme] of json.matchAll(CANDIDATE)) {
    if (lexeme !== undefined && !survives(lexeme)) return true;
  }
  return false;
}

function survives(lexeme: string): boolean {
  return String(Number(lexeme)) === lexeme;
}

function parseFragile(json: string): JsonValue {
  return parse(json, undefined, {
    parseNumber: (lexeme) => (survives(lexeme) ? Number(lexeme) : exactNumber(lexeme)),
    // as JSON.parse does: the last one counts
    onDuplicateKey: ({ newValue }) => newValue,
  }) as JsonValue;
}

function exactNumber(lexeme: string): ExactNumber {
  return { isLosslessNumber: true, value: lexeme, toString: () => lexeme };
}

/** Told from an object of the answer with the same fields by `toString`: JSON has no functions. */
export function isExactNumber(value: unknown): value is ExactNumber {
  return typeof value === 'object' && value !== null && isExact(value);
}

function isExact(value: object): boolean {
  return (
    'isLosslessNumber' in value &&
    Object.hasOwn(value, 'toString') &&
    typeof value.toString === 'function'
  );
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isExact(value);
}

export function isJsonArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Text of a string, number or boolean, every digit kept; undefined for anything else. */
export function scalarText(value: JsonValue | undefined): string | undefined {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'boolean':
      return String(value);
    default:
      return isExactNumber(value) ? value.value : undefined;
  }
}

/** Nested more deeply than this, nothing is shown of a value. */
const DEEPEST = 50;

/** JSON without space between its tokens, every digit kept. */
export function jsonTextOf(value: JsonValue, depth = 0): string {
  if (depth > DEEPEST) return '…';
  if (isJsonArray(value))
    return `[${value.map((entry) => jsonTextOf(entry, depth + 1)).join(',')}]`;
  if (isJsonObject(value)) {
    const entries = Object.entries(value).flatMap(([name, entry]) =>
      entry === undefined ? [] : `${JSON.stringify(name)}:${jsonTextOf(entry, depth + 1)}`,
    );
    return `{${entries.join(',')}}`;
  }
  return typeof value === 'string' ? JSON.stringify(value) : (scalarText(value) ?? 'null');
}
