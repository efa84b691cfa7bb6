import { identifierProblem, recognisedIdentifier, tidyIdentifier } from '../api/identifiers';
import type { Identifier, JsonValue } from '../api/customer';
import { isJsonArray, isJsonObject, scalarText } from '../api/exactJson';

/** What a customer may be asked by, as something in a program holds it. */
export interface FoundIdentifier extends Identifier {
  /** What the program calls it, such as `identifiers[0].value`. */
  readonly name: string;
  /** As the program has it, where that is otherwise. */
  readonly raw?: string;
}

/** The id of the platform's own. The documentation does not list it as a way to ask. */
const USER_ID = 'userId';
/** By how names end, in small letters and without what stands between words; longer ends first. */
const ENDINGS: readonly (readonly [ending: string, type: string])[] = [
  ['mobilenumber', 'mobile'],
  ['mobileno', 'mobile'],
  ['phonenumber', 'mobile'],
  ['msisdn', 'mobile'],
  ['mobile', 'mobile'],
  ['phone', 'mobile'],
  ['emailaddress', 'email'],
  ['emailid', 'email'],
  ['email', 'email'],
  ['externalid', 'externalId'],
  ['cardnumber', 'cardnumber'],
  ['cardno', 'cardnumber'],
  ['customerid', USER_ID],
  ['userid', USER_ID],
  ['martjackid', 'martjackId'],
  ['wechat', 'wechat'],
  ['wechatid', 'wechat'],
  ['fbid', 'fbId'],
];
/** No identifier is longer. */
const LONGEST_IDENTIFIER = 200;

/** The identifier type that a name speaks of, such as `parent_mobile`; undefined where it speaks of none. */
export function typeOfName(name: string): string | undefined {
  const plain = name.toLowerCase().replace(/[^a-z\d]/g, '');
  return ENDINGS.find(([ending]) => plain.endsWith(ending))?.[1];
}

/**
 * What may be asked for where a program holds such a value, the most likely type first. Empty where
 * the value cannot be an identifier.
 *
 * @param name of the variable or field
 * @param preference types by the user's own order
 */
export function identifiersOf(
  value: string,
  name: string,
  preference: readonly string[],
): readonly Identifier[] {
  const text = value.trim().replace(/^(?:tel|mailto|sms):/i, '');
  const named = typeOfName(name);
  const recognised = recognisedIdentifier(text)?.type;
  // a word without a digit may be an id, but only its name says so
  if (text.length > LONGEST_IDENTIFIER || (named === undefined && recognised === undefined))
    return [];
  const others = preference.filter((type) => type !== USER_ID && looksLike(type, text));
  const types = [named, recognised, ...others, ...(/^\d+$/.test(text) ? [USER_ID] : [])];
  return [...new Set(types.filter((type) => type !== undefined))]
    .map((type) => ({ type, value: normalised(type, text) }))
    .filter(({ type, value: tidy }) => identifierProblem(type, tidy) === undefined);
}

/** Anything may be an external id; an e-mail address is seldom a card's number. */
function looksLike(type: string, text: string): boolean {
  return type === 'email' || !text.includes('@') || type === 'externalId';
}

/** As the endpoint wants it: of a mobile number the digits alone. */
function normalised(type: string, value: string): string {
  const tidy = tidyIdentifier(type, value);
  return type === 'mobile' ? tidy.replace(/^\+/, '') : tidy;
}

/** The same as something of such a name holds them. */
export function asFound(
  identifiers: readonly Identifier[],
  name: string,
  text: string,
): readonly FoundIdentifier[] {
  return identifiers.map((one) => ({ ...one, name, ...(text !== one.value && { raw: text }) }));
}

/** A value that something in a program holds, and below it what that holds. */
export interface HeldValue {
  readonly name: string;
  /** Of a text or a whole number. */
  readonly text?: string;
  readonly children?: readonly HeldValue[];
}

/** Lists of customers of the API: of `{type, value}`, and of profiles, which have such lists. */
export function listedIn(name: string): 'identifiers' | 'profiles' | undefined {
  const plain = plainName(name).toLowerCase();
  if (plain === 'identifiers' || plain === 'identifiersall') return 'identifiers';
  return plain === 'profiles' ? 'profiles' : undefined;
}

/** The identifiers among the fields of an object, those that the user prefers first. */
export function identifiersIn(
  fields: readonly HeldValue[],
  preference: readonly string[],
): readonly FoundIdentifier[] {
  const found = foundIn(fields);
  const rank = ({ type }: Identifier) => {
    const at = preference.findIndex((wanted) => wanted.toLowerCase() === type.toLowerCase());
    return at < 0 ? preference.length : at;
  };
  const seen = new Set<string>();
  return [...found]
    .sort((one, other) => rank(one) - rank(other))
    .filter(({ type, value }) => {
      const key = JSON.stringify([type.toLowerCase(), value]);
      return seen.has(key) ? false : seen.add(key);
    });
}

function foundIn(fields: readonly HeldValue[]): readonly FoundIdentifier[] {
  return fields.flatMap((field) => {
    switch (listedIn(field.name)) {
      case 'identifiers':
        return listed(field);
      case 'profiles':
        return (field.children ?? []).flatMap((profile) => {
          const at = `${plainName(field.name)}[${plainName(profile.name)}]`;
          return foundIn(profile.children ?? []).map((one) => ({
            ...one,
            name: `${at}.${one.name}`,
          }));
        });
      case undefined:
        return fieldItself(field);
    }
  });
}

function fieldItself({ name, text }: HeldValue): readonly FoundIdentifier[] {
  const type = typeOfName(name);
  return type === undefined || text === undefined ? [] : readable(plainName(name), type, text);
}

function listed({ name, children = [] }: HeldValue): readonly FoundIdentifier[] {
  return children.flatMap((entry) => {
    const of = (wanted: string) =>
      entry.children?.find((field) => plainName(field.name).toLowerCase() === wanted)?.text;
    const [type, value] = [of('type'), of('value')];
    if (type === undefined || value === undefined || type.trim() === '') return [];
    const at = `${plainName(name)}[${plainName(entry.name)}].value`;
    // answers spell it both ways
    const spelt = typeOfName(type) ?? type.trim();
    return readable(at, spelt, value);
  });
}

function readable(name: string, type: string, text: string): readonly FoundIdentifier[] {
  const value = normalised(type, text);
  const isUsable =
    value.length <= LONGEST_IDENTIFIER && identifierProblem(type, value) === undefined;
  if (!isUsable || (type === USER_ID && !/^[1-9]\d*$/.test(value))) return [];
  return [{ name, type, value, ...(text !== value && { raw: text }) }];
}

/** `'mobile'`, `"mobile"`, `["mobile"]` and `[0]` are how debuggers write keys and places. */
export function plainName(name: string): string {
  const inner = /^\[(.*)\]$/s.exec(name.trim())?.[1] ?? name.trim();
  return /^(["'])(.*)\1$/s.exec(inner)?.[2] ?? inner;
}

/** As deep as the lists of identifiers are. */
const DEEPEST_FIELD = 5;

/** The fields of a JSON object, as those of an object of a program. */
export function heldFields(json: JsonValue | undefined, depth = 1): readonly HeldValue[] {
  const entries = isJsonArray(json)
    ? json.map((value, at) => [String(at), value] as const)
    : isJsonObject(json)
      ? Object.entries(json)
      : [];
  return entries.map(([name, value]) => {
    const text = scalarText(value);
    if (text !== undefined) return { name, text };
    return { name, children: depth < DEEPEST_FIELD ? heldFields(value, depth + 1) : [] };
  });
}
