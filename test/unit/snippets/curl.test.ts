import { spawn, spawnSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestAsSent } from '../../../src/api/exchange';
import { queryPath, type ChildrenQuery } from '../../../src/api/query';
import { curlCommand, curlCommandWithCredentials, quoted } from '../../../src/snippets/curl';

const shells = ['sh', 'bash', 'dash', 'zsh'].filter((shell) => isThere(shell, ['-c', ':']));
const curlIsThere = isThere('curl', ['--version']);

const hostile = [
  `it's`,
  `'`,
  `''`,
  `'; touch /tmp/pwned; '`,
  '$(id)',
  '`id`',
  '${HOME}',
  '"$HOME"',
  '\\',
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
  '@/etc/passwd',
  '#',
  '%s%n\\x41',
  'a+b@x.io',
  '+919876543210',
  'ünïcødé',
  '阿明',
  '👩‍👩‍👧',
  '\u202e',
  '\t',
  '\x7f\x1b[31m',
  '',
  ' ',
];

const text = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ unit: 'binary', maxLength: 40 }).map((value) => value.replaceAll('\0', '')),
  fc.string({
    unit: fc.constantFrom(`'`, '"', '\\', '$', '`', '\n', '!', ' ', 'a'),
    maxLength: 12,
  }),
);
/** Characters that node sends in a header: Latin-1 without controls. */
const headerValue = fc
  .string({
    unit: fc
      .integer({ min: 0x20, max: 0xff })
      .filter((code) => code < 0x7f || code > 0x9f)
      .map((code) => String.fromCharCode(code)),
    maxLength: 20,
  })
  .map((value) => value.trim());

const query: ChildrenQuery = {
  associationEntityType: 'parentCustomer',
  identifierType: 'mobile',
  identifierValue: '918933445577',
  source: 'INSTORE',
  limit: 5,
  offset: 0,
  includeNoOfChildren: true,
  includeCustomerAssociateDetail: false,
};

describe.each(shells)('an argument quoted for %s', (shell) => {
  it('arrives as it was, whatever is in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 30, maxLength: 80 }), async (values) => {
        const all = [...hostile, ...values];
        const script = `printf '%s\\0' ${all.map(quoted).join(' ')}`;
        expect(await run(shell, script)).toEqual(all.map(utf8));
      }),
      { numRuns: 15 },
    );
  });
});

describe.each(shells)('a curl command run by %s', (shell) => {
  it('gives curl the URL and the headers in their order', async () => {
    const sent = fc.record({
      value: text,
      headers: fc.array(
        fc.tuple(fc.constantFrom('Accept', 'User-Agent', 'X-Store', 'X-Other'), headerValue),
        { maxLength: 5 },
      ),
      authentication: fc.constantFrom('token' as const, 'basic' as const),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(sent, { minLength: 20, maxLength: 40 }), async (many) => {
        const requests = many.map(({ value, ...rest }) =>
          request({ url: `https://host.example/v2/customers/bulk?x=${value}`, ...rest }),
        );
        const argumentLists = (await run(shell, withDumpingCurl(requests)))
          .join('\0')
          .split('\0\x1e');
        requests.forEach(({ url, headers }, index) => {
          const given = (argumentLists[index] ?? '').split('\0').filter((part) => part !== '');
          expect(given).toContain(utf8(url));
          const names = given.flatMap((part, at) => (given[at - 1] === '-H' ? [part] : []));
          expect(names.slice(0, headers.length)).toEqual(
            headers.map(([name, value]) => (value === '' ? `${name};` : `${name}: ${value}`)),
          );
        });
      }),
      { numRuns: 10 },
    );
  });

  it('takes the secret from the environment and does not let the shell read it', async () => {
    const secret = '$(exit 1)`id`"\'\\ !!';
    const scripts = (['token', 'basic'] as const).map((authentication) => {
      const command = curlCommand(request({ authentication }));
      expect(command).not.toContain(secret);
      return `curl() { printf '%s\\0' "$@"; }\n${command}`;
    });
    const environment = { CAPILLARY_TOKEN: secret, CAPILLARY_BASIC: secret };
    expect(await run(shell, scripts[0] ?? '', environment)).toContain(
      `X-CAP-API-OAUTH-TOKEN: ${secret}`,
    );
    expect(await run(shell, scripts[1] ?? '', environment)).toContain(
      `Authorization: Basic ${secret}`,
    );
  });
});

describe('a curl command', () => {
  it('names the variable to set in a comment above it', () => {
    expect(curlCommand(request({ authentication: 'token' }))).toMatch(
      /^# Set CAPILLARY_TOKEN .*\ncurl /,
    );
    expect(curlCommand(request({ authentication: 'basic' }))).toMatch(
      /^# Set CAPILLARY_BASIC .*base64 of till:md5.*\ncurl /,
    );
  });

  it.runIf(shells.includes('bash'))(
    'can be pasted where comments are off and history expansion is on',
    async () => {
      const sent = request({ url: `https://host.example/?x=!!'!$'`, headers: [['X-A', '!! é']] });
      const output = await run(
        'bash',
        [
          'shopt -u interactive_comments',
          'set -H',
          `curl() { printf '%s\\0' "$@"; }`,
          curlCommand(sent),
          '',
        ].join('\n'),
        { CAPILLARY_TOKEN: 't' },
        ['--norc', '--noprofile', '-i'],
      );
      expect(output).toContain(utf8(sent.url));
      expect(output).toContain('X-A: !! é');
      expect(output).toContain('X-CAP-API-OAUTH-TOKEN: t');
    },
  );

  it.each(shells)('holds its credentials where it is told to, unread by %s', async (shell) => {
    const values = ['Basic dGlsbDptZDU=', "o'neil $(id) `id` \\", 'eyJ.a-b_c.d'];
    const commands = values.map((value) =>
      curlCommandWithCredentials(request(), ['Authorization', value]),
    );
    const dump = [`curl() { printf '%s\\0' "$@"; }`, ...commands].join('\n');
    const given = await run(shell, dump);
    for (const [at, value] of values.entries()) {
      expect(given).toContain(`Authorization: ${value}`);
      expect(commands[at]).toMatch(/^# Holds credentials: keep it to yourself\.\n/);
      expect(commands[at]).not.toContain('CAPILLARY_');
    }
  });

  it('refuses NUL, and what is not a request to a web server', () => {
    expect(() => curlCommand(request({ url: 'https://host.example/\0' }))).toThrow('NUL');
    expect(() => curlCommand(request({ url: '--config' }))).toThrow('http(s)');
    expect(() => curlCommand(request({ url: 'file:///etc/passwd' }))).toThrow('http(s)');
  });

  it('refuses headers that would smuggle in another header, a file, or what HTTP cannot carry', () => {
    for (const [name, value] of [
      ['X-A', 'b\r\nX-C: d'],
      ['X-A', 'b\0'],
      ['X-A', '名'],
      ['@/etc/passwd', ''],
      ['X A', 'b'],
      ['', 'b'],
    ] as const)
      expect(() => curlCommand(request({ headers: [[name, value]] }))).toThrow('HTTP cannot carry');
  });
});

describe.runIf(curlIsThere)('a curl command run by the real curl', () => {
  let server: Server;
  let origin: string;
  const seen: { method: string | undefined; url: string | undefined; headers: string[] }[] = [];

  beforeAll(async () => {
    server = createServer(({ method, url, rawHeaders }, answer) => {
      seen.push({ method, url, headers: rawHeaders });
      if (url === '/redirect') answer.writeHead(302, { location: '/elsewhere' }).end('moved');
      else answer.writeHead(400, { 'content-type': 'application/json' }).end('{"n":1.0}\r\n');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  async function sentBy(requests: readonly RequestAsSent[]): Promise<typeof seen> {
    seen.length = 0;
    await run('sh', requests.map(curlCommand).join('\n'), {
      CAPILLARY_TOKEN: 'the-token',
      CAPILLARY_BASIC: 'dGlsbDptZDU=',
    });
    return [...seen];
  }

  it('sends the very request: method, URL and headers, byte for byte, and nothing else', async () => {
    const value = fc.oneof(
      fc.constantFrom(...hostile),
      fc.string({ unit: 'binary', maxLength: 30 }),
    );
    const sent = fc.record({
      identifierValue: value,
      identifierType: value,
      store: headerValue,
      authentication: fc.constantFrom('token' as const, 'basic' as const),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(sent, { minLength: 8, maxLength: 8 }), async (many) => {
        const requests = many.map(({ identifierType, identifierValue, store, authentication }) =>
          request({
            url: origin + queryPath({ ...query, identifierType, identifierValue }),
            headers: [
              ['Accept', 'application/json'],
              ['Accept-Encoding', 'gzip, deflate'],
              ['User-Agent', 'customer-hierarchy-inspector/0.1.0'],
              ['X-Store', store],
            ],
            authentication,
          }),
        );
        expect(await sentBy(requests)).toEqual(
          requests.map(({ url, headers, authentication }) => ({
            method: 'GET',
            url: url.slice(origin.length),
            headers: [
              ...['Host', origin.slice('http://'.length)],
              ...headers.flat(),
              ...(authentication === 'token'
                ? ['X-CAP-API-OAUTH-TOKEN', 'the-token']
                : ['Authorization', 'Basic dGlsbDptZDU=']),
            ],
          })),
        );
      }),
      { numRuns: 4 },
    );
  });

  it('leaves brackets and braces in the URL alone', async () => {
    const url = `${origin}/?x=[1-3]{a,b}`;
    expect(await sentBy([request({ url })])).toMatchObject([{ url: '/?x=[1-3]{a,b}' }]);
  });

  it('asks only for encodings that this curl can undo', async () => {
    const [only] = await sentBy([
      request({ url: `${origin}/`, headers: [['Accept-Encoding', 'gzip, made-up']] }),
    ]);
    expect(only?.headers).toContain('Accept-Encoding');
    expect(only?.headers.join()).not.toContain('made-up');
  });

  it('prints the body as received, also of an error, and follows no redirect', async () => {
    const command = (path: string) => curlCommand(request({ url: origin + path }));
    expect(await runForText('sh', command('/'))).toBe('{"n":1.0}\r\n');
    seen.length = 0;
    expect(await runForText('sh', command('/redirect'))).toBe('moved');
    expect(seen).toHaveLength(1);
  });

  it('asks no proxy for this computer', async () => {
    const environment = { http_proxy: 'http://127.0.0.1:9', HTTP_PROXY: 'http://127.0.0.1:9' };
    const command = curlCommand(request({ url: `${origin}/` }));
    expect(await runForText('sh', command, environment)).toBe('{"n":1.0}\r\n');
  });
});

function request(parts: Partial<RequestAsSent> = {}): RequestAsSent {
  return {
    method: 'GET',
    url: 'https://host.example/v2/customers/bulk?limit=5',
    headers: [['Accept', 'application/json']],
    authentication: 'token',
    ...parts,
  };
}

/** Each command's arguments, NUL after each, and a record separator after each command. */
function withDumpingCurl(requests: readonly RequestAsSent[]): string {
  return [`curl() { printf '%s\\0' "$@"; printf '\\036'; }`, ...requests.map(curlCommand)].join(
    '\n',
  );
}

/** What a script printed, up to each NUL, a character for each byte: headers are Latin-1, the rest UTF-8. */
async function run(
  shell: string,
  script: string,
  environment: Readonly<Record<string, string>> = {},
  flags: readonly string[] = [],
): Promise<string[]> {
  const output = await runForBytes(shell, script, environment, flags);
  return output.toString('latin1').split('\0').slice(0, -1);
}

/** The bytes of a text in UTF-8, a character for each. */
function utf8(text: string): string {
  return Buffer.from(text).toString('latin1');
}

async function runForText(
  shell: string,
  script: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  return (await runForBytes(shell, script, environment, [])).toString();
}

/** In a session of its own, so that an interactive shell leaves the terminal of the tests alone. */
async function runForBytes(
  shell: string,
  script: string,
  environment: Readonly<Record<string, string>>,
  flags: readonly string[],
): Promise<Buffer> {
  const running = spawn(shell, [...flags, '-s'], {
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { PATH: process.env.PATH, HISTFILE: '/dev/null', HOME: '/nonexistent', ...environment },
  });
  running.stdin.end(script);
  return buffer(running.stdout);
}

function isThere(program: string, flags: readonly string[]): boolean {
  return spawnSync(program, flags, { stdio: 'ignore' }).error === undefined;
}
