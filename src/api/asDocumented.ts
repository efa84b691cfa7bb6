import type { Field, Shape } from './contractShape';
import type { JsonObject, JsonValue } from './customer';
import { isJsonArray, isJsonObject } from './exactJson';
import { isOf } from './jsonTypes';
import type { ChildrenQuery } from './query';
import { keysIn } from './repeatedKeys';

/** Values that are looked at in one go: a fraction of a millisecond. */
const MOST_LOOKED = 5000;

/**
 * Whether a value is as documented, without saying where it is not: that needs nothing but to look,
 * where the places of all that is looked at would take several times as long.
 */
export class AsDocumented {
  /** How many values were looked at; whoever gives others their turn sets it back. */
  looked = 0;
  /** How many keys the objects among them have, and those in them that may be anything. */
  keys = 0;

  constructor(
    private readonly asked: Pick<
      ChildrenQuery,
      'includeNoOfChildren' | 'includeCustomerAssociateDetail'
    >,
  ) {}

  /** False also of what takes long to look at: that is to be looked at piece by piece. */
  is(value: JsonValue, shape: Shape): boolean {
    if (++this.looked > MOST_LOOKED) return false;
    switch (shape.kind) {
      case 'anything':
        this.keys += keysIn(value);
        return true;
      case 'listed':
        return typeof value === 'string' && shape.listed.values.includes(value);
      case 'list':
        return isJsonArray(value) && this.#isList(value, shape);
      case 'object':
        // a number that is kept as text has fields that are documented nowhere
        return isObject(value) && this.#isObject(value, shape);
      case 'freeObject':
        return isJsonObject(value) && this.#isFreeObject(value, shape.values);
      default:
        return isOf(shape.kind, value);
    }
  }

  #isList(
    list: readonly JsonValue[],
    { items, isNeverEmpty }: Extract<Shape, { kind: 'list' }>,
  ): boolean {
    if (list.length === 0 && isNeverEmpty) return false;
    for (const item of list) if (!this.is(item, items)) return false;
    return true;
  }

  #isObject(object: JsonObject, { fields, numbers }: Extract<Shape, { kind: 'object' }>): boolean {
    let missing = numbers.always;
    if (this.asked.includeNoOfChildren) missing += numbers.includeNoOfChildren;
    if (this.asked.includeCustomerAssociateDetail)
      missing += numbers.includeCustomerAssociateDetail;
    for (const key in object) {
      this.keys++;
      const field = fields.get(key);
      const value = object[key];
      if (field === undefined || value === undefined || !this.is(value, field.shape)) return false;
      if (this.#isDue(field)) missing--;
    }
    return missing === 0;
  }

  #isFreeObject(object: JsonObject, values: Shape): boolean {
    for (const key in object) {
      this.keys++;
      const value = object[key];
      if (value === undefined || !this.is(value, values)) return false;
    }
    return true;
  }

  #isDue({ presence }: Field): boolean {
    switch (presence) {
      case 'always':
        return true;
      case 'sometimes':
        return false;
      case 'includeNoOfChildren':
      case 'includeCustomerAssociateDetail':
        return this.asked[presence];
    }
  }
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
