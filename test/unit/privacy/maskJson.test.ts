import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueTextAt } from '../../../src/api/json';
import { maskJson, maskedPieces } from '../../../src/privacy/maskJson';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Every path of a document, as JSON Pointers. */
function pointers(value: Json, at = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [at];
  const entries = Object.entries(value as Record<string, Json>);
  const escaped = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1');
  return [at, ...entries.flatMap(([key, inner]) => pointers(inner, `${at}/${escaped(key)}`))];
}

/** Letters and digits that a real value has in a row, and that nothing else of an answer has. */
const token = fc.stringMatching(/^[qxzQXZ0-9]{4,24}$/);
const personal = fc.oneof(
  token,
  token.map((name) => `${name} ${name}`),
  token.map((name) => `${name}@${name}.com`),
  fc.integer({ min: 1000, max: 2 ** 50 }),
);
const anything = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    personal,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), tie('value'), { maxKeys: 3 }),
  ),
})).value;
const typed = fc.record({
  type: fc.constantFrom('mobile', 'email', 'cardNumber'),
  value: personal,
});
const customer = fc.record(
  {
    profiles: fc.array(
      fc.record(
        {
          firstName: personal,
          lastName: personal,
          fields: anything,
          identifiers: fc.array(typed, { maxLength: 3 }),
          identifiersAll: fc.array(typed, { maxLength: 3 }),
          commChannels: fc.array(
            fc.record({ type: fc.constant('mobile'), value: personal, meta: anything }),
            { maxLength: 2 },
          ),
          userId: personal,
          conflictingProfileList: anything,
          somethingNew: anything,
        },
        { requiredKeys: [] },
      ),
      { maxLength: 2 },
    ),
    extendedFields: anything,
    parentCustomer: anything,
    somethingNew: anything,
  },
  { requiredKeys: [] },
);
/** Of a message, what is no plain word. */
const message = fc.stringMatching(/^Customer [0-9]{4,14} (not mapped|merged into Q[a-z]{4})$/);
const answer = fc.record(
  {
    entity: fc.record(
      {
        customers: fc.array(customer, { maxLength: 3 }),
        parentCustomer: customer,
        other: anything,
      },
      { requiredKeys: [] },
    ),
    // an open code shorter than any number of somebody, which else may happen to be the same
    errors: fc.array(fc.record({ message, code: fc.nat(999) }), { maxLength: 2 }),
    data: anything,
  },
  { requiredKeys: [] },
);

/** Scalars of the answer that its generator took for somebody's. */
function personalTokens(value: Json): readonly string[] {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(personalTokens);
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, inner]) =>
      key === 'type' || key === 'code' ? [] : personalTokens(inner),
    );
  if (typeof value === 'string' && value.startsWith('Customer '))
    return value.match(/\d{4,}|Q[a-z]{4}/g) ?? [];
  return typeof value === 'boolean' ? [] : (String(value ?? '').match(/[a-z0-9]{4,}/gi) ?? []);
}

describe('an answer in shape', () => {
  it('is JSON with the same pointers, and keeps nothing of a value', () => {
    fc.assert(
      fc.property(answer, fc.constantFrom(0, 1), (value, indent) => {
        const masked = maskJson(JSON.stringify(value, undefined, indent));
        const shown = JSON.parse(masked) as Json;
        expect(pointers(shown)).toEqual(pointers(value as Json));
        for (const one of personalTokens(value)) expect(masked).not.toContain(one);
      }),
      { numRuns: 500 },
    );
  });

  it('is its own shape, however it is cut into pieces', () => {
    fc.assert(
      fc.property(fc.oneof(answer, fc.jsonValue()), fc.integer({ min: 1, max: 50 }), (value, n) => {
        const text = JSON.stringify(value);
        const masked = maskJson(text);
        expect(maskJson(masked)).toBe(masked);
        expect([...maskedPieces(text, '', n)].join('')).toBe(masked);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps nothing of a value where the text breaks off, or never was JSON', () => {
    fc.assert(
      fc.property(answer, fc.nat(2000), fc.boolean(), (value, cut, isGarbled) => {
        const whole = JSON.stringify(value);
        const text = (isGarbled ? ')]}' : '') + whole.slice(0, cut);
        const masked = maskJson(text);
        const tokens = personalTokens(value as Json).filter((one) => text.includes(one));
        for (const one of tokens) expect(masked).not.toContain(one);
      }),
      { numRuns: 500 },
    );
  });

  const published =
    '\ufeff{ "entity": {"customers":[{"profiles":[{"firstName":"tom","lastName":"Sawyer","fields":{"city":"Pune","vip":true,"age":42,"none":null,"empty":""},' +
    '"identifiers":[{"type":"mobile","value":"918933445577","statusLabel":"ACTIVE","cardExternalId":"EXT00001"}],' +
    '"commChannels":[{"type":"email","value":"tom.sawyer@capillary.com","primary":true,"verified":false,"meta":{"residence":true,"seen":true}}],' +
    '"source":"INSTORE","userId":9007199254740993,"accountId":"","conflictingProfileList":[{"userId":12}],"autoUpdateTime":"2023-04-14T03:29:31Z"}],' +
    '"extendedFields":{"dob":"1980-05-08T00:00:00Z"},"roleCode":"Senior_Manager","createdDate":"2023-04-14T03:29:31Z","defaultChild":true,"noOfChildren":30000}],' +
    '"count":1,"errors":[{}],"warnings":[{"status":false,"code":1625,"message":"Customer 918933445577 not mapped"}]},"success":true}\n';
  const at = (pointer: string) => valueTextAt(maskJson(published), pointer);
  const customers = '/entity/customers/0';
  const profile = `${customers}/profiles/0`;

  it.each([
    [`${profile}/lastName`, '"S••"'],
    [`${profile}/fields`, '{"city":"•••","vip":"•••","age":"•••","none":null,"empty":""}'],
    [`${profile}/identifiers/0/value`, '"91•••••••577"'],
    [`${profile}/identifiers/0/cardExternalId`, '"••••••01"'],
    [`${profile}/commChannels/0/value`, '"t••@c••.com"'],
    [`${profile}/userId`, '"90•••••••993"'],
    [`${profile}/conflictingProfileList`, '[{"userId":"•••"}]'],
    [`${customers}/extendedFields/dob`, '"••••-••-••"'],
    ['/entity/warnings/0/message', '"Customer 91•••••••577 not mapped"'],
  ])('hides %s', (pointer, shown) => {
    expect(at(pointer)).toBe(shown);
  });

  it.each([
    `${profile}/identifiers/0/type`,
    `${profile}/identifiers/0/statusLabel`,
    `${profile}/commChannels/0/primary`,
    `${profile}/commChannels/0/meta/residence`,
    `${profile}/source`,
    `${profile}/autoUpdateTime`,
    `${customers}/roleCode`,
    `${customers}/createdDate`,
    `${customers}/defaultChild`,
    `${customers}/noOfChildren`,
    '/entity/count',
    '/entity/errors',
    '/entity/warnings/0/code',
    '/success',
  ])('shows %s as it came', (pointer) => {
    expect(at(pointer)).toBe(valueTextAt(published, pointer));
  });

  it('keeps the space between tokens', () => {
    const masked = maskJson(published);
    expect(masked.startsWith('\ufeff{ "entity": {')).toBe(true);
    expect(masked.endsWith('true}\n')).toBe(true);
  });

  it.each([
    ['a role that is an e-mail', '{"entity":{"customers":[{"roleCode":"tom@capillary.com"}]}}'],
    [
      'a source that is a number',
      '{"entity":{"customers":[{"profiles":[{"source":918933445577}]}]}}',
    ],
    [
      'a type that is a list',
      '{"entity":{"customers":[{"profiles":[{"identifiers":[{"type":["918933445577"]}]}]}]}}',
    ],
    [
      'a key written with escapes',
      String.raw`{"entity":{"customers":[{"profiles":[{"first\u004eame":"918933445577"}]}]}}`,
    ],
    ['customers that are texts', '{"entity":{"customers":["918933445577 tom@capillary.com"]}}'],
    ['a list where an object belongs', '[{"firstName":"918933445577"}]'],
    ['a lone text', '"tom@capillary.com"'],
  ])('hides %s', (_, text) => {
    expect(maskJson(text)).not.toMatch(/918933445577|tom@/);
  });

  it('keeps only the frame of a page that is no JSON', () => {
    const html = '<!DOCTYPE html><html><body>No route for 918933445577, tom sawyer</body></html>';
    expect(maskJson(html)).toBe(
      '<!DOCTYPE html><html><body>••• r•• f•• 91•••••••577, t•• s••</body></html>',
    );
  });
});
