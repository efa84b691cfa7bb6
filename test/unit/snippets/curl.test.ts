import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestAsSent } from '../../../src/api/exchange';
import {
  curlCommand,
  curlCommandWithCredentials,
  type CurlStyle,
} from '../../../src/snippets/curl';
import { shells, syntaxOf } from '../../../src/snippets/shells';
import { commandsInCmd } from './cmdModel';
import { hostile, hostileText, latin1Header } from './curlCases';
import { credentials, startEcho, type Arrived, type Echo } from './echo';
import { isThere, runIn, shellsThere, windowsModels, type PosixShell } from './shellRuns';

const all = shellsThere();
/** Those that know functions as sh has them. */
const bourne = all.filter((shell) => shell !== 'fish');
const posix: CurlStyle = { shell: 'posix', oneLine: false };
const { argument: quoted } = syntaxOf('posix');

describe.each(all)('an argument quoted for %s', (shell) => {
  it('arrives as it was, whatever is in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hostileText, { minLength: 30, maxLength: 80 }), async (values) => {
        const texts = [...hostile, ...values];
        const script = `printf '%s\\0' ${texts.map(quoted).join(' ')}`;
        expect(await run(shell, script)).toEqual(texts.map(utf8));
      }),
      { numRuns: 15 },
    );
  });
});

describe.each(bourne)('a curl command run by %s', (shell) => {
  it('gives curl the URL and the headers in their order', async () => {
    const sent = fc.record({
      value: hostileText,
      headers: fc.array(
        fc.tuple(fc.constantFrom('Accept', 'User-Agent', 'X-Store', 'X-Other'), latin1Header),
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
      const command = curlCommand(request({ authentication }), posix);
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
    expect(curlCommand(request({ authentication: 'token' }), posix)).toMatch(
      /^# Set CAPILLARY_TOKEN .*\ncurl /,
    );
    expect(curlCommand(request({ authentication: 'basic' }), posix)).toMatch(
      /^# Set CAPILLARY_BASIC .*base64 of till:md5.*\ncurl /,
    );
  });

  it.runIf(all.includes('bash'))(
    'can be pasted where comments are off and history expansion is on',
    async () => {
      const sent = request({ url: `https://host.example/?x=!!'!$'`, headers: [['X-A', '!! é']] });
      const output = await run(
        'bash',
        [
          'shopt -u interactive_comments',
          'set -H',
          `curl() { printf '%s\\0' "$@"; }`,
          curlCommand(sent, posix),
          '',
        ].join('\n'),
        { CAPILLARY_TOKEN: 't' },
        ['-i'],
      );
      expect(output).toContain(utf8(sent.url));
      expect(output).toContain('X-A: !! é');
      expect(output).toContain('X-CAP-API-OAUTH-TOKEN: t');
    },
  );

  it.each(bourne)('holds its credentials where it is told to, unread by %s', async (shell) => {
    const values = ['Basic dGlsbDptZDU=', "o'neil $(id) `id` \\", 'eyJ.a-b_c.d'];
    const commands = values.map((value) =>
      curlCommandWithCredentials(request(), ['Authorization', value], posix),
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
    expect(() => curlCommand(request({ url: 'https://host.example/\0' }), posix)).toThrow(/^nul$/);
    expect(() => curlCommand(request({ url: '--config' }), posix)).toThrow(/^notHttp$/);
    expect(() => curlCommand(request({ url: 'file:///etc/passwd' }), posix)).toThrow(/^notHttp$/);
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
      expect(() => curlCommand(request({ headers: [[name, value]] }), posix)).toThrow(
        /^header(Name|Value)$/,
      );
  });
});

describe('a curl command for Windows', () => {
  const inCmd: CurlStyle = { shell: 'cmd', oneLine: false };
  const url = 'https://host.example/v2/customers/bulk?x=%2B91%20a%26b&y=%C3%A9';

  it('means the same where an address could be taken to name variables', () => {
    const text = curlCommand(request({ url }), inCmd);
    const variables = { '2B91': 'wrong', C3: 'wrong', CAPILLARY_TOKEN: 't' };
    const [given] = commandsInCmd(text, { where: 'prompt', variables });
    expect(given).toContain(url);
    expect(given).toContain('X-CAP-API-OAUTH-TOKEN: t');
  });

  it('is for the prompt, says so, and is for a batch file as soon as that is done', () => {
    const text = curlCommand(request({ url }), inCmd);
    expect(text).toMatch(/^rem .*\nrem .*batch file.* twice\.\ncurl /);
    const address = text.split('\n').findIndex((line) => line.includes('https'));
    const inBatch = text
      .split('\n')
      .map((line, at) => (at === address ? line.replaceAll('%', '%%') : line))
      .join('\n');
    const [given] = commandsInCmd(inBatch, { where: 'batch', variables: { CAPILLARY_TOKEN: 't' } });
    expect(given).toContain(url);
    expect(given).toContain('X-CAP-API-OAUTH-TOKEN: t');
  });

  it('is for prompt and batch file alike, where no percent sign is in the address', () => {
    const plain = request({ url: 'https://host.example/?x=1&y=2' });
    const text = curlCommand(plain, inCmd);
    expect(text).not.toContain('batch');
    for (const where of ['prompt', 'batch'] as const)
      expect(commandsInCmd(text, { where, variables: {} })[0]).toContain(plain.url);
  });

  it('spells double quotes of an address in another way, and refuses those that it has to hand over', () => {
    for (const [model, commands] of Object.entries(windowsModels)) {
      const style: CurlStyle = {
        shell: model.startsWith('cmd') ? 'cmd' : 'powershell',
        oneLine: true,
      };
      const [given] = commands(
        curlCommand(request({ url: 'https://host.example/?x="a b"' }), style),
      );
      expect(given).toContain('https://host.example/?x=%22a%20b%22');
      for (const headers of [[['X-A', '"']], [['X-A', 'é']], [['X-A', 'a\\']]] as const)
        expect(() => curlCommand(request({ headers }), style)).toThrow(/^windows/);
    }
  });

  it('calls the program, and not what PowerShell 5 has in its place', () => {
    expect(curlCommand(request(), { shell: 'powershell', oneLine: true })).toMatch(/\ncurl\.exe -/);
  });
});

describe.each(shells)('a curl command for %s', (shell) => {
  it('is one line below its comment, or goes over several', () => {
    const lines = (oneLine: boolean) =>
      curlCommand(request(), { shell, oneLine }).split('\n').length;
    expect(lines(true)).toBe(2);
    expect(lines(false)).toBeGreaterThan(3);
  });

  it('has a note above everything, as a comment', () => {
    const [first = '', second = ''] = curlCommand(
      request(),
      { shell, oneLine: true },
      'Note.',
    ).split('\n');
    expect(first).toMatch(/^(?:#|rem) Note\.$/);
    expect(second).toContain('CAPILLARY_TOKEN');
  });

  it('refuses NUL', () => {
    for (const parts of [
      { url: 'https://host.example/\0' },
      { certificates: { certificateAuthorityFile: '/a\0b' } },
    ])
      expect(() => curlCommand(request(parts), { shell, oneLine: true })).toThrow(/^nul$/);
  });
});

describe.runIf(isThere('curl'))('a curl command run by the real curl', () => {
  let echo: Echo;
  let origin: string;
  beforeAll(async () => {
    echo = await startEcho();
    origin = echo.origin;
  });
  afterAll(() => echo.close());

  async function sentBy(requests: readonly RequestAsSent[]): Promise<readonly Arrived[]> {
    await run('sh', requests.map((one) => curlCommand(one, posix)).join('\n'), credentials);
    return echo.arrived();
  }

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
    const command = (path: string) => curlCommand(request({ url: origin + path }), posix);
    expect(await runForText('sh', command('/'))).toBe('{"n":1.0}\r\n');
    echo.arrived();
    expect(await runForText('sh', command('/redirect'))).toBe('moved');
    expect(echo.arrived()).toHaveLength(1);
  });

  it('asks no proxy for this computer', async () => {
    const environment = { http_proxy: 'http://127.0.0.1:9', HTTP_PROXY: 'http://127.0.0.1:9' };
    const command = curlCommand(request({ url: `${origin}/` }), posix);
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
  return [
    `curl() { printf '%s\\0' "$@"; printf '\\036'; }`,
    ...requests.map((one) => curlCommand(one, posix)),
  ].join('\n');
}

/** What a script printed, up to each NUL, a character for each byte: headers are Latin-1, the rest UTF-8. */
async function run(
  shell: PosixShell,
  script: string,
  environment: Readonly<Record<string, string>> = {},
  flags: readonly string[] = [],
): Promise<string[]> {
  const output = await runIn(shell, script, environment, flags);
  return output.toString('latin1').split('\0').slice(0, -1);
}

/** The bytes of a text in UTF-8, a character for each. */
function utf8(text: string): string {
  return Buffer.from(text).toString('latin1');
}

async function runForText(
  shell: PosixShell,
  script: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  return (await runIn(shell, script, environment)).toString();
}
