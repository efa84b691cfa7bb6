import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskMessage, maskUnknown, maskValue } from '../../../src/privacy/maskValue';

/** Runs of four or more letters or digits, which could tell who somebody is. */
const tellingRuns = (text: string) => text.match(/[\p{L}\p{N}]{4,}/gu) ?? [];

it('a word or a message of megabytes has a shape like any other, and no letter more', () => {
  for (const character of ['é', '7', ' a', '"', '•', 'a@']) {
    const text = character.repeat(4_000_000);
    expect(maskValue(text).length).toBeLessThan(50);
    expect(maskUnknown(text)).toBe('•••');
    expect(maskMessage(text, 'é').length).toBeLessThan(50);
    expect(tellingRuns(maskMessage(text, 'é'))).toEqual([]);
  }
  const late = `${' '.repeat(100_000)}918933445577`;
  expect([maskValue(late), maskMessage(late), maskUnknown(late)]).toEqual([
    '91•••••••577',
    '91•••••••577',
    '•••',
  ]);
});

describe('the shape of a value', () => {
  it.each([
    ['918933445577', '91•••••••577'],
    ['tom.sawyer@capillary.com', 't••@c••.com'],
    ['tom.sawyer@mail.example.info', 't••@m••.•••'],
    ['me@example.com', '•••@e••.com'],
    ['Asha Mehta', 'A•• M••'],
    ['Sofía Ramírez', 'S•• R••'],
    ['田中', '•••'],
    ['ACME-1001', '•••••••01'],
    ['CARD0000182418', 'CA•••••••418'],
    ['387746453', '•••••••53'],
    ['42', '•••'],
    ['1980-05-08T00:00:00Z', '••••-••-••'],
    ['1980-05-08', '••••-••-••'],
    ['12 Hill Road, Bandra West, Mumbai 400050', '••• H•• R•• B•• W•• M•• …'],
    ['', ''],
    ['  ', '  '],
  ])('of %s is %s', (value, shape) => {
    expect(maskValue(value)).toBe(shape);
  });

  it('tells no length beyond a dozen characters', () => {
    const lengths = [12, 13, 40, 4000].map((length) => maskValue('7'.repeat(length)).length);
    expect(new Set(lengths)).toEqual(new Set([12]));
  });

  it('keeps no four letters or digits in a row, and is its own shape', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.emailAddress());
    fc.assert(
      fc.property(text, (value) => {
        const shape = maskValue(value);
        for (const run of tellingRuns(value)) expect(shape).not.toContain(run);
        expect(tellingRuns(shape)).toEqual([]);
        expect(maskValue(shape)).toBe(shape);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the shape of a value of which nothing is known', () => {
  it.each([
    ['FEMALE', '•••'],
    ['Hill Road 12', '•••'],
    ['7', '•••'],
    ['918933445577', '91•••••••577'],
    ['tom.sawyer@capillary.com', 't••@c••.com'],
    ['1980-05-08T00:00:00Z', '••••-••-••'],
    ['', ''],
  ])('of %s is %s', (value, shape) => {
    expect(maskUnknown(value)).toBe(shape);
  });
});

describe('a message of the API', () => {
  it.each([
    'Customer not found for the given identifiers',
    'Not authorized. Access is denied!',
    'Authorization status unavailable!',
    'Mandatory field is missing. Field {source} is mandatory',
    'Lookup, Invalid identifier passed',
    'Invalid client key and secret',
    'Unauthorized',
  ])('stays where it is about nobody: %s', (message) => {
    expect(maskMessage(message, '918933445577')).toBe(message);
  });

  it.each([
    [
      'Fleet parent customer 918933445577 not mapped',
      'Fleet parent customer 91•••••••577 not mapped',
    ],
    ['Fleet parent customer ravi not mapped', 'Fleet parent customer r•• not mapped', 'ravi'],
    ['No company acme fleet', 'No company a•• f••', 'acme fleet'],
    ['Customer Sofía Ramírez was merged', 'Customer S•• R•• was merged'],
    ['Customer merged into asha@example.com.', 'Customer merged into a••@e••.com.'],
    ["Customer 'asha mehta' was merged", "Customer 'a•• m••' was merged"],
    ['Customer 李小龙 was deleted', 'Customer ••• was deleted'],
    ['Error 500 for 8015', 'Error 500 for •••'],
  ])('loses the values in it: %s', (message, shape, asked = '') => {
    expect(maskMessage(message, asked)).toBe(shape);
  });

  it('is its own shape', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (message, asked) => {
        const shape = maskMessage(message, asked);
        expect(maskMessage(shape, asked)).toBe(shape);
      }),
      { numRuns: 2000 },
    );
  });
});
