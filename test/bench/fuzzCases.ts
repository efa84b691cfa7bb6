import type { ChildrenQuery } from '../../src/api/query';

/** One made-up answer, and what was asked. */
export interface FuzzCase {
  readonly body: Buffer;
  readonly query: ChildrenQuery;
}

/** The same seed and real answers give the same case. */
export function fuzzCase(realAnswers: readonly string[], seed: number): FuzzCase {
  const draw = new Draw(seed);
  const query: ChildrenQuery = {
    associationEntityType: draw.pick(['parentCustomer', 'company', 'parentChildCustomer']),
    identifierType: draw.pick(['mobile', 'email', 'externalId', 'cuid']),
    identifierValue: draw.pick(['917799889933', 'tom.sawyer@capillarytech.com', '919620653502']),
    limit: draw.pick([1, 2, 10, 1000]),
    offset: draw.pick([0, 0, 0, 10]),
    includeNoOfChildren: draw.one(2),
    includeCustomerAssociateDetail: draw.one(2),
  };
  return { body: bodyOf(realAnswers, draw), query };
}

function bodyOf(realAnswers: readonly string[], draw: Draw): Buffer {
  const real = draw.pick(realAnswers);
  switch (draw.below(20)) {
    case 0:
      return Buffer.from(write(randomValue(draw, 5), draw));
    case 1:
      return draw.bytes(draw.below(300));
    case 2:
      return damagedBytes(Buffer.from(real), draw);
    case 3:
      return Buffer.from(damagedText(real, draw));
    default:
      return Buffer.from(mutated(real, draw));
  }
}

/** A small generator of numbers (mulberry32): the same on every machine. */
class Draw {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  }

  /** True once in so many times. */
  one(times: number): boolean {
    return this.below(times) === 0;
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('Nothing to draw from.');
    return item;
  }

  bytes(length: number): Buffer {
    return Buffer.from(Array.from({ length }, () => this.below(256)));
  }
}

/** JSON text that `JSON.stringify` would not write. */
class Raw {
  constructor(readonly text: string) {}
}
interface Members {
  [key: string]: Written;
}
type Written = string | number | boolean | null | Raw | Written[] | Members;
type Holder = Written[] | Members;

const isHolder = (value: Written): value is Holder =>
  typeof value === 'object' && value !== null && !(value instanceof Raw);

function mutated(real: string, draw: Draw): string {
  const root: Holder = { answer: JSON.parse(real) as Written };
  for (let left = 1 + draw.below(6); left > 0; left--) mutate(root, draw);
  return write(root.answer ?? '', draw);
}

/** Changes one place, as deep as it comes. */
function mutate(root: Holder, draw: Draw): void {
  let holder: Holder = root;
  let key = 'answer';
  for (let depth = 0; ; depth++) {
    const value: Written | undefined = at(holder, key);
    const keys = value !== undefined && isHolder(value) ? Object.keys(value) : [];
    // mostly inside a customer: an answer without its envelope is soon put aside
    const isHere = draw.one(depth < 4 ? 60 : 9);
    if (value === undefined || !isHolder(value) || keys.length === 0 || isHere) break;
    holder = value;
    key = draw.pick(keys);
  }
  change(holder, key, draw);
}

const at = (holder: Holder, key: string): Written | undefined =>
  Array.isArray(holder) ? holder[Number(key)] : holder[key];

function put(holder: Holder, key: string, value: Written): void {
  if (Array.isArray(holder)) holder[Number(key)] = value;
  else
    Object.defineProperty(holder, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
}

function change(holder: Holder, key: string, draw: Draw): void {
  const value = at(holder, key) ?? null;
  switch (draw.below(8)) {
    case 0:
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else Reflect.deleteProperty(holder, key);
      return;
    case 1:
      if (Array.isArray(holder))
        for (let left = draw.one(20) ? 200 : draw.below(4); left >= 0; left--) holder.push(value);
      else put(holder, oddKey(draw), value);
      return;
    case 2:
      if (!Array.isArray(holder)) {
        Reflect.deleteProperty(holder, key);
        put(holder, oddKey(draw), value);
      }
      return;
    case 3:
      put(holder, key, draw.one(30) ? huge(draw) : oddText(draw));
      return;
    case 4:
      put(holder, key, draw.one(4) ? deep(draw) : [value]);
      return;
    case 5:
      put(holder, key, new Raw(draw.pick(ODD_NUMBERS)));
      return;
    default:
      put(holder, key, randomValue(draw, 3));
  }
}

const KNOWN_KEYS = [
  'entity',
  'customers',
  'count',
  'profiles',
  'identifiers',
  'identifiersAll',
  'commChannels',
  'fields',
  'extendedFields',
  'parentCustomer',
  'userId',
  'type',
  'value',
  'errors',
  'warnings',
  'success',
  'code',
  'message',
];
const ODD_KEYS = [
  '',
  '__proto__',
  'constructor',
  'toString',
  'length',
  '0',
  'a/b~c',
  '\u0000',
  '💥',
];
const ODD_NUMBERS = [
  '9007199254740993',
  '-0',
  '0.10',
  '1E400',
  '-1e-400',
  '1e21',
  '99999999999999999999999999999999',
  '1.0000000000000000000001',
];
const ODD_TEXTS = [
  '',
  ' ',
  '\u202e\u2066',
  '\ud83d',
  'Line\r\nbreak\u2028\u0000',
  '👩‍👩‍👧',
  'ﷺ',
  'e\u0301'.repeat(20),
  '$(star) [x](command:y) <b>&amp;`*_~|\\',
  "'; rm -rf ~ #$(reboot)`id`!!",
  '%00%ff',
  '`'.repeat(10),
  '"“\'',
  'true',
  '9007199254740993',
  '2023-04-14T03:29:31Z',
  '\u0627\u0644\u0639\u0631\u0628\u064a\u0629',
];

function oddKey(draw: Draw): string {
  return draw.one(3) ? draw.pick(ODD_KEYS) : draw.one(4) ? oddText(draw) : draw.pick(KNOWN_KEYS);
}

function oddText(draw: Draw): string {
  if (!draw.one(3)) return draw.pick(ODD_TEXTS);
  return Array.from({ length: draw.below(12) }, () =>
    String.fromCharCode(draw.below(draw.one(2) ? 0x10000 : 0x250)),
  ).join('');
}

function huge(draw: Draw): Written {
  const length = draw.pick([5000, 50_000, draw.one(10) ? 2_000_000 : 500]);
  if (draw.one(2)) return new Raw('9'.repeat(length));
  const text = draw.pick(ODD_TEXTS);
  return text.repeat(length / Math.max(text.length, 1));
}

function deep(draw: Draw): Raw {
  const depth = draw.pick([3, 50, 300, draw.one(5) ? 20_000 : 10]);
  return draw.one(2)
    ? new Raw('['.repeat(depth) + ']'.repeat(depth))
    : new Raw('{"a":'.repeat(depth) + '1' + '}'.repeat(depth));
}

function randomValue(draw: Draw, depth: number): Written {
  switch (draw.below(depth > 0 ? 9 : 6)) {
    case 0:
      return null;
    case 1:
      return draw.one(2);
    case 2:
      return draw.below(100) - 50;
    case 3:
      return new Raw(draw.pick(ODD_NUMBERS));
    case 4:
    case 5:
      return oddText(draw);
    case 6:
      return Array.from({ length: draw.below(4) }, () => randomValue(draw, depth - 1));
    default: {
      const made: Record<string, Written> = {};
      for (let left = draw.below(5); left > 0; left--)
        put(made, oddKey(draw), randomValue(draw, depth - 1));
      return made;
    }
  }
}

/** With white space now and then, and at times a key written twice. */
function write(value: Written, draw: Draw): string {
  if (value instanceof Raw) return value.text;
  const space = draw.one(8) ? draw.pick([' ', '\n', '\r\n\t']) : '';
  if (Array.isArray(value))
    return `[${space}${value.map((item) => write(item, draw)).join(`,${space}`)}${space}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([key, member]) => `${JSON.stringify(key)}:${space}${write(member, draw)}`,
  );
  if (members.length > 0 && draw.one(40)) members.push(draw.pick(members));
  return `{${space}${members.join(`,${space}`)}${space}}`;
}

function damagedText(text: string, draw: Draw): string {
  const cut = draw.below(text.length);
  const end = cut + draw.below(200);
  switch (draw.below(4)) {
    case 0:
      return text.slice(0, cut);
    case 1:
      return text.slice(0, cut) + text.slice(end);
    case 2:
      return text.slice(0, end) + text.slice(cut);
    default:
      return (
        text.slice(0, cut) +
        draw.pick(['"', '{', ']', ',', '\\', '\u0000', '\ufeff']) +
        text.slice(cut)
      );
  }
}

function damagedBytes(bytes: Buffer, draw: Draw): Buffer {
  for (let left = 1 + draw.below(8); left > 0; left--)
    bytes[draw.below(bytes.length)] = draw.below(256);
  return bytes;
}
