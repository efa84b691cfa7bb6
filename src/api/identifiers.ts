import { sentence } from '../sentence';
import type { Customer, Identifier } from './customer';

/** An identifier type that the endpoint's documentation lists, and how to ask for its value. */
export interface DocumentedIdentifierType {
  /** As `associationEntityIdentifierType` wants it spelt. */
  readonly type: string;
  /** English, as `hint` is. */
  readonly label: string;
  readonly hint: string;
  readonly example: string;
}

export const documentedIdentifierTypes: readonly DocumentedIdentifierType[] = [
  {
    type: 'mobile',
    label: sentence('Mobile number'),
    hint: sentence('Country code and number, digits only, such as 918933445577.'),
    example: '918933445577',
  },
  {
    type: 'email',
    label: sentence('E-mail address'),
    hint: sentence('The whole address, such as tom.sawyer@example.com.'),
    example: 'tom.sawyer@example.com',
  },
  {
    type: 'externalId',
    label: sentence('External ID'),
    hint: sentence('The ID that your own system gave the customer or the company.'),
    example: 'EXT-1042',
  },
  {
    type: 'cardnumber',
    label: sentence('Card number'),
    hint: sentence('The number of a loyalty card of the customer.'),
    example: 'CARD0000182418',
  },
  {
    type: 'wechat',
    label: sentence('WeChat ID'),
    hint: sentence('The WeChat ID; it usually needs the source WECHAT and an account ID.'),
    example: 'wx_91677872472',
  },
  {
    type: 'martjackId',
    label: sentence('MartJack ID'),
    hint: sentence('The ID of the customer in MartJack.'),
    example: '240017',
  },
  {
    type: 'fbId',
    label: sentence('Facebook ID'),
    hint: sentence('The ID of the customer on Facebook.'),
    example: '100004512345678',
  },
];

/** What an identifier without a type most likely is, by its looks; undefined where they say nothing. */
export function recognisedIdentifier(typed: string): Identifier | undefined {
  const text = tidyIdentifier('', typed);
  if (text.includes('://')) return undefined;
  if (/^[^\s@]+@[^\s@]+$/.test(text)) return { type: 'email', value: text };
  const number = tidyIdentifier('mobile', text);
  if (/^\+?\d{7,20}$/.test(number)) return { type: 'mobile', value: number };
  return /\d/.test(text) && !/\s/.test(text) ? { type: 'externalId', value: text } : undefined;
}

/** One English sentence on what to enter for identifiers of this type. */
export function identifierHint(type: string): string {
  return (
    documentedType(type)?.hint ??
    sentence('The documentation does not list this type; the value is sent as you enter it.')
  );
}

/** Why the value cannot be an identifier of this type, as a whole English sentence; undefined when it can. */
export function identifierProblem(type: string, value: string): string | undefined {
  if (!value.trim()) return sentence('Enter a value.');
  if (/[\p{Cc}\p{Cs}]/u.test(value))
    return sentence('Remove the control characters (line breaks, tabs).');
  if (value !== value.trim()) return sentence('Remove the spaces at the start or the end.');
  switch (spelling(type)) {
    case 'mobile':
      return /^\+?\d{4,20}$/.test(value)
        ? undefined
        : sentence('Enter digits only, with the country code first, such as 918933445577.');
    case 'email':
      return /^[^\s@]+@[^\s@]+$/.test(value)
        ? undefined
        : sentence('Enter a whole e-mail address, such as tom.sawyer@example.com.');
    default:
      return undefined;
  }
}

/** A value as code has it, with what follows it in a list. */
const QUOTED = /^(?:"([^"]*)"|'([^']*)'|`([^`]*)`|“([^”]*)”)[,;]?$/u;

/**
 * A value as it was pasted, without the white space and the quotes around it; of a mobile number also
 * without the blanks, dashes, dots and brackets that people write between its digits.
 */
export function tidyIdentifier(type: string, value: string): string {
  const pasted = value.trim();
  const [, ...quoted] = QUOTED.exec(pasted) ?? [];
  const trimmed = (quoted.find(Boolean) ?? pasted).trim();
  return spelling(type) === 'mobile' && /^[+\d\s().‐-―-]+$/u.test(trimmed)
    ? trimmed.replace(/[^+\d]/gu, '')
    : trimmed;
}

/**
 * Every identifier that a customer can be asked by, each once, in the order of the answer. Types are
 * spelt as the endpoint documents them (answers have both `cardnumber` and `cardNumber`).
 */
export function expansionIdentifiers(customer: Customer): readonly Identifier[] {
  const found = new Map<string, Identifier>();
  const lists = [
    ...customer.profiles.map(({ identifiers }) => identifiers),
    ...customer.profiles.map(({ identifiersAll }) => identifiersAll),
  ];
  for (const { type, value } of lists.flat()) {
    if (!type.trim() || !value.trim()) continue;
    const key = JSON.stringify([type.toLowerCase(), value]);
    if (!found.has(key)) found.set(key, { type: spelling(type), value });
  }
  return [...found.values()];
}

/**
 * The identifier that a child customer is asked by: of the type that its parent was asked by, else
 * of the first preferred type that it has, else its first. Undefined when it has none.
 */
export function expansionIdentifier(
  customer: Customer,
  parentType: string,
  preference: readonly string[],
): Identifier | undefined {
  const identifiers = expansionIdentifiers(customer);
  for (const type of [parentType, ...preference]) {
    const wanted = type.toLowerCase();
    const match = identifiers.find((identifier) => identifier.type.toLowerCase() === wanted);
    if (match) return match;
  }
  return identifiers[0];
}

function spelling(type: string): string {
  return documentedType(type)?.type ?? type;
}

function documentedType(type: string): DocumentedIdentifierType | undefined {
  const wanted = type.toLowerCase();
  return documentedIdentifierTypes.find((documented) => documented.type.toLowerCase() === wanted);
}
