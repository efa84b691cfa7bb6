import {
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  OPEN_ARRAY,
  OPEN_OBJECT,
  QUOTE,
  literalEnd,
  skipSpace,
  stringEnd,
} from '../api/jsonScan';
import { HIDDEN, maskMessage, maskUnknown, maskValue } from './maskValue';

/**
 * What a value of an answer is, by where it is. `open` is shown as it came, as long as it looks like
 * a code; `shape` is a name or an identifier; `message` is a sentence of the API; others are objects, or lists of them, whose fields
 * `fieldsOf` knows. Everything that it does not know is `personal`.
 */
export type Part =
  | 'personal'
  | 'shape'
  | 'open'
  | 'message'
  | 'answer'
  | 'entity'
  | 'customer'
  | 'profile'
  | 'identifier'
  | 'channel'
  | 'channelMeta'
  | 'issue'
  | 'olderAnswer';

const ISSUES = { errors: 'issue', warnings: 'issue' } as const;

/** What is not personal. When somebody was born is; when a record was made or changed is not. */
const fieldsOf: Readonly<Record<Part, Readonly<Record<string, Part>>>> = {
  personal: {},
  shape: {},
  open: {},
  message: {},
  answer: {
    entity: 'entity',
    ...ISSUES,
    success: 'open',
    response: 'olderAnswer',
    code: 'open',
    status: 'open',
    message: 'message',
    error: 'message',
  },
  entity: { customers: 'customer', count: 'open', ...ISSUES, parentCustomer: 'customer' },
  customer: {
    profiles: 'profile',
    roleCode: 'open',
    createdDate: 'open',
    defaultChild: 'open',
    noOfChildren: 'open',
    parentCustomer: 'customer',
  },
  profile: {
    firstName: 'shape',
    lastName: 'shape',
    userId: 'shape',
    identifiers: 'identifier',
    identifiersAll: 'identifier',
    commChannels: 'channel',
    source: 'open',
    accountId: 'open',
    autoUpdateTime: 'open',
  },
  identifier: { type: 'open', value: 'shape', seriesCode: 'open', statusLabel: 'open' },
  channel: { type: 'open', value: 'shape', primary: 'open', verified: 'open', meta: 'channelMeta' },
  channelMeta: { residence: 'open', office: 'open' },
  issue: { status: 'open', code: 'open', message: 'message' },
  olderAnswer: { status: 'issue' },
};

/** Text with an `@`, or with more digits in a row than a code or a date has, is no code. */
const NO_CODE = /@|\d{7}/;

interface Frame {
  /** What the object is, or the entries of the list are. */
  readonly part: Part;
  readonly isObject: boolean;
}

/**
 * The answer with its personal values in shape and everything else as received: it is JSON where that
 * was, with the same JSON Pointers. Values that were numbers or booleans become strings; `null`, `""`
 * and what holds nothing stay. From the point where the text stops being JSON, and where it never
 * was, all words take their shape.
 *
 * @param identifier that was asked for, which messages may repeat
 */
export function maskJson(text: string, identifier = ''): string {
  return [...maskedPieces(text, identifier)].join('');
}

/** The same in pieces of about `pieceLength` characters of the text. */
export function* maskedPieces(
  text: string,
  identifier = '',
  pieceLength = 1 << 18,
): Generator<string, void> {
  const masker = new JsonMasker(text, identifier);
  while (masker.position < text.length) yield masker.mask(pieceLength);
}

/** Walks from token to token, and knows of each value where it is. */
class JsonMasker {
  /** Index after what was masked. */
  position = 0;
  /** What the next value is; undefined where none may come. */
  #part: Part | undefined = 'answer';
  readonly #frames: Frame[] = [];
  readonly #shapes = new Map<string, string>();
  readonly #text: string;
  readonly #identifier: string;

  constructor(text: string, identifier: string) {
    this.#text = text;
    this.#identifier = identifier;
  }

  /** The next tokens and the space between them, about `length` characters of the text. */
  mask(length: number): string {
    const parts: string[] = [];
    const stop = this.position + length;
    let copied = this.position;
    let at = skipSpace(this.#text, this.position);
    while (at < this.#text.length && at < stop) {
      const isValue = this.#part !== undefined;
      const part = this.#part ?? 'open';
      const end = this.#take(at);
      if (end < 0) {
        parts.push(this.#text.slice(copied, at), maskFreeText(this.#text.slice(at)));
        this.position = this.#text.length;
        return parts.join('');
      }
      const shape = isValue ? this.#shapeOf(at, end, part) : undefined;
      if (shape !== undefined) {
        parts.push(this.#text.slice(copied, at), shape);
        copied = end;
      }
      at = skipSpace(this.#text, end);
    }
    parts.push(this.#text.slice(copied, at));
    this.position = at;
    return parts.join('');
  }

  /** Takes note of the token at `start`. @returns the index after it, or -1 where no JSON goes on */
  #take(start: number): number {
    const code = this.#text.charCodeAt(start);
    const frame = this.#frames.at(-1);
    switch (code) {
      case OPEN_OBJECT:
      case OPEN_ARRAY:
        if (this.#part === undefined) return -1;
        this.#frames.push({ part: this.#part, isObject: code === OPEN_OBJECT });
        // the first entry of a list may come; in an object, a key must
        if (code === OPEN_OBJECT) this.#part = undefined;
        return start + 1;
      case CLOSE_OBJECT:
      case CLOSE_ARRAY:
        if (this.#frames.pop()?.isObject !== (code === CLOSE_OBJECT)) return -1;
        this.#part = undefined;
        return start + 1;
      case COMMA:
        if (frame === undefined) return -1;
        this.#part = frame.isObject ? undefined : frame.part;
        return start + 1;
      case QUOTE:
        if (this.#part === undefined) return frame?.isObject === true ? this.#takeKey(start) : -1;
        this.#part = undefined;
        return stringEnd(this.#text, start);
      default:
        if (this.#part === undefined) return -1;
        this.#part = undefined;
        return literalEnd(this.#text, start);
    }
  }

  /** The key and the colon after it. */
  #takeKey(start: number): number {
    const end = stringEnd(this.#text, start);
    const colon = end < 0 ? -1 : skipSpace(this.#text, end);
    if (this.#text.charCodeAt(colon) !== COLON) return -1;
    this.#part = partOf(this.#frames.at(-1)?.part, this.#text.slice(start, end));
    return colon + 1;
  }

  /** What is shown in the place of a value; undefined where it stays. */
  #shapeOf(start: number, end: number, part: Part): string | undefined {
    switch (this.#text.charCodeAt(start)) {
      case OPEN_OBJECT:
      case OPEN_ARRAY:
      case CLOSE_OBJECT:
      case CLOSE_ARRAY:
      case COMMA:
        return undefined;
      case QUOTE:
        return this.#shapeOfString(this.#text.slice(start, end), part);
      default: {
        const shape = maskScalar(this.#text.slice(start, end), part);
        return shape === undefined ? undefined : JSON.stringify(shape);
      }
    }
  }

  #shapeOfString(quoted: string, part: Part): string | undefined {
    if (part === 'open' && !NO_CODE.test(stringOf(quoted) ?? '@')) return undefined;
    const key = part + quoted;
    const known = this.#shapes.get(key);
    if (known !== undefined) return known;
    const shape = JSON.stringify(this.#maskString(stringOf(quoted), part));
    // names, cities and the like occur again and again; what is kept is bounded
    if (this.#shapes.size < MOST_SHAPES) this.#shapes.set(key, shape);
    return shape;
  }

  #maskString(value: string | undefined, part: Part): string {
    return value === undefined ? HIDDEN : shapeOf(value, part, this.#identifier);
  }
}

/** What is shown in the place of a string; undefined where it stays. */
export function maskText(value: string, part: Part): string | undefined {
  return part === 'open' && !NO_CODE.test(value) ? undefined : shapeOf(value, part, '');
}

/** The same for a number, a boolean or `null`, as JSON writes it. */
export function maskScalar(literal: string, part: Part): string | undefined {
  const stays = literal === 'null' || (part === 'open' && !NO_CODE.test(literal));
  return stays ? undefined : maskLiteral(literal);
}

function shapeOf(value: string, part: Part, identifier: string): string {
  const isMessage = part === 'message' || part === 'issue';
  if (isMessage) return maskMessage(value, identifier);
  return part === 'shape' ? maskValue(value) : maskUnknown(value);
}

/** A value that is shown as it came, as long as it looks like a code. */
export function maskCode(text: string): string {
  return NO_CODE.test(text) ? maskUnknown(text) : text;
}

const MOST_SHAPES = 10_000;

function partOf(around: Part | undefined, quotedKey: string): Part {
  if (around === undefined) return 'personal';
  const key = quotedKey.includes('\\') ? stringOf(quotedKey) : quotedKey.slice(1, -1);
  return key === undefined ? 'personal' : partBelow(around, key);
}

/** What the value of a field is, by what the object is that has it. */
export function partBelow(around: Part, name: string): Part {
  const fields = fieldsOf[around];
  return Object.hasOwn(fields, name) ? (fields[name] ?? 'personal') : 'personal';
}

/** Whether a custom field is true says something about a person, too. */
function maskLiteral(literal: string): string {
  return literal === 'true' || literal === 'false' ? HIDDEN : maskValue(literal);
}

function stringOf(quoted: string): string | undefined {
  try {
    const value: unknown = JSON.parse(quoted);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

const HTML_TAG =
  /<!doctype html|<\/?(?:html|head|title|meta|link|style|script|body|div|span|p|a|b|i|br|hr|h[1-6]|ul|ol|li|table|tr|td|center|pre)(?=[\s/>])/;
const RUN = new RegExp(`${HTML_TAG.source}|[^\\s<>"'(){}[\\],;=]+`, 'gi');

/** Text of which nothing is known: only HTML's own words stay. */
function maskFreeText(text: string): string {
  return text.replace(RUN, (run) => (run.startsWith('<') ? run : maskValue(run)));
}
