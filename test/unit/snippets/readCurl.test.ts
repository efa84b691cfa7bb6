import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readQueryPath, type ChildrenQuery } from '../../../src/api/query';
import { requestAsSent } from '../../../src/api/request';
import { curlCommand, curlCommandWithCredentials } from '../../../src/snippets/curl';
import { cmdCommands } from '../../../src/snippets/cmdWords';
import { UNKNOWN, type Command } from '../../../src/snippets/commandWords';
import { posixCommands } from '../../../src/snippets/posixWords';
import { powershellCommands } from '../../../src/snippets/powershellWords';
import { readCurl, type CurlCommand, type CurlReading } from '../../../src/snippets/readCurl';
import { shells } from '../../../src/snippets/shells';
import { hostile, hostileRequest, hostileText } from './curlCases';
import { runIn, shellsThere, windowsModels } from './shellRuns';

function command(text: string): CurlCommand {
  const reading = readCurl(text);
  if (reading.kind !== 'command') throw new Error(`${reading.reason}: ${text}`);
  return reading;
}

function reason(reading: CurlReading): string {
  return reading.kind === 'problem' ? reading.reason : reading.kind;
}

const headers = (text: string) =>
  command(text).headers.map(({ name, value }) => [name, value.text]);

describe('our own curl commands', () => {
  const style = fc.record({ shell: fc.constantFrom(...shells), oneLine: fc.boolean() });

  it('are read back to the very address, headers and certificates, in every shell', () => {
    const written = style.chain((how) =>
      fc.tuple(fc.constant(how), hostileRequest('https://host.example', how.shell)),
    );
    fc.assert(
      fc.property(written, ([how, request]) => {
        const read = command(curlCommand(request, how));
        expect(read).toMatchObject({ shell: how.shell, method: 'GET', leftOut: [] });
        expect(read.url).toEqual({ text: request.url, unknown: [] });
        expect(read.certificateAuthorityFile?.text).toBe(
          request.certificates?.certificateAuthorityFile,
        );
        const [secret] = read.headers.slice(-1);
        expect(secret?.value.text.endsWith(UNKNOWN)).toBe(true);
        expect(secret?.value.unknown.join()).toMatch(
          request.authentication === 'basic' ? /CAPILLARY_BASIC/ : /CAPILLARY_TOKEN/,
        );
        // what printf makes in a POSIX shell is not known without running it
        const plain = read.headers.slice(0, -1).filter(({ value }) => value.unknown.length === 0);
        for (const { name, value } of plain)
          expect(request.headers.map(([, sent]) => sent)).toContain(
            // curl's word for an empty value has no colon, and is no header here
            value.text === '' ? name : value.text,
          );
      }),
      { numRuns: 300 },
    );
  });

  it('are read back to the very query, and with credentials to the very secret', () => {
    const queries = fc.record(
      {
        associationEntityType: fc.constantFrom('parentCustomer' as const, 'company' as const),
        identifierType: sendable(),
        identifierValue: sendable(),
        source: sendable(),
        accountId: sendable(),
        limit: fc.integer({ min: 1, max: 1e6 }),
        offset: fc.nat(),
        sortBy: sendable(),
        sortOrder: fc.constantFrom('ASC' as const, 'DESC' as const),
        includeNoOfChildren: fc.boolean(),
        includeCustomerAssociateDetail: fc.boolean(),
      },
      {
        requiredKeys: [
          ...(['associationEntityType', 'identifierType', 'identifierValue', 'limit'] as const),
          ...(['offset', 'includeNoOfChildren', 'includeCustomerAssociateDetail'] as const),
        ],
      },
    );
    const token = fc.stringMatching(/^[\w.~+/-]{8,40}={0,2}$/);
    fc.assert(
      fc.property(queries, style, token, (query: ChildrenQuery, how, secret) => {
        const connection = { id: 'a', name: 'A', origin: 'https://host.example' } as const;
        const request = requestAsSent({ ...connection, signIn: 'token' }, query);
        const header = ['X-CAP-API-OAUTH-TOKEN', secret] as const;
        const read = command(curlCommandWithCredentials(request, header, how));
        const address = read.url.text.slice(connection.origin.length);
        expect(readQueryPath(address, 7)).toEqual({ kind: 'query', query, unknown: [] });
        expect(read.headers.at(-1)).toEqual({
          name: 'X-CAP-API-OAUTH-TOKEN',
          value: { text: secret, unknown: [] },
        });
      }),
      { numRuns: 300 },
    );
  });
});

/** What a query may have in it. */
function sendable(): fc.Arbitrary<string> {
  return hostileText
    .map((text) => text.replace(/[\p{Cc}\p{Cs}]/gu, ''))
    .filter((text) => text.trim() !== '');
}

/** Without it, bash and zsh know no characters beyond ASCII by their number. */
const utf8 = { LC_ALL: 'C.UTF-8' };

describe('words are those that the shell hands over', () => {
  const wordsOf = (commands: readonly Command[] | undefined) =>
    commands?.map((words) => words.map(({ text }) => text));

  it.each(shellsThere().filter((shell) => shell === 'bash' || shell === 'zsh'))(
    'in %s, in every kind of quotes',
    async (shell) => {
      const quoted = fc.oneof(
        hostileText.map((text) => [text, `'${text.replaceAll("'", `'"'"'`)}'`] as const),
        hostileText.map(
          (text) => [text, `"${text.replace(/[$`"\\]/g, String.raw`\$&`)}"`] as const,
        ),
        hostileText.map(
          (text) =>
            [
              text,
              `$'${text.replace(/[^\w ]/gu, (one) => `\\U${codeOf(one).padStart(8, '0')}`)}'`,
            ] as const,
        ),
        fc.stringMatching(/^[\w%^,./:@+-]+$/).map((text) => [text, text] as const),
        fc
          .stringMatching(/^[!-~]+$/)
          .map((text) => [text, text.replace(/[^\w]/g, String.raw`\$&`)] as const),
      );
      const word = fc
        .array(quoted, { minLength: 1, maxLength: 4 })
        .map((parts) => [
          parts.map(([text]) => text).join(''),
          parts.map(([, written]) => written).join(''),
        ]);
      await fc.assert(
        fc.asyncProperty(
          fc.array(word, { minLength: 10, maxLength: 30 }),
          fc.constantFrom(' ', ' \\\n  ', '\t'),
          async (words, separator) => {
            const written = words.map(([, one]) => one).join(separator);
            const [read] = wordsOf(posixCommands(`printf '%s\\0' ${written}`)) ?? [];
            const printed = await runIn(shell, `printf '%s\\0' ${written}`, utf8);
            expect(read?.slice(2)).toEqual(printed.toString('utf8').split('\0').slice(0, -1));
            expect(read?.slice(2)).toEqual(words.map(([text]) => text));
          },
        ),
        { numRuns: 10 },
      );
    },
  );

  const codeOf = (character: string) => (character.codePointAt(0) ?? 0).toString(16);

  it('in the shells of Windows, by the model of each', () => {
    for (const shell of ['cmd', 'powershell'] as const)
      fc.assert(
        fc.property(
          hostileRequest('https://host.example', shell),
          fc.boolean(),
          (request, oneLine) => {
            const written = curlCommandWithCredentials(request, ['Authorization', 'Basic x'], {
              shell,
              oneLine,
            });
            const model = shell === 'cmd' ? 'cmd, at the prompt' : 'PowerShell 7';
            const read = shell === 'cmd' ? cmdCommands(written) : powershellCommands(written);
            expect(wordsOf(read)).toEqual(windowsModels[model](written));
          },
        ),
        { numRuns: 150 },
      );
  });

  it('where only the shell knows a value, it is left open by the name that it has there', () => {
    const unknown = (commands: readonly Command[] | undefined) =>
      commands?.[0]?.map(({ text, unknown }) => [text.replaceAll(UNKNOWN, '?'), ...unknown]);
    expect(unknown(posixCommands('a "b $C ${D}" `e` "$(f "g")" \'$h\' $ $1'))).toEqual([
      ['a'],
      ['b ? ?', '$C', '${D}'],
      ['?', '`…`'],
      ['?', '$(…)'],
      ['$h'],
      ['$'],
      ['?', '$1'],
    ]);
    expect(unknown(powershellCommands('a "b $env:C `$d ${e}" $f \'$g\' "$(h)"'))).toEqual([
      ['a'],
      ['b ? $d ?', '$env:C', '${e}'],
      ['?', '$f'],
      ['$g'],
      ['?', '$(…)'],
    ]);
    expect(unknown(cmdCommands('a "b %C% %C3%A9 100%" ^%D^% %^E%'))).toEqual([
      ['a'],
      ['b ? %C3%A9 100%', '%C%'],
      ['%D%'],
      ['%E%'],
    ]);
  });
});

const address = 'https://eu.api.capillarytech.com/v2/customers/bulk';

describe('a curl command of somebody else', () => {
  it.each([
    [
      'Chrome, for bash',
      `curl '${address}?source=INSTORE&name=O%27Neil' \\\n  -H 'accept: application/json' \\\n  -H $'x-note: it\\'s \\u0021' \\\n  -H 'X-CAP-API-OAUTH-TOKEN: eyJ.a-b' \\\n  --compressed`,
      'posix',
      `${address}?source=INSTORE&name=O%27Neil`,
    ],
    [
      'Chrome, for cmd',
      `curl ^"${address}?source=INSTORE^&name=O^%^27Neil^" ^\r\n  -H ^"accept: application/json^" ^\r\n  -H ^"x-note: it's ^\\^"quoted^\\^"^" ^\r\n  -H ^"X-CAP-API-OAUTH-TOKEN: eyJ.a-b^" ^\r\n  --compressed`,
      'cmd',
      `${address}?source=INSTORE&name=O%27Neil`,
    ],
    [
      'Firefox, for cmd',
      `curl.exe "${address}?source=INSTORE&name=O%%27Neil" ^\n  --compressed ^\n  -H "X-CAP-API-OAUTH-TOKEN: eyJ.a-b"`.replace(
        '%%',
        '%',
      ),
      'cmd',
      `${address}?source=INSTORE&name=O%27Neil`,
    ],
    [
      'Postman',
      `curl --location --globoff '${address}?source=INSTORE&name={{name}}' \\\n--header 'X-CAP-API-OAUTH-TOKEN: eyJ.a-b'`,
      'posix',
      `${address}?source=INSTORE&name={{name}}`,
    ],
    [
      'a page for PowerShell',
      `PS> curl.exe '${address}?source=INSTORE&name=x' \`\r\n  -H "X-CAP-API-OAUTH-TOKEN: eyJ.a-b" # one's own`,
      'powershell',
      `${address}?source=INSTORE&name=x`,
    ],
    [
      'a page, with a prompt and what comes behind',
      `$ TRACE=1 sudo /usr/bin/curl -sSL -H"X-CAP-API-OAUTH-TOKEN: eyJ.a-b" "${address}?source=INSTORE" 2>/dev/null | jq '.entity' > out.json`,
      'posix',
      `${address}?source=INSTORE`,
    ],
    [
      'a note with other commands around it',
      `# it's here\ncd /tmp && echo "now"\ncurl -H 'X-CAP-API-OAUTH-TOKEN: eyJ.a-b' ${address}; ls`,
      'posix',
      address,
    ],
  ])('as of %s, is read', (_, text, shell, url) => {
    const read = command(text);
    expect(read).toMatchObject({ shell, method: 'GET', url: { text: url }, leftOut: [] });
    const token = read.headers.find(({ name }) => name === 'X-CAP-API-OAUTH-TOKEN');
    expect(token?.value).toEqual({ text: 'eyJ.a-b', unknown: [] });
  });

  it('has quotes and escapes in its headers that come out as they were meant', () => {
    expect(
      headers(`curl ^"https://a.b/^" -H ^"n: ^\\^"x^\\^" 100^% ^&^" -H ^"m: a^\n\nb^"`),
    ).toEqual([
      ['n', '"x" 100% &'],
      ['m', 'a\nb'],
    ]);
    expect(
      headers(String.raw`curl a.b -H $'n: it\'s \x41\102\u00e9\n' -H "m: \"\$x\" \a"`),
    ).toEqual([
      ['n', "it's AB\u00e9\n"],
      ['m', '"$x" \\a'],
    ]);
    expect(headers('curl.exe a.b -H \'n: it\'\'s $x\' -H "m: ""a"" `$b `"c`""')).toEqual([
      ['n', "it's $x"],
      ['m', '"a" $b "c"'],
    ]);
  });

  it('takes its options in every way that they can be written', () => {
    const read = command(
      `curl -GksSu'till:md5' --url=${address} --data-urlencode 'a=b c&d' -d e=f ` +
        `--data-urlencode '=g h' --cacert /etc/ca.pem -XGET --oauth2-bearer x`,
    );
    expect(read).toMatchObject({
      method: 'GET',
      url: { text: `${address}?a=b%20c%26d&e=f&g%20h` },
      user: { text: 'till:md5' },
      bearer: { text: 'x' },
      body: [],
      isUnchecked: true,
      certificateAuthorityFile: { text: '/etc/ca.pem' },
      leftOut: [],
    });
    expect(command(`curl ${address} -d '{"key":"a"}'`)).toMatchObject({
      method: 'POST',
      body: [{ text: '{"key":"a"}' }],
    });
    expect(command(`curl ${address} -I`).method).toBe('HEAD');
    expect(command(`curl ${address} -T file`).method).toBe('PUT');
    expect(command(`curl ${address} -X delete`).method).toBe('DELETE');
  });

  it('leaves out what it cannot take over, and names it without its value', () => {
    const read = command(
      `curl -x http://user:secret@proxy -b 'session=secret' --cert me.pem:secret --no-such -Ω ` +
        `--max-time 5 -o file --prox-y --connect-to a:1:b:2 -d @body.json ${address}`,
    );
    expect(read.leftOut).toEqual([
      ...['--proxy', '--cookie', '--cert', '--no-such', '-…', '--prox-y', '--connect-to'],
    ]);
    expect(read.body).toEqual([{ text: UNKNOWN, unknown: ['@…'] }]);
    expect(JSON.stringify(read)).not.toContain('secret');
  });

  it.each([
    ['', 'notCurl'],
    ['nothing of the kind', 'notCurl'],
    ['curly https://a.b', 'notCurl'],
    ["echo 'curl https://a.b'", 'notCurl'],
    ['curl', 'noUrl'],
    ['curl -s', 'noUrl'],
    ["curl 'https://a.b", 'openQuote'],
    [`curl 'https://a.b' -H "x: $(y"`, 'openQuote'],
    ['curl https://a.b https://c.d', 'severalUrls'],
    ['curl https://a.b --url https://c.d', 'severalUrls'],
    ['curl https://a.b --next https://c.d', 'severalUrls'],
    ['curl https://a.b; curl https://c.d', 'severalCommands'],
    ['curl https://a.b -H', 'missingValue'],
    ['curl https://a.b\0', 'nul'],
  ])('that makes no sense says why: %j', (text, expected) => {
    expect(reason(readCurl(text))).toBe(expected);
  });

  it('that is far too long for one is not read', () => {
    expect(reason(readCurl(`curl https://a.b/${'x'.repeat(2e5)}`))).toBe('tooLong');
  });
});

describe('whatever is in a text', () => {
  const parts = [
    ...['curl', 'curl.exe', ' ', '\n', '\r\n', '\\\n', '^\n', '`\n', "'", '"', '\\', '^', '`', '$'],
    ...['$(', '${', ')', '}', '$x', '%', '%x%', '&', '|', '>', '<', '#', '-H', '-d', '-', '--url='],
    ...['https://a.b', 'x: y', "$'", '\\x', '\\u', '\\U', '\\0', '\ud800', '\u2018', ...hostile],
  ];
  const text = fc.oneof(
    fc.array(fc.constantFrom(...parts), { maxLength: 40 }).map((some) => `curl ${some.join('')}`),
    fc.string({ unit: 'binary' }),
  );

  it('reading it as a command never throws', () => {
    fc.assert(
      fc.property(text, (some) => {
        for (const read of [posixCommands, cmdCommands, powershellCommands]) read(some);
        expect(['command', 'problem']).toContain(readCurl(some).kind);
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ...["'", '"', '\\', '`', '$', '$(', '$(\\', '${', "$'", '%a', '^', '^\n', '#', '<', '1>', '&'],
    ...[
      ' -',
      ' --x',
      ' -d',
      ' -H',
      ' a',
      '\n',
      ' \\\n',
      'curl ',
      "''",
      '""',
      '$x',
      '%a%',
      ' "$(x)"',
    ],
    ...['\u2018', '((', "'\\''", ' -d@', ' -G', ' ;', 'rem ', '%C3', '"^', '`"'],
  ])('as often as a text has room for %j, it is read to its end', (part) => {
    // what looked ahead again and again would take minutes
    const long = part.repeat(Math.floor(60_000 / part.length));
    for (const [before, after] of [
      ['', ''],
      ['curl ', ''],
      ['curl "', '"'],
    ] as const)
      readCurl(before + long + after);
  });
});
