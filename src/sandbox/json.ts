/**
 * JSON as the sandbox writes it. `JSON.stringify` rounds what a JavaScript number cannot hold, and the
 * API's `userId` is a Long: a bigint prints all of its digits, and `Digits` prints a number literal as
 * it is spelt (10.50 keeps its zero).
 */
export type Json =
  string | number | bigint | boolean | null | Digits | readonly Json[] | JsonObject;

/** Fields print in the order in which they were written; those that are undefined do not print. */
export interface JsonObject {
  readonly [field: string]: Json | undefined;
}

/** A number literal, printed exactly as spelt. */
export class Digits {
  constructor(readonly literal: string) {}
}

/** Compact JSON text of a value. */
export function jsonText(value: Json): string {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'number':
      return JSON.stringify(value);
    case 'bigint':
      return String(value);
    default:
  }
  if (value === null) return 'null';
  if (value instanceof Digits) return value.literal;
  return isList(value) ? listText(value) : objectText(value);
}

function listText(list: readonly Json[]): string {
  let text = '';
  for (const entry of list) text += text === '' ? jsonText(entry) : `,${jsonText(entry)}`;
  return `[${text}]`;
}

function objectText(object: JsonObject): string {
  let text = '';
  for (const [field, value] of Object.entries(object)) {
    if (value === undefined) continue;
    const pair = `${JSON.stringify(field)}:${jsonText(value)}`;
    text += text === '' ? pair : `,${pair}`;
  }
  return `{${text}}`;
}

function isList(value: Digits | readonly Json[] | JsonObject): value is readonly Json[] {
  return Array.isArray(value);
}
