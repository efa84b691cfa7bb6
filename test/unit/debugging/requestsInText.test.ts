import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Connection } from '../../../src/api/connection';
import { queryPath, type ChildrenQuery } from '../../../src/api/query';
import { requestAsSent } from '../../../src/api/request';
import { LONGEST_TEXT, mayHaveRequests, requestsIn } from '../../../src/debugging/requestsInText';
import { curlCommand } from '../../../src/snippets/curl';

const query: ChildrenQuery = {
  associationEntityType: 'parentCustomer',
  identifierType: 'mobile',
  identifierValue: '919800000001',
  source: 'INSTORE',
  limit: 10,
  offset: 0,
  includeNoOfChildren: true,
  includeCustomerAssociateDetail: false,
};
const path = queryPath(query);
const url = `https://eu.api.example.com${path}`;
const connection: Connection = {
  id: 'c',
  name: 'C',
  origin: 'https://eu.api.example.com',
  signIn: 'token',
};
const found = (text: string) => requestsIn(text, 50);

describe('an address of the endpoint', () => {
  test.each([
    ['alone', url],
    ['in quotes', `fetch('${url}')`],
    ['in a link of Markdown', `see [it](${url}).`],
    ['at the end of a sentence', `It was ${url}.`],
    ['in JSON', JSON.stringify({ url, next: 1 })],
    ['in HTML', `<a href="${url.replaceAll('&', '&amp;')}">`],
    ['with a slash at the end of the path', url.replace('bulk?', 'bulk/?')],
    ['with who signs in', url.replace('https://', 'https://me:secret@')],
    ['over several lines of a request file', `GET ${url.replaceAll(/([?&])/g, '\n  $1')}\n\nx`],
    ['with a fragment', `${url}#top`],
  ])('is read %s', (_, text) => {
    const [request, ...more] = found(text);
    expect(more).toEqual([]);
    expect(request).toMatchObject({ query, origin: 'https://eu.api.example.com' });
    const written = text.slice(request?.start, request?.end);
    expect(written).toContain('customers/bulk');
    expect(written).not.toMatch(/[\s')".\]]$/);
  });

  test('needs no host, and says then of none', () => {
    const [request] = found(`GET ${path} HTTP/1.1`);
    expect(request).toMatchObject({ query });
    expect(request).not.toHaveProperty('origin');
  });

  test('has the rows that are wanted where it does not say how many', () => {
    expect(found(url.replace('limit=10&', ''))[0]?.query.limit).toBe(50);
  });

  test('loses what is no parameter of the query, and what signs in first of all', () => {
    const [request] = found(`${url}&access_token=s3cret`);
    expect(request?.leftOut).toEqual(['access_token']);
    expect(JSON.stringify(request)).not.toContain('s3cret');
    const [signed] = found(url.replace('https://', 'https://me:s3cret@'));
    expect(JSON.stringify(signed)).not.toContain('s3cret');
  });

  test.each([
    ['stands for a value', url.replace('919800000001', '${mobile}')],
    ['is a format', url.replace('919800000001', '%s')],
    ['has a place to fill in', url.replace('919800000001', '{{mobile}}')],
    ['goes on elsewhere', `"${url.split('919800000001')[0] ?? ''}" + mobile`],
    ['has no identifier', url.replace('919800000001', '')],
    ['is of another version', url.replace('/v2/', '/v3/')],
    ['is only the path', 'https://eu.api.example.com/v2/customers/bulk'],
  ])('that %s is none', (_, text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('a curl command', () => {
  test.each(['posix', 'powershell', 'cmd'] as const)(
    'as it is copied for %s is one request, to its end',
    (shell) => {
      const request = requestAsSent(connection, query);
      const command = curlCommand(request, { shell, oneLine: false });
      const text = `# notes\n${command}\n\nand so on`;
      const [read, ...more] = found(text);
      expect(more).toEqual([]);
      expect(read).toMatchObject({ query, origin: connection.origin });
      expect(text.slice(read?.start, read?.end)).toMatch(/^curl/);
    },
  );

  test('with credentials gives its query alone', () => {
    const text = `curl '${url}' -u till:hunter22 -H 'X-CAP-API-OAUTH-TOKEN: tok-1234'`;
    const [request] = found(text);
    expect(request).toMatchObject({ query });
    expect(JSON.stringify(request)).not.toMatch(/hunter22|tok-1234/);
  });

  test('may put its query behind the address', () => {
    const text =
      'curl -G https://eu.api.example.com/v2/customers/bulk \\\n' +
      '  -d associationEntityType=parentCustomer -d associationEntityIdentifierType=mobile \\\n' +
      '  --data-urlencode associationEntityIdentifierValue=919800000001';
    expect(found(text)[0]?.query).toMatchObject({ identifierValue: '919800000001', limit: 50 });
  });

  test('that sends something, or does not know yet whom it is about, is none', () => {
    expect(found(`curl -X DELETE '${url}'`)).toEqual([]);
    expect(found(`curl "${url.replace('919800000001', '$MOBILE')}"`)).toEqual([]);
  });

  test('further up has nothing to do with an address of its own', () => {
    const [request] = found(`curl https://example.com\n\nThen open ${url}`);
    expect(request?.start).toBeGreaterThan(20);
  });
});

describe('a text', () => {
  test('without the path costs a look', () => {
    expect(mayHaveRequests('nothing here')).toBe(false);
    expect(mayHaveRequests(url)).toBe(true);
    expect(mayHaveRequests(url + ' '.repeat(LONGEST_TEXT))).toBe(false);
    expect(found(url + ' '.repeat(LONGEST_TEXT))).toEqual([]);
  });

  test('with thousands has a hundred, and is left as soon as nobody waits', () => {
    expect(found(`${url}\n`.repeat(3000))).toHaveLength(100);
    let looks = 0;
    const stop = () => ++looks > 3;
    expect(requestsIn(`${url}\n`.repeat(3000), 50, stop)).toHaveLength(3);
  });

  test('of any kind breaks nothing', () => {
    const pieces = fc.constantFrom(
      ...[
        'curl ',
        "'",
        '"',
        '\\\n',
        '`',
        '^',
        '\n',
        '?',
        '&',
        '%',
        '$(',
        '{{',
        '/v2/customers/bulk',
      ],
      ...[url, path, 'https://', 'a b'],
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const text = parts.join('');
        for (const { start, end } of found(text)) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});
