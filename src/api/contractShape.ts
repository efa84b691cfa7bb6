import { documentedSources } from './query';

/**
 * The answer as the documentation of `GET /v2/customers/bulk` has it, as values: what `contract.ts`
 * compares an answer with. Where words and published answers differ, both are as documented.
 */

/** When a field is there: always, as it may be, or because the query asked for it. */
export type Presence =
  'always' | 'sometimes' | 'includeNoOfChildren' | 'includeCustomerAssociateDetail';

/** A field whose values the documentation lists. */
export interface ListedValues {
  readonly of: 'source' | 'identifierType' | 'channelType';
  readonly values: readonly string[];
  /** The documentation says that there are others. */
  readonly isOpen: boolean;
}

export type PlainType = 'text' | 'dateTime' | 'wholeNumber' | 'boolean' | 'booleanOrText' | 'plain';

export type Shape =
  /** `plain`: text, a number, or true or false. */
  | { readonly kind: PlainType }
  | { readonly kind: 'anything' }
  | { readonly kind: 'listed'; readonly listed: ListedValues }
  | { readonly kind: 'list'; readonly items: Shape; readonly isNeverEmpty: boolean }
  | {
      readonly kind: 'object';
      readonly fields: ReadonlyMap<string, Field>;
      /** How many fields of each presence it has. */
      readonly numbers: Readonly<Record<Presence, number>>;
    }
  /** Any keys. */
  | { readonly kind: 'freeObject'; readonly values: Shape };

export interface Field {
  readonly shape: Shape;
  readonly presence: Presence;
}

const text: Shape = { kind: 'text' };
const dateTime: Shape = { kind: 'dateTime' };
const wholeNumber: Shape = { kind: 'wholeNumber' };
const boolean: Shape = { kind: 'boolean' };
const plain: Shape = { kind: 'plain' };
const anything: Shape = { kind: 'anything' };

const source: Shape = {
  kind: 'listed',
  listed: { of: 'source', values: documentedSources, isOpen: false },
};
/** `cardNumber` is how answers spell `cardnumber`, at times. */
const identifierType: Shape = {
  kind: 'listed',
  listed: {
    of: 'identifierType',
    values: [
      'mobile',
      'email',
      'externalId',
      'cardnumber',
      'cardNumber',
      'cuid',
      'unionId',
      'wechat',
      'line',
      'mobilePush',
      'fbId',
      'martjackId',
    ],
    isOpen: true,
  },
};
const channelType: Shape = {
  kind: 'listed',
  listed: {
    of: 'channelType',
    values: ['mobile', 'email', 'wechat', 'ios', 'android', 'line', 'mobilePush'],
    isOpen: false,
  },
};

function list(items: Shape, isNeverEmpty = false): Shape {
  return { kind: 'list', items, isNeverEmpty };
}

function object(
  always: Readonly<Record<string, Shape>>,
  others: Partial<Record<Presence, Readonly<Record<string, Shape>>>> = {},
): Shape {
  const groups = Object.entries({ always, ...others }) as [Presence, Record<string, Shape>][];
  const fields = groups.flatMap(([presence, shapes]) =>
    Object.entries(shapes).map(([name, shape]) => [name, { shape, presence }] as const),
  );
  const numberOf = (presence: Presence) => Object.keys(others[presence] ?? {}).length;
  return {
    kind: 'object',
    fields: new Map(fields),
    numbers: {
      always: Object.keys(always).length,
      sometimes: numberOf('sometimes'),
      includeNoOfChildren: numberOf('includeNoOfChildren'),
      includeCustomerAssociateDetail: numberOf('includeCustomerAssociateDetail'),
    },
  };
}

/** Cards may carry more. */
const identifier = object(
  { type: identifierType, value: text },
  { sometimes: { seriesId: plain, seriesCode: text, statusLabel: text, cardExternalId: text } },
);

/** Related endpoints write the booleans of `meta` as text. */
const meta = object(
  {},
  {
    sometimes: {
      residence: { kind: 'booleanOrText' },
      office: { kind: 'booleanOrText' },
      lastViewedDate: dateTime,
    },
  },
);

const channel = object(
  { type: channelType, value: text, primary: boolean, verified: boolean },
  { sometimes: { meta, attributes: { kind: 'freeObject', values: anything } } },
);

const profile = object({
  firstName: text,
  lastName: text,
  fields: { kind: 'freeObject', values: anything },
  identifiers: list(identifier),
  commChannels: list(channel),
  source,
  userId: wholeNumber,
  accountId: text,
  // entries are undocumented
  conflictingProfileList: list(anything),
  autoUpdateTime: dateTime,
  identifiersAll: list(identifier),
});

const person = {
  profiles: list(profile, true),
  extendedFields: { kind: 'freeObject', values: plain },
} as const satisfies Record<string, Shape>;

const parentCustomer = object(person);

const customer = object(person, {
  includeCustomerAssociateDetail: {
    roleCode: text,
    createdDate: dateTime,
    defaultChild: boolean,
  },
  includeNoOfChildren: { noOfChildren: wholeNumber },
  sometimes: { parentCustomer },
});

/** `{}` occurs, too. */
const issue = object({}, { sometimes: { status: boolean, code: wholeNumber, message: text } });

export const answerShape = object({
  entity: object(
    {
      customers: list(customer),
      count: wholeNumber,
      errors: list(issue),
      warnings: list(issue),
    },
    { sometimes: { parentCustomer } },
  ),
  warnings: list(issue),
  errors: list(issue),
  success: boolean,
});
