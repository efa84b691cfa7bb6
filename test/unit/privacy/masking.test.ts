import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApiError } from '../../../src/api/errors';
import { readAnswer } from '../../../src/api/answer';
import { requestAsSent } from '../../../src/api/request';
import { maskedUrl, maskingWhile } from '../../../src/privacy/masking';
import { readPage } from '../api/readPage';
import { notFound, page, query } from '../history/records';

const connection = { id: 'c', name: 'C', origin: 'https://h.example', signIn: 'token' } as const;
const MOBILE = query.identifierValue;
const body = {
  entity: {
    customers: [
      {
        profiles: [
          {
            firstName: 'Asha',
            lastName: 'Mehta',
            userId: 134094571,
            source: 'INSTORE',
            fields: { city: 'Pune' },
            identifiers: [{ type: 'mobile', value: MOBILE }],
            commChannels: [{ type: 'mobile', value: MOBILE, primary: true }],
          },
        ],
        extendedFields: {},
        noOfChildren: 3,
      },
      'not a customer',
    ],
    count: 2,
    errors: [],
    warnings: [{ code: 1625, message: `Customer ${MOBILE} not mapped` }],
    parentCustomer: { profiles: [{ firstName: 'Ravi' }] },
  },
};
const text = JSON.stringify(body);
const reply = {
  kind: 'reply',
  status: 200,
  text,
  sizeBytes: text.length,
  startedAt: 0,
  durationMs: 1,
  headers: { contentType: 'application/json' },
} as const;
const answer = readAnswer(query, reply, {
  request: requestAsSent(connection, query),
  timeoutSeconds: 30,
  maxMegabytes: 64,
  secrets: () => [],
});
if (answer.kind !== 'page') throw new Error(answer.kind);
const known = [MOBILE, 'Asha', 'Mehta', '134094571', 'Pune', 'Ravi'];

describe('while masking is on', () => {
  const masking = maskingWhile(() => true);

  it('a customer alone is as the masked page has it, whatever is in it', () => {
    const names = ['profiles', 'fields', 'identifiers', 'type', 'value', 'roleCode', 'city'];
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(MOBILE, 'Asha', '', 'a@b.example', 'Manager', '1980-05-08', 12345678, 7),
        fc.constantFrom(true, null),
        fc.array(tie('any'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...names), tie('any'), { maxKeys: 4 }),
      ),
    })).any;
    fc.assert(
      fc.property(fc.array(value, { maxLength: 4 }), (customers) => {
        const text = JSON.stringify({ entity: { customers } });
        // numbers that JavaScript does not have
        const whole = readPage(text.replaceAll('12345678', '12345678901234567890.10'));
        const alone = whole.customers.map((customer) => masking.customer(customer));
        expect(alone).toEqual(masking.page(whole).customers);
      }),
    );
  });

  it('nothing in a page is as it came, and every row is where it was', () => {
    const masked = masking.page(answer);
    for (const value of known) expect(JSON.stringify(masked)).not.toContain(value);
    expect(masked.customers.map(({ pointer }) => pointer)).toEqual(
      answer.customers.map(({ pointer }) => pointer),
    );
    expect(masked.customers[0]).toMatchObject({ name: 'A•• M••', noOfChildren: 3 });
    expect(masked.issues).toEqual([
      { severity: 'warning', code: 1625, message: 'Customer 91•••••••577 not mapped' },
    ]);
    expect(masked.count).toBe(2);
  });

  it('a page is masked once', () => {
    expect(masking.page(answer)).toBe(masking.page(answer));
  });

  it('nothing in an error is as it came', () => {
    const errors: readonly ApiError[] = [
      {
        kind: 'notFound',
        exchange: answer.exchange,
        issue: { severity: 'error', code: 1625, message: `Fleet parent ${MOBILE} not mapped` },
        text: JSON.stringify({ errors: [{ code: 1625, message: `Fleet parent ${MOBILE}` }] }),
      },
      {
        kind: 'redirected',
        exchange: answer.exchange,
        location: `https://other.example/login?of=${MOBILE}&next=%2Fx%3Fm%3D${MOBILE}`,
        text: '',
      },
      {
        kind: 'notJson',
        exchange: answer.exchange,
        text: `<html><p>No ${MOBILE}, Asha</p></html>`,
      },
      { kind: 'timeout', seconds: 3, exchange: answer.exchange },
    ];
    for (const error of errors) {
      const masked = JSON.stringify(masking.error(error));
      expect(JSON.stringify(error)).toContain(MOBILE);
      for (const value of known) expect(masked).not.toContain(value);
    }
  });
});

it('a value that should be a code stays, unless it is somebody', () => {
  const masking = maskingWhile(() => true);
  expect(masking.code('KIOSK_2')).toBe('KIOSK_2');
  expect(masking.code(MOBILE)).toBe('91•••••••577');
  expect(masking.code('tom@capillary.com')).toBe('t••@c••.com');
});

it('while masking is off everything is as it came', () => {
  const masking = maskingWhile(() => false);
  expect(masking.page(answer)).toBe(answer);
  expect(masking.error(notFound)).toBe(notFound);
  expect(masking.value(MOBILE)).toBe(MOBILE);
  expect([...masking.pieces(text)].join('')).toBe(text);
  expect(masking.issues(answer)).toBe(answer.issues);
});

it('is switched at once', () => {
  let isOn = false;
  const masking = maskingWhile(() => isOn);
  expect(masking.value(MOBILE)).toBe(MOBILE);
  isOn = true;
  expect(masking.value(MOBILE)).toBe('91•••••••577');
  isOn = false;
  expect(masking.page(page())).toEqual(page());
});

describe('an address in shape', () => {
  it.each([
    [
      requestAsSent(connection, { ...query, identifierValue: 'a+b c@x.io' }).url,
      'https://h.example/v2/customers/bulk?source=INSTORE&associationEntityType=parentCustomer&associationEntityIdentifierType=mobile&associationEntityIdentifierValue=a••+•••%40•••.io&limit=50&offset=0',
    ],
    ['https://h.example:8443/users/918933445577/x', 'https://h.example:8443/users/91•••••••577/x'],
    ['http://127.0.0.1:45123/a%40b.io', 'http://127.0.0.1:45123/•••@•••.io'],
    ['/login?next=/918933445577', '/login?next=%2F9•••••••577'],
    ['https://h.example', 'https://h.example'],
  ])('of %s', (url, shape) => {
    expect(maskedUrl(url)).toBe(shape);
  });
});
