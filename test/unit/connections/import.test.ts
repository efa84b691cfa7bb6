import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { basicHeader } from '../../../src/api/credentials';
import { requestAsSent } from '../../../src/api/request';
import { readArgument } from '../../../src/connections/connectionArguments';
import { connectionOf, newDraft } from '../../../src/connections/draft';
import type { FoundConnection } from '../../../src/connections/foundConnection';
import { argumentWith, draftByHand, draftWith } from '../../../src/connections/importedDraft';
import {
  foundWords,
  importProblemWords,
  leftOutWords,
  placeholderWords,
} from '../../../src/connections/importWords';
import { readImport } from '../../../src/connections/readImport';
import { curlCommand, curlCommandWithCredentials } from '../../../src/snippets/curl';
import { shells } from '../../../src/snippets/shells';
import { hostile } from '../snippets/curlCases';
import { l10n } from './l10n';

const SECRET = 'canary-Secret_0123456789';
const md5 = createHash('md5').update('server123').digest('hex');

function found(text: string): FoundConnection {
  const read = readImport(text);
  if (read.kind === 'problem') throw new Error(importProblemWords(l10n, read.problem));
  return read.found;
}

function problem(text: string): string {
  const read = readImport(text);
  return read.kind === 'problem' ? importProblemWords(l10n, read.problem) : 'found';
}

const bulk =
  'https://eu.api.capillarytech.com/v2/customers/bulk?source=WECHAT&accountId=W-1' +
  '&associationEntityType=parentCustomer&associationEntityIdentifierType=mobile' +
  '&associationEntityIdentifierValue=918933445577&limit=10';

const environment = (values: Readonly<Record<string, unknown>>, more: object = {}) =>
  JSON.stringify({
    id: 'x',
    name: 'Demo EU',
    values: Object.entries(values).map(([key, value]) => ({
      key,
      value,
      enabled: true,
      type: 'default',
    })),
    _postman_variable_scope: 'environment',
    ...more,
  });

describe('a curl command', () => {
  it('gives host, sign-in and query', () => {
    expect(found(`curl '${bulk}' -H 'X-CAP-API-OAUTH-TOKEN: ${SECRET}'`)).toEqual({
      from: 'curl',
      name: '',
      host: 'eu.api.capillarytech.com',
      signIn: { signIn: 'token', account: '', secret: SECRET },
      isUnchecked: false,
      query: {
        associationEntityType: 'parentCustomer',
        identifierType: 'mobile',
        identifierValue: '918933445577',
        source: 'WECHAT',
        accountId: 'W-1',
        limit: 10,
        offset: 0,
        includeNoOfChildren: false,
        includeCustomerAssociateDetail: false,
      },
      leftOut: [],
    });
  });

  it.each([
    [`-H 'Authorization: Bearer ${SECRET}'`, { signIn: 'token', account: '', secret: SECRET }],
    [`--oauth2-bearer ${SECRET}`, { signIn: 'token', account: '', secret: SECRET }],
    [
      `-H 'authorization: ${basicHeader('store.server', md5)[1]}'`,
      { signIn: 'basicMd5', account: 'store.server', secret: md5 },
    ],
    [`-u store.server:${md5}`, { signIn: 'basicMd5', account: 'store.server', secret: md5 }],
    ['-u "store.server:a:b c"', { signIn: 'basic', account: 'store.server', secret: 'a:b c' }],
    ['-u store.server', { signIn: 'basic', account: 'store.server', secret: '' }],
    [
      `-d '{"key":"the-key","secret":"${SECRET}"}'`,
      { signIn: 'oauth', account: 'the-key', secret: SECRET },
    ],
    ["-H 'Authorization: Basic what?'", { signIn: 'basicMd5', account: '', secret: '' }],
    ['', undefined],
  ])('signs in by %s', (options, signIn) => {
    expect(found(`curl https://a.b/x ${options}`).signIn).toEqual(signIn);
  });

  it.each([
    ['"X-CAP-API-OAUTH-TOKEN: $CAPILLARY_TOKEN"', '$CAPILLARY_TOKEN'],
    ["'X-CAP-API-OAUTH-TOKEN: $CAPILLARY_TOKEN'", '$CAPILLARY_TOKEN'],
    ['"X-CAP-API-OAUTH-TOKEN: ${TOKEN}"', '${TOKEN}'],
    ['"X-CAP-API-OAUTH-TOKEN: $(get-token)"', '$(…)'],
    ['"X-CAP-API-OAUTH-TOKEN: $env:CAPILLARY_TOKEN"', '$env:CAPILLARY_TOKEN'],
    ['"X-CAP-API-OAUTH-TOKEN: %CAPILLARY_TOKEN%"', '%CAPILLARY_TOKEN%'],
    ["'X-CAP-API-OAUTH-TOKEN: {{token}}'", '{{token}}'],
    ["'X-CAP-API-OAUTH-TOKEN: <your token>'", '<your token>'],
    ["'X-CAP-API-OAUTH-TOKEN: YOUR_TOKEN'", 'YOUR_TOKEN'],
    ["'X-CAP-API-OAUTH-TOKEN: •••'", '•••'],
    ['"Authorization: Bearer $CAPILLARY_TOKEN"', '$CAPILLARY_TOKEN'],
    ['"Authorization: Basic $CAPILLARY_BASIC"', '$CAPILLARY_BASIC'],
  ])('has no secret in %s, and says where that is', (header, placeholder) => {
    const read = found(`curl 'https://a.b/' -H ${header}`);
    expect(read.signIn).toMatchObject({ secret: '', placeholder });
    const draft = draftWith(newDraft('a', ''), read, []);
    expect(placeholderWords(l10n, draft)).toContain(placeholder);
  });

  it.each([
    ['https://eu.api.capillarytech.com/v3/oauth/token/generate', 'another endpoint'],
    [`${bulk}&limit=x`.replace('&limit=10', ''), 'missing, or cannot be used'],
    [bulk.replace('parentCustomer', 'nobody'), 'missing, or cannot be used'],
    [bulk.replace('918933445577', '{{mobile}}'), 'variables'],
    [`${bulk}' -d 'x`, 'sends something'],
  ])('of which no query can be taken says why: %s', (url, words) => {
    const read = found(`curl '${url}'`);
    expect(read.query).toBeUndefined();
    expect(read.host).toBe('eu.api.capillarytech.com');
    expect(leftOutWords(l10n, read)).toContain(words);
  });

  it('leaves the host open where it is a variable', () => {
    for (const url of ['"$HOST/v2"', "'{{baseUrl}}/v2/customers/bulk'", '"https://${HOST}/v2"'])
      expect(found(`curl ${url}`).host).toBe('');
    expect(found('curl "%HOST%/v2"').host).toBe('');
  });

  it('in words for cmd may have an address that looks as if it had variables in it', () => {
    const encoded = bulk.replace('918933445577', 'caf%C3%A9COLE%20x');
    expect(found(`curl "${encoded}" ^\n  -H "a: b"`).query?.identifierValue).toBe('caféCOLE x');
    expect(found(`curl "${bulk.replace('918933445577', '%MOBILE%')}" ^\n -s`).queryLack).toBe(
      'placeholders',
    );
  });

  it('that does not check certificates is no reason to do so here: that is asked', () => {
    const draft = draftWith(newDraft('a', ''), found(`curl -k '${bulk}'`), []);
    expect(draft).toMatchObject({ certificates: 'checked', asksForCertificates: true });
    expect(argumentWith(found(`curl -k '${bulk}'`), true, [])).not.toHaveProperty(
      'verifyCertificate',
    );
    expect(
      draftWith(newDraft('a', ''), found(`curl --cacert /etc/ca.pem '${bulk}'`), []),
    ).toMatchObject({ certificates: 'authorityFile', certificateAuthorityFile: '/etc/ca.pem' });
  });

  it('names what it leaves out, by name alone', () => {
    const read = found(
      `curl '${bulk}&foo=1' -x http://u:${SECRET}@p -H 'Cookie: ${SECRET}' -H 'X-Other: ${SECRET}' -H 'Accept: */*'`,
    );
    expect(leftOutWords(l10n, read)).toBe(
      'Left out of the curl command: --proxy, Cookie, X-Other, foo.',
    );
  });

  it('is held to the rules for hosts', () => {
    expect(problem('curl http://eu.api.capillarytech.com/v2')).toContain('Use https');
    expect(problem(`curl https://me:${SECRET}@a.b/`)).toContain('user name and password');
    expect(problem(`curl https://me:${SECRET}@a.b/`)).not.toContain(SECRET);
    expect(problem('curl https://a.b:99999/')).toContain('port');
    expect(problem('curl ftp://a.b/')).toContain('https instead of ftp');
    expect(found('curl http://127.0.0.1:8080/x').host).toBe('http://127.0.0.1:8080');
    expect(found('curl a.b/x').host).toBe('a.b');
  });

  it('of our own comes back as the connection and the query that it was made of', () => {
    const queries = fc
      .tuple(fc.constantFrom(...hostile), fc.constantFrom('token', 'basic'))
      .filter(([value]) => value.trim() !== '' && !/[\p{Cc}\p{Cs}]/u.test(value));
    fc.assert(
      fc.property(
        queries,
        fc.constantFrom(...shells),
        fc.boolean(),
        ([value, signIn], shell, oneLine) => {
          const query = {
            associationEntityType: 'parentCustomer',
            identifierType: 'mobile',
            identifierValue: value,
            source: 'INSTORE',
            limit: 5,
            offset: 10,
            includeNoOfChildren: true,
            includeCustomerAssociateDetail: false,
          } as const;
          const connection = { id: 'a', name: 'A', origin: 'https://eu.api.capillarytech.com' };
          const request = requestAsSent({ ...connection, signIn }, query);
          const named = found(curlCommand(request, { shell, oneLine }));
          expect(named).toMatchObject({ query, leftOut: [], host: 'eu.api.capillarytech.com' });
          expect(named.signIn?.secret).toBe('');
          expect(named.signIn?.placeholder).toContain('CAPILLARY');
          const header =
            signIn === 'basic'
              ? basicHeader('store.server', md5)
              : (['X-CAP-API-OAUTH-TOKEN', SECRET] as const);
          const whole = found(curlCommandWithCredentials(request, header, { shell, oneLine }));
          expect(whole).toMatchObject({ query, leftOut: [] });
          const read = readArgument(l10n, argumentWith(whole, true, []), newDraft('a', ''), []);
          expect(read).toMatchObject({
            kind: 'good',
            connection: { origin: connection.origin, signIn, defaultSource: 'INSTORE' },
            credentials:
              signIn === 'basic' ? { till: 'store.server', passwordMd5: md5 } : { token: SECRET },
          });
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a Postman environment', () => {
  it.each([
    [{ baseUrl: 'https://a.b/v2', clientId: 'k', clientSecret: SECRET }, 'oauth', 'k'],
    [{ HOST: 'a.b', 'Client-Key': 'k', client_secret: SECRET }, 'oauth', 'k'],
    [{ url: 'https://a.b/', key: 'k', secret: SECRET, token: 'old' }, 'oauth', 'k'],
    [{ url: 'https://a.b', username: 't', password: SECRET }, 'basic', 't'],
    [{ url: 'https://a.b', till_id: 't', 'Password MD5': SECRET }, 'basicMd5', 't'],
    [{ url: 'https://a.b', 'capillary.access_token': SECRET }, 'token', ''],
    [
      { protocol: 'https', domain: '{{ sub }}.b', sub: 'a', token: '{{inner}}', inner: SECRET },
      'token',
      '',
    ],
  ])('gives host and sign-in of %j', (values, signIn, account) => {
    expect(found(environment(values))).toMatchObject({
      from: 'postman',
      name: 'Demo EU',
      host: 'a.b',
      signIn: { signIn, account, secret: SECRET },
    });
  });

  it('counts what is switched on alone, and takes no variable that is nowhere for a secret', () => {
    const values = [
      { key: 'token', value: SECRET, enabled: false },
      { key: 'host', value: 'off.example', enabled: false },
      { key: 'host', value: 'on.example', enabled: true, type: 'secret' },
      { key: 'access_token', value: '{{vault}}' },
      null,
      7,
      { key: 7, value: {} },
    ];
    expect(found(JSON.stringify({ values }))).toMatchObject({
      name: '',
      host: 'on.example',
      signIn: { signIn: 'token', secret: '', placeholder: '{{vault}}' },
    });
  });

  it.each([
    ['{', 'begins as JSON does'],
    ['[]', 'no Postman environment'],
    ['{}', 'no Postman environment'],
    ['{"values":{}}', 'no Postman environment'],
    ['{"info":{"schema":"https://…/collection/v2.1.0"},"item":[]}', 'collection'],
    [environment({ colour: 'red', token: '' }), 'such as host'],
    [environment({ url: 'http://a.b' }), 'Use https'],
    ['', 'nothing in it'],
    ['  \n', 'nothing in it'],
    ['wget https://a.b', 'neither a curl command nor'],
    [`{"values":"${'x'.repeat(1e6)}"}`, 'too long'],
  ])('that cannot be one says so in a sentence', (text, words) => {
    expect(problem(text)).toContain(words);
  });

  it('whose variables hold each other, or very many, is read to its end', () => {
    const loop = { host: 'a.b', token: '{{a}}', a: '{{b}}{{b}}', b: '{{a}}{{a}}' };
    expect(found(environment(loop)).signIn?.secret).toBe('');
    const many = Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [`v${at}`, `{{v${at + 1}}}`.repeat(500)]),
    );
    expect(found(environment({ host: 'a.b', token: '{{v0}}', ...many })).signIn?.secret).toBe('');
  });

  it('or anything else never throws, and its words never repeat a secret', () => {
    const value = fc.oneof(fc.string(), fc.constantFrom(...hostile, SECRET, '{{a}}', '{{', null));
    const text = fc.oneof(
      fc.json(),
      fc
        .dictionary(
          fc.constantFrom('host', 'a', 'token', 'key', 'secret', 'url', 'username'),
          value,
        )
        .map((values) => environment({ ...values, password: SECRET })),
      fc
        .array(
          fc.constantFrom(SECRET, `-u a:${SECRET}`, '-H', "'", '"', '-k', 'https://a.b', '--x'),
        )
        .map((words) => `curl ${words.join(' ')}`),
    );
    fc.assert(
      fc.property(text, (some) => {
        const read = readImport(some);
        const words =
          read.kind === 'problem'
            ? importProblemWords(l10n, read.problem)
            : `${foundWords(l10n, { ...read.found, host: '' })} ${leftOutWords(l10n, read.found)}`;
        expect(words).not.toContain(SECRET);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('what was found', () => {
  it('is told in a few words, without a secret', () => {
    expect(foundWords(l10n, found(`curl '${bulk}' -H 'X-CAP-API-OAUTH-TOKEN: ${SECRET}'`))).toBe(
      'curl command · eu.api.capillarytech.com · token · a query',
    );
    expect(foundWords(l10n, found(environment({ key: 'k', secret: SECRET })))).toBe(
      'Postman environment · host to be entered · OAuth key',
    );
  });

  it('fills in a draft, without its secret, under a name that is free', () => {
    const draft = draftWith(newDraft('a', 'INSTORE'), found(`curl '${bulk}' -u t:${md5}`), [
      'europe',
      'Europe 2',
    ]);
    expect(draft).toMatchObject({
      name: 'Europe 3',
      signIn: 'basicMd5',
      account: 't',
      secret: '',
      source: 'WECHAT',
      accountId: 'W-1',
    });
    expect(connectionOf(draft)).toMatchObject({ defaultAccountId: 'W-1', signIn: 'basic' });
    expect(draftWith({ ...draft, name: 'Mine' }, found('curl a.b'), []).name).toBe('Mine');
    expect(argumentWith(found(`curl '${bulk}' -u t:${md5}`), false, [])).not.toHaveProperty(
      'credentials',
    );
  });

  it('leaves no secret in a draft that is filled in by hand after all', () => {
    const begun = newDraft('a', 'INSTORE');
    const kept = { ...draftWith(begun, found(`curl a.b -u t:${SECRET}`), []), secret: SECRET };
    expect(draftByHand(kept)).toMatchObject({ takenFrom: { kind: 'nothing' }, secret: '' });
    // what somebody typed before looking for something to take over
    const typed = { ...begun, takenFrom: { kind: 'toChoose' as const }, secret: SECRET };
    expect(draftByHand(typed).secret).toBe(SECRET);
  });

  it('of a secret with a variable in it, says the variable alone', () => {
    const { signIn } = found(environment({ host: 'a.b', token: `${SECRET}{{vault}}` }));
    expect(signIn).toMatchObject({ secret: '', placeholder: '{{vault}}' });
  });
});
