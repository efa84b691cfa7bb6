import type { Customer, JsonValue } from '../api/customer';
import { readCustomer } from '../api/customers';
import { parseExactly } from '../api/exactJson';
import type { WalkPlace, WalkStep } from '../api/walkSteps';

type Met = Pick<Extract<WalkStep, { kind: 'customer' }>, 'place' | 'number'>;

/** A line in pieces: to put them together would copy the customer, which is most of it. */
export type LinePieces = readonly [before: string, customer: string, after: string];

/**
 * Makes lines of customers: one of JSON each, with where it is. userIds are text there, since not every
 * reader of JSON keeps all of their digits; the customer is as the server wrote it.
 *
 * @param shown how userIds are written
 */
export function customerLines({
  masked,
  shown,
}: {
  readonly masked: boolean;
  readonly shown: (userId: string) => string;
}): (met: Met, customer: string) => LinePieces {
  // the customers of a level are in the same place
  let known: { readonly place: WalkPlace; readonly text: string } | undefined;
  return ({ place, number }, customer) => {
    if (known?.place !== place) known = { place, text: placeText(place, masked, shown) };
    return [`{"line":${number},${known.text},"customer":`, onOneLine(customer), '}\n'];
  };
}

/** Members of a line's object. */
function placeText(
  { depth, path, parentUserId, parent }: WalkPlace,
  masked: boolean,
  shown: (userId: string) => string,
): string {
  const members = {
    ...(parent !== undefined && { parentLine: parent }),
    depth,
    path: path.map(shown),
    ...(parentUserId !== undefined && { parentUserId: shown(parentUserId) }),
    ...(masked && { masked }),
  };
  return JSON.stringify(members).slice(1, -1);
}

/** Between the tokens of JSON alone there are line breaks. */
function onOneLine(json: string): string {
  return json.includes('\n') || json.includes('\r') ? json.replaceAll(/[\r\n]+[ \t]*/g, ' ') : json;
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

const CUSTOMER_BYTES = Buffer.from(CUSTOMER);
/** More than `START` takes with the largest numbers that there are. */
const LONGEST_START = 100;

/** Which line it is, without reading the customer; undefined where it is no such line. */
export function lineNumber(line: Buffer): number | undefined {
  if (!line.includes(CUSTOMER_BYTES)) return undefined;
  const start = START.exec(line.toString('latin1', 0, LONGEST_START));
  return start === null ? undefined : Number(start[1]);
}

/** The customer of a line. */
export function customerOf({ customer }: Pick<CustomerLine, 'customer'>): Customer {
  const json: JsonValue = parseExactly(customer) ?? {};
  return readCustomer(json, '');
}
