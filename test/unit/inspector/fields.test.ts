import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { associationEntityTypes, queryPath, sortOrders } from '../../../src/api/query';
import { fieldProblems, fieldsOf, requestOf } from '../../../src/inspector/fields';
import { readArgument, readRequest } from '../../../src/inspector/commandArguments';
import { javascriptPath } from '../../../src/inspector/jsonPaths';
import { l10n } from '../connections/l10n';

const trimmed = fc.string({ unit: 'binary' }).map((text) => text.trim());
const filled = trimmed.filter((text) => text !== '');
const request = fc.record({
  connectionId: fc.string(),
  query: fc.record(
    {
      associationEntityType: fc.constantFrom(...associationEntityTypes),
      identifierType: trimmed,
      identifierValue: trimmed,
      source: filled,
      accountId: filled,
      limit: fc.nat(),
      offset: fc.nat(),
      sortBy: filled,
      sortOrder: fc.constantFrom(...sortOrders),
      includeNoOfChildren: fc.boolean(),
      includeCustomerAssociateDetail: fc.boolean(),
    },
    {
      requiredKeys: [
        'associationEntityType',
        'identifierType',
        'identifierValue',
        'limit',
        'offset',
        'includeNoOfChildren',
        'includeCustomerAssociateDetail',
      ],
    },
  ),
});

describe('the form', () => {
  it('asks what it was filled in with, exactly', () => {
    fc.assert(
      fc.property(request, (asked) => {
        expect(requestOf(fieldsOf(asked))).toEqual(asked);
      }),
    );
  });

  it('loses nothing of an identifier with signs that mean something in a URL', () => {
    const form = {
      ...fieldsOf({
        connectionId: 'c',
        query: {
          associationEntityType: 'parentCustomer',
          identifierType: 'email',
          identifierValue: ' a+b%20&c=d@x.io ',
          limit: 1,
          offset: 0,
          includeNoOfChildren: false,
          includeCustomerAssociateDetail: false,
        },
      }),
    };
    const { query } = requestOf(form);
    const sent = new URL(queryPath(query), 'https://h').searchParams;
    expect(sent.get('associationEntityIdentifierValue')).toBe('a+b%20&c=d@x.io');
  });

  it('keeps from running what cannot be sent, and only warns of an odd identifier', () => {
    const form = fieldsOf({
      connectionId: 'c',
      query: {
        associationEntityType: 'parentCustomer',
        identifierType: 'mobile',
        identifierValue: '+91 12',
        limit: 1,
        offset: 0,
        includeNoOfChildren: false,
        includeCustomerAssociateDetail: false,
      },
    });
    const severities = (change: object) =>
      fieldProblems({ ...form, ...change }, l10n, (shown) => shown).map(({ field, severity }) => [
        field,
        severity,
      ]);
    expect(severities({})).toEqual([['identifierValue', 'warning']]);
    expect(severities({ identifierValue: '918933445577' })).toEqual([]);
    expect(severities({ identifierValue: ' ' })).toEqual([['identifierValue', 'error']]);
    for (const limit of ['', '0', '-1', '1.5', '1e3', 'ten', '99999999999999999999'])
      expect(severities({ limit })).toContainEqual(['limit', 'error']);
    expect(severities({ offset: '-1' })).toContainEqual(['offset', 'error']);
  });

  it('shows what cannot be seen in a field, and sends it all the same', () => {
    const form = fieldsOf({
      connectionId: 'c',
      query: {
        associationEntityType: 'parentCustomer',
        identifierType: 'externalId',
        identifierValue: 'EXT\u202e01',
        source: 'IN\u200bSTORE',
        limit: 1,
        offset: 0,
        includeNoOfChildren: false,
        includeCustomerAssociateDetail: false,
      },
    });
    expect(fieldProblems(form, l10n, (shown) => shown)).toEqual([
      { field: 'identifierValue', reason: 'EXT‹U+202E›01', severity: 'warning' },
      { field: 'source', reason: 'IN‹U+200B›STORE', severity: 'warning' },
    ]);
    expect(requestOf(form).query.identifierValue).toBe('EXT\u202e01');
  });
});

describe('what a command is called with', () => {
  it('may be a row of a view, whatever else the row holds', () => {
    fc.assert(
      fc.property(request, (asked) => {
        const row: Record<string, unknown> = { kind: 'child', request: asked, value: 'x' };
        row.parent = row;
        expect(readArgument(row)).toMatchObject({ kind: 'argument', argument: { request: asked } });
      }),
    );
  });

  it('may be written by hand, with as little as an identifier', () => {
    const read = readArgument({
      request: { query: { identifierType: 'mobile', identifierValue: '91' } },
      newPanel: true,
    });
    expect(read).toMatchObject({
      kind: 'argument',
      argument: {
        newPanel: true,
        request: {
          connectionId: '',
          query: { associationEntityType: 'parentCustomer', offset: 0 },
        },
      },
    });
  });

  it('is named where it is wrong', () => {
    expect(
      readArgument({ request: { query: { identifierType: 1, identifierValue: 'x' } } }),
    ).toEqual({
      kind: 'problem',
      message: expect.stringContaining('request.query.identifierType') as string,
    });
    expect(readArgument('junk').kind).toBe('problem');
    expect(readRequest({ query: {} })).toBeUndefined();
  });
});

describe('a JavaScript path', () => {
  it('says the same place as the pointer', () => {
    expect(javascriptPath('')).toBe('$');
    expect(javascriptPath('/entity/customers/3/profiles/0')).toBe(
      'entity.customers[3].profiles[0]',
    );
    expect(javascriptPath('/extendedFields/first name')).toBe('extendedFields["first name"]');
    expect(javascriptPath('/a~1b/m~0n/"')).toBe('["a/b"]["m~n"]["\\""]');
    expect(javascriptPath('/名前/007')).toBe('名前["007"]');
  });
});
