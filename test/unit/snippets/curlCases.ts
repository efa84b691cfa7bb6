import fc from 'fast-check';
import type { RequestAsSent } from '../../../src/api/exchange';
import { queryPath } from '../../../src/api/query';
import type { CurlStyle } from '../../../src/snippets/curl';
import type { Shell } from '../../../src/snippets/shells';

/** What means something to one shell or another, or to curl, or is lost on the way. */
export const hostile = [
  `it's`,
  `'`,
  `''`,
  `'; touch /tmp/pwned; '`,
  '$(id)',
  '`id`',
  '${HOME}',
  '"$HOME"',
  '\\',
  `\\'`,
  '\\\\',
  '\\\n',
  'a\nb',
  'a\r\nb',
  '!!',
  '!$',
  '~',
  '*',
  '[a-z]{1,2}',
  '-o /tmp/x',
  '--config',
  '--%',
  '@/etc/passwd',
  '@(1)',
  '#',
  '%s%n\\x41',
  '%PATH%',
  '%%PATH%%',
  '^%PATH^%',
  '%C3%',
  '!PATH!',
  '^',
  '^^',
  '" & calc & "',
  '&|<>()',
  '$env:PATH',
  '`"',
  '\u2018\u2019\u201a\u201b',
  '\u201c\u201d\u201e',
  'é',
  'a+b@x.io',
  '+919876543210',
  'ünïcødé',
  '阿明',
  '👩‍👩‍👧',
  '\u202eabc\u200f',
  '\t',
  '\x7f\x1b[31m',
  '',
  ' ',
];

const punctuation = Array.from(`'"\\$\`\n! %^&|<>()@-aCE2`);

export const hostileText = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ unit: 'binary', maxLength: 40 }).map((value) => value.replaceAll('\0', '')),
  fc.string({ unit: fc.constantFrom(...punctuation), maxLength: 14 }),
);

/** Characters that node sends in a header, without controls. */
function headerValue(characters: fc.Arbitrary<number>): fc.Arbitrary<string> {
  const unit = characters.map((code) => String.fromCharCode(code));
  return fc.string({ unit, maxLength: 20 }).map((value) => value.trim());
}
const ascii = fc.integer({ min: 0x20, max: 0x7e });
const latin1 = fc.integer({ min: 0x20, max: 0xff }).filter((code) => code < 0x7f || code > 0x9f);
export const latin1Header = headerValue(latin1);
/** Without what no command for Windows can hold. */
const windowsHeader = headerValue(ascii.filter((code) => code !== 0x22)).map((value) =>
  value.replace(/\\+$/, ''),
);

const file = {
  posix: hostileText,
  windows: hostileText.map((name) => name.replace(/["\p{Cc}]/gu, '').replace(/\\+$/, '')),
};

/** A request that was, or could be, sent to this origin, with hostile values wherever one can be. */
export function hostileRequest(origin: string, shell: Shell): fc.Arbitrary<RequestAsSent> {
  const kind = shell === 'posix' ? 'posix' : 'windows';
  return fc
    .record({
      identifierValue: hostileText,
      identifierType: hostileText,
      source: hostileText,
      sortBy: hostileText,
      store: shell === 'posix' ? latin1Header : windowsHeader,
      authority: fc.option(file[kind], { freq: 4 }),
      authentication: fc.constantFrom('token' as const, 'basic' as const),
    })
    .map(({ store, authority, authentication, ...values }) => ({
      method: 'GET',
      url:
        origin +
        queryPath({
          ...values,
          associationEntityType: 'parentCustomer',
          limit: 5,
          offset: 0,
          includeNoOfChildren: true,
          includeCustomerAssociateDetail: false,
        }),
      headers: [
        ['Accept', 'application/json'],
        ['Accept-Encoding', 'gzip, deflate'],
        ['User-Agent', 'customer-hierarchy-inspector'],
        ['X-Store', store],
      ],
      authentication,
      ...(authority && { certificates: { certificateAuthorityFile: `/${authority}` } }),
    }));
}

export function curlStyle(shell: Shell): fc.Arbitrary<CurlStyle> {
  return fc.boolean().map((oneLine) => ({ shell, oneLine }));
}
