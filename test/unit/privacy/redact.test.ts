import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact, REDACTED, redactSecrets } from '../../../src/privacy/redact';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const jwt = `eyJhbGciOiJIUzI1NiJ9.${base64('{"sub":1}').replaceAll('=', '')}.c2lnbmF0dXJl`;

/** A secret as people and servers make them: nothing in it ends a word, a value or a line. */
const secret = fc
  .string({
    unit: fc.constantFrom(...'abcdefghijklmABCDEFGHIJKLM0123456789._-~'.split('')),
    minLength: 10,
    maxLength: 40,
  })
  .filter((value) => /[A-Z]/.test(value) && /\d/.test(value));

describe('a log line', () => {
  it('holds no secret, in whatever place of a message it stands', () => {
    fc.assert(
      fc.property(secret, (value) => {
        const quotedValue = JSON.stringify(value);
        for (const line of [
          `Authorization: Basic ${base64(value)}`,
          `authorization: Bearer ${value}`,
          `Authorization: ${value}`,
          `{"headers":{"Authorization":"Basic ${base64(value)}"},"a":1}`,
          `sent Bearer ${value} to it`,
          `sent Basic ${base64(value)} to it`,
          `X-CAP-API-OAUTH-TOKEN: ${value}`,
          `x-cap-api-oauth-token=${value}`,
          `["X-CAP-API-OAUTH-TOKEN", ${quotedValue}]`,
          `{"key":${quotedValue},"secret":${quotedValue}}`,
          `{ "password" : ${quotedValue} }`,
          `{"passwordMd5":${quotedValue},"accessToken":${quotedValue}}`,
          JSON.stringify(`{"secret":${quotedValue}}`),
          `{ secret: '${value}', clientSecret: '${value}' }`,
          `https://till:${value}@host.example/v2`,
          `https://${value}:x@host.example/v2`,
          `/v2?access_token=${value}&limit=5`,
          `password=${encodeURIComponent(value)}`,
        ])
          expect(redact(line)).not.toMatch(literally(value, base64(value)));
      }),
    );
    expect(redact(`Token ${jwt} has expired`)).toBe(`Token ${REDACTED} has expired`);
    expect(redact('{"password":"a\\"b c","x":1}')).toBe(`{"password":${REDACTED},"x":1}`);
  });

  it('holds no identifier of a person', () => {
    for (const [line, personal] of [
      ['?associationEntityIdentifierValue=918933445577&limit=5', '918933445577'],
      ['?associationEntityIdentifierValue=Ann+Example&limit=5', 'Ann'],
      ['/v2/customers/lookup?identifierName=email&identifierValue=EXT_1&source=X', 'EXT_1'],
      ['/v2/customers/search?limit=1&q=Smith', 'Smith'],
      ['{"identifierValue":"EXT_1"}', 'EXT_1'],
      ['{"firstName":"Ann","lastName":"Example"}', 'Ann'],
      ['no customer ann.b+c@example.co.in here', 'ann'],
      ['no customer ann%40example.com here', 'ann'],
      ['no customer 918933445577 here', '918933445577'],
      ['no customer +91 89334-45577 here', '89334'],
      ['no customer %2B918933445577 here', '918933445577'],
      ['no customer (893) 344-5577 here', '344'],
      ['userId: 343035066', '343035066'],
    ] as const)
      expect(redact(line), line).not.toContain(personal);
  });

  it('keeps what helps to find a fault', () => {
    for (const line of [
      'GET eu.api.capillarytech.com/v2/customers/bulk parentCustomer by mobile, limit 50, offset 0: 200 page, 34 ms, 1234567890 bytes, 12 rows, request id 7f3a-12',
      'request id 1683022338290',
      'request id 4d7ff6a0-1234-5678-9012-123456789012',
      'ECONNREFUSED 127.0.0.1:41234',
      'https://eu.api.capillarytech.com:8443/v2/customers/bulk?source=INSTORE&limit=5&offset=100',
      'Token expired at 2024-01-01 12:00:00',
      'Basic authentication was refused',
      'Mandatory field is missing. Field x is mandatory',
      'Customer not found for the given identifiers (8015)',
    ])
      expect(redact(line)).toBe(line);
  });

  it('stays the same when it is redacted again', () => {
    const piece = fc.oneof(fc.constantFrom(...attackPieces), fc.string({ maxLength: 8 }));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const once = redact(pieces.join(''));
        expect(redact(once)).toBe(once);
      }),
      { numRuns: 3000, examples: [[['a://identifierValue=://]@']]] },
    );
  });

  // quadratic time would take minutes here: 10^11 steps and more, against some 10^6
  it('is redacted in time that grows with its length, whatever is repeated in it', () => {
    const pieces = fc.array(fc.constantFrom(...attackPieces), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(pieces, fc.constantFrom('', ...attackPieces), (repeated, end) => {
        const unit = repeated.join('');
        const line = unit.repeat(Math.ceil(300_000 / unit.length)) + end;
        expect(redact(line).length).toBeGreaterThan(0);
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});

describe('what only the person who asked for it sees', () => {
  it('keeps what is about people, and holds no secret', () => {
    const people = [
      'associationEntityIdentifierValue=918933445577',
      '"mobile": "918933445577"',
      '"email": "tom.sawyer@example.com"',
      '"firstName": "Tom"',
    ];
    for (const line of people) expect(redactSecrets(line)).toBe(line);
    fc.assert(
      fc.property(secret, (value) => {
        for (const line of [`"token": "${value}"`, `Authorization: Bearer ${value}`, jwt])
          expect(redactSecrets(line)).not.toMatch(literally(value, jwt));
      }),
    );
  });
});

const attackPieces = [
  'a',
  ' ',
  '"',
  "'",
  '\\',
  '\\"',
  '-',
  '.',
  '@',
  '%40',
  '%2B',
  '1',
  '1 ',
  '(',
  '+',
  '/',
  '://',
  'a://',
  'a:',
  '=',
  ':',
  ',',
  '?q=',
  '&q=',
  'eyJ',
  'eyJa.',
  'authorization',
  'Authorization: ',
  'Basic ',
  'basic',
  'Bearer ',
  'secret',
  '"secret":"',
  'secret\\":\\"',
  'key=',
  'token:',
  'password',
  'identifierValue',
  'identifierValue=',
  'email: ',
  'request id ',
  '2024-01-01',
  '\n',
];

function literally(...texts: readonly string[]): RegExp {
  return new RegExp(texts.map((text) => text.replace(/[^\w]/g, String.raw`\$&`)).join('|'));
}
