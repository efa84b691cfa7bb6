import { expect, test } from 'vitest';
import { readCustomer } from '../../../src/api/customers';
import {
  documentedIdentifierTypes,
  expansionIdentifier,
  expansionIdentifiers,
  identifierHint,
  identifierProblem,
  recognisedIdentifier,
  tidyIdentifier,
} from '../../../src/api/identifiers';

const preference = ['mobile', 'email', 'externalId', 'cardnumber'];
const customer = readCustomer(
  {
    profiles: [
      {
        identifiers: [
          { type: 'cuid', value: 'c1' },
          { type: 'cardNumber', value: 'K1' },
          { type: 'email', value: '' },
        ],
        identifiersAll: [
          { type: 'cardnumber', value: 'K1' },
          { type: 'mobile', value: 917799889933 },
        ],
      },
      { identifiers: [{ type: 'unionId', value: 'u1' }] },
    ],
  },
  '',
);

test('every usable identifier is there once, spelt as the endpoint wants it', () => {
  expect(expansionIdentifiers(customer)).toEqual([
    { type: 'cuid', value: 'c1' },
    { type: 'cardnumber', value: 'K1' },
    { type: 'unionId', value: 'u1' },
    { type: 'mobile', value: '917799889933' },
  ]);
});

test("the parent's type goes before the preferred ones, and those before the rest", () => {
  expect(expansionIdentifier(customer, 'cardnumber', preference)?.value).toBe('K1');
  expect(expansionIdentifier(customer, 'externalId', preference)?.value).toBe('917799889933');
  expect(expansionIdentifier(customer, 'externalId', ['fbId'])?.value).toBe('c1');
});

test('a customer without identifiers has none to be expanded by', () => {
  expect(expansionIdentifier(readCustomer({}, ''), 'mobile', preference)).toBeUndefined();
});

test('the examples given are valid themselves', () => {
  for (const { type, example } of documentedIdentifierTypes)
    expect(identifierProblem(type, example)).toBeUndefined();
});

test.each([
  ['mobile', '+918933445577', undefined],
  ['mobile', '8933 4455', /digits only/],
  ['email', 'tom', /whole e-mail/],
  ['email', 'a+b@x.io', undefined],
  ['externalId', ' x', /spaces/],
  ['anything', 'a\nb', /control characters/],
  ['anything', '', /Enter a value/],
  ['cuid', 'c1', undefined],
])('%s %j: %s', (type, value, reason) => {
  const problem = identifierProblem(type, value);
  if (reason === undefined) expect(problem).toBeUndefined();
  else expect(problem).toMatch(reason);
});

test('a type that nobody documented has a hint, too', () => {
  expect(identifierHint('cuid')).toContain('does not list');
  expect(identifierHint('MOBILE')).toContain('Country code');
});

test.each([
  ['mobile', ' +91 89334-45577\n', '+918933445577'],
  ['Mobile', '(91) 8933.445577', '918933445577'],
  ['mobile', '91\u00a08933\u2011445577', '918933445577'],
  ['mobile', 'not a number', 'not a number'],
  ['mobile', '91a-1', '91a-1'],
  ['externalId', ' A 1-2 ', 'A 1-2'],
  ['externalId', ' "EXT-1042",', 'EXT-1042'],
  ['mobile', "'+91 89334 45577'", '+918933445577'],
  ['externalId', '`x`', 'x'],
  ['externalId', '“x”', 'x'],
  ['externalId', '"a", "b"', '"a", "b"'],
  ['externalId', 'it"s', 'it"s'],
])('a pasted %s %j is asked for as %j', (type, pasted, tidied) => {
  expect(tidyIdentifier(type, pasted)).toBe(tidied);
});

test.each([
  ['918933445577', 'mobile', '918933445577'],
  [' +91 89334-45577 ', 'mobile', '+918933445577'],
  ['tom.sawyer@example.com', 'email', 'tom.sawyer@example.com'],
  ['EXT-1042', 'externalId', 'EXT-1042'],
  ['"918933445577",', 'mobile', '918933445577'],
])('%j is recognised as %s without being asked', (typed, type, value) => {
  expect(recognisedIdentifier(typed)).toEqual({ type, value });
});

test.each(['', 'company', 'parent customer', 'mobile', 'https://h/v2/customers/bulk?x=1'])(
  '%j is no identifier',
  (typed) => {
    expect(recognisedIdentifier(typed)).toBeUndefined();
  },
);
