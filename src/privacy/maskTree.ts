import type { JsonObject, JsonValue } from '../api/customer';
import { isJsonArray, isJsonObject, scalarText } from '../api/exactJson';
import { maskScalar, maskText, partBelow, type Part } from './maskJson';
import { HIDDEN } from './maskValue';

/** Nested more deeply than this, nothing is shown of a value. */
const DEEPEST = 50;

/** A row of `entity.customers` as it is in the masked text of its answer, without that text. */
export function maskCustomerJson(json: JsonObject): JsonObject {
  return maskedObject(json, 'customer', 0);
}

function maskedObject(json: JsonObject, part: Part, depth: number): JsonObject {
  return Object.fromEntries(
    Object.entries(json).map(([name, value]) => [
      name,
      value === undefined ? undefined : masked(value, partBelow(part, name), depth + 1),
    ]),
  );
}

function masked(value: JsonValue, part: Part, depth: number): JsonValue {
  if (depth > DEEPEST) return HIDDEN;
  if (isJsonArray(value)) return value.map((entry) => masked(entry, part, depth + 1));
  if (isJsonObject(value)) return maskedObject(value, part, depth);
  if (typeof value === 'string') return maskText(value, part) ?? value;
  return maskScalar(scalarText(value) ?? 'null', part) ?? value;
}
