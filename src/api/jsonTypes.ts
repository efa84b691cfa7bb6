import type { PlainType } from './contractShape';
import type { JsonValue } from './customer';
import type { JsonType } from './departures';
import { isExactNumber, isJsonArray } from './exactJson';

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/;

/** Also past 2^53: the documentation calls such numbers Long. */
const WHOLE_NUMBER = /^-?\d+(?:\.0+)?$/;

export function isOf(type: PlainType, value: JsonValue): boolean {
  // all values of a walk pass through here
  switch (type) {
    case 'text':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'dateTime':
      return typeof value === 'string' && DATE_TIME.test(value);
    case 'wholeNumber':
      return isExactNumber(value) ? WHOLE_NUMBER.test(value.value) : Number.isInteger(value);
    case 'booleanOrText':
      return typeof value === 'boolean' || value === 'true' || value === 'false';
    case 'plain':
      return typeof value !== 'object' || isExactNumber(value);
  }
}

export function typeOf(value: JsonValue): JsonType {
  switch (typeof value) {
    case 'string':
      return 'text';
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    default:
      if (value === null) return 'null';
      if (isExactNumber(value)) return 'number';
      return isJsonArray(value) ? 'list' : 'object';
  }
}
