import { expect, test } from 'vitest';
import { identifiersIn, identifiersOf, typeOfName } from '../../../src/debugging/identifierFields';

const preference = ['mobile', 'email', 'externalId', 'cardnumber'];

test.each([
  ['mobile', 'mobile'],
  ['parentMobile', 'mobile'],
  ['parent_mobile_number', 'mobile'],
  ['MSISDN', 'mobile'],
  ['email', 'email'],
  ['customer-email', 'email'],
  ['externalId', 'externalId'],
  ['EXTERNAL_ID', 'externalId'],
  ['cardNumber', 'cardnumber'],
  ['customerId', 'userId'],
  ['user_id', 'userId'],
  ["'mobile'", 'mobile'],
  ['["mobile"]', 'mobile'],
  ['firstName', undefined],
  ['id', undefined],
])('%s speaks of %s', (name, type) => expect(typeOfName(name)).toBe(type));

test.each([
  ['+91 98123-45577', 'phone', 'mobile', '919812345577'],
  ['(91) 98123 45577', 'x', 'mobile', '919812345577'],
  ['tel:+919812345577', 'href', 'mobile', '919812345577'],
  ['mailto:tom@example.com', 'href', 'email', 'tom@example.com'],
  [' tom@example.com\n', 'x', 'email', 'tom@example.com'],
  ['EXT-1042', 'x', 'externalId', 'EXT-1042'],
  ['12345678', 'cardNumber', 'cardnumber', '12345678'],
  ['12345678', 'customer_id', 'userId', '12345678'],
  ['ACME', 'externalId', 'externalId', 'ACME'],
])('%j in %s is most likely a %s: %s', (value, name, type, normalised) => {
  expect(identifiersOf(value, name, preference)[0]).toEqual({ type, value: normalised });
});

test('what a number may be is offered, as the user prefers it, and as userId last', () => {
  expect(identifiersOf('919812345577', 'x', preference).map(({ type }) => type)).toEqual([
    'mobile',
    'externalId',
    'cardnumber',
    'userId',
  ]);
  expect(identifiersOf('919812345577', 'card_no', preference)[0]?.type).toBe('cardnumber');
});

test.each(['hello', 'hello world 1', 'true', '', '{}', `9${'1'.repeat(500)}`])(
  '%j is no identifier',
  (value) => expect(identifiersOf(value, 'x', preference)).toEqual([]),
);

test('an object is looked at one level down, and into its identifiers', () => {
  const identifier = (name: string, type: string, value: string) => ({
    name,
    children: [
      { name: 'type', text: type },
      { name: 'value', text: value },
    ],
  });
  const fields = [
    { name: 'firstName', text: 'Asha' },
    { name: 'user_id', text: '4711' },
    { name: 'Email', text: 'asha@example.com' },
    { name: 'mobile', text: '+91 98123 45577' },
    { name: 'cardNumber', text: '' },
    { name: 'address', children: [{ name: 'mobile', text: '918888888888' }] },
    {
      name: 'identifiers',
      children: [
        identifier('0', 'mobile', '919812345577'),
        identifier('[1]', 'cardNumber', 'CARD-1'),
        identifier('2', 'wechat', 'wx_1'),
        { name: 'length', text: '3' },
      ],
    },
  ];
  expect(identifiersIn(fields, preference)).toEqual([
    { name: 'mobile', type: 'mobile', value: '919812345577', raw: '+91 98123 45577' },
    { name: 'Email', type: 'email', value: 'asha@example.com' },
    { name: 'identifiers[1].value', type: 'cardnumber', value: 'CARD-1' },
    { name: 'user_id', type: 'userId', value: '4711' },
    { name: 'identifiers[2].value', type: 'wechat', value: 'wx_1' },
  ]);
});
