import type { Customer, JsonValue } from '../api/customer';
import { readCustomer } from '../api/customers';
import { parseExactly } from '../api/exactJson';
import type { WalkStep } from '../api/walkSteps';

type Met = Pick<Extract<WalkStep, { kind: 'customer' }>, 'place' | 'number'>;

/**
 * A customer as a line of JSON, with where it is. userIds are text here, since not every reader of JSON
 * keeps all of their digits; the customer is as the server wrote it.
 *
 * @param shown how userIds are written
 */
export function customerLine(
  { place, number }: Met,
  customer: string,
  { masked, shown }: { readonly masked: boolean; readonly shown: (userId: string) => string },
): string {
  const { depth, path, parentUserId, parent } = place;
  const before = {
    ...(parent !== undefined && { parentLine: parent }),
    depth,
    path: path.map(shown),
    ...(parentUserId !== undefined && { parentUserId: shown(parentUserId) }),
    ...(masked && { masked }),
  };
  // between the tokens of JSON alone there are line breaks
  const text = /[\r\n]/.test(customer) ? customer.replaceAll(/[\r\n]+[ \t]*/g, ' ') : customer;
  return `{"line":${number},${JSON.stringify(before).slice(1, -1)},"customer":${text}}\n`;
}

/** A line again. */
export interface CustomerLine {
  readonly line: number;
  readonly parentLine?: number;
  readonly depth: number;
  /** From its first character to the comma before the customer. */
  readonly before: string;
  /** The customer, as JSON. */
  readonly customer: string;
}

const START = /^\{"line":(\d+),(?:"parentLine":(\d+),)?"depth":(\d+),/;
const CUSTOMER = ',"customer":';

/** Undefined where it is no such line. */
export function readCustomerLine(text: string): CustomerLine | undefined {
  const start = START.exec(text);
  // userIds are escaped: what looks like the key is the key
  const at = text.indexOf(CUSTOMER);
  if (start === null || at < 0) return undefined;
  const [, line, parentLine, depth] = start;
  return {
    line: Number(line),
    ...(parentLine !== undefined && { parentLine: Number(parentLine) }),
    depth: Number(depth),
    before: text.slice(0, at),
    customer: text.slice(at + CUSTOMER.length, -1),
  };
}

/** The customer of a line. */
export function customerOf({ customer }: Pick<CustomerLine, 'customer'>): Customer {
  const json: JsonValue = parseExactly(customer) ?? {};
  return readCustomer(json, '');
}
