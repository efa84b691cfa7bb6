import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../../scripts/processes.mjs';
import type { RequestAsSent } from '../../../src/api/exchange';
import { codeFor } from '../../../src/snippets/code';
import { codeTargets, type CodeTarget } from '../../../src/snippets/codeTargets';
import { highlighted } from '../../../src/snippets/highlight';
import { runCode, whyNotRun } from './codeRuns';
import { hostileRequest } from './curlCases';
import { asItArrives, credentials, startEcho, type Echo } from './echo';

const all = codeTargets as readonly CodeTarget[];
const plain = { paging: false, signIn: false };
const everything = { paging: true, signIn: true };
const request: RequestAsSent = {
  method: 'GET',
  url: 'https://host.example/v2/customers/bulk?source=INSTORE&x=%2B91&limit=5&offset=20',
  headers: [['Accept', 'application/json']],
  authentication: 'token',
};
const named = (id: string): CodeTarget => {
  const found = all.find((target) => target.id === id);
  if (found === undefined) throw new Error(`There is no ${id}.`);
  return found;
};

describe('code', () => {
  it('is there for many languages, and more ways to ask in them', () => {
    expect(new Set(all.map(({ language }) => language)).size).toBeGreaterThanOrEqual(18);
    expect(all.length).toBeGreaterThanOrEqual(30);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  it.each(all)('in $id is what it was', (target) => {
    expect(codeFor(request, target, plain)).toMatchSnapshot();
  });

  it.each(all.filter(({ can = [] }) => can.length > 0))('in $id with all options', (target) => {
    expect(codeFor({ ...request }, target, everything)).toMatchSnapshot();
  });

  it('in TypeScript has no fault for the strictest of compilers', async () => {
    // within the project, for its packages, and where nothing that stays behind is committed
    await mkdir(path.join(root, 'out'), { recursive: true });
    const folder = await mkdtemp(path.join(root, 'out', 'typed-'));
    try {
      const variants = [false, true].flatMap((paging) =>
        [false, true].map((signIn) => ({ paging, signIn })),
      );
      const files = await Promise.all(
        variants.map(async (options, at) => {
          const file = path.join(folder, `${at}.mts`);
          await writeFile(file, codeFor(request, named('typescript-axios'), options));
          return file;
        }),
      );
      const program = ts.createProgram(files, {
        strict: true,
        noUncheckedIndexedAccess: true,
        exactOptionalPropertyTypes: true,
        noUnusedLocals: true,
        noEmit: true,
        skipLibCheck: true,
        target: ts.ScriptTarget.ES2022,
        module: ts.ModuleKind.NodeNext,
        types: ['node'],
      });
      const faults = ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText);
      expect(faults).toEqual([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it.each(all)('in $id names the credentials, and says what to set', (target) => {
    for (const authentication of ['token', 'basic'] as const) {
      const code = codeFor({ ...request, authentication }, target, plain);
      expect(code).toContain(authentication === 'token' ? 'CAPILLARY_TOKEN' : 'CAPILLARY_BASIC');
      if (target.languageId !== 'plaintext') expect(code).toContain(' in the environment: ');
    }
  });

  it.each(all)('in $id holds nothing of a request that could mean anything there', (target) => {
    const harmless = codeFor(request, target, plain);
    fc.assert(
      fc.property(hostileRequest('https://host.example', 'posix'), ({ url }) => {
        const code = codeFor({ ...request, url }, target, plain);
        // all that is different is between two quotes, or whatever ends an address there
        const signs = (text: string) => text.replace(/[\w.~%&=+?/:-]+/g, '');
        if (target.id !== 'postman') expect(signs(code)).toBe(signs(harmless));
        else expect(() => JSON.parse(code) as unknown).not.toThrow();
      }),
      { numRuns: 20 },
    );
  });

  it('tells of a certificate setting, and has a note above everything', () => {
    const certificates = { verifyCertificate: false } as const;
    const code = codeFor({ ...request, certificates }, named('php-curl'), plain, 'Note.');
    expect(code).toMatch(/^<\?php\n\/\/ Note\.\n\/\/ Set CAPILLARY_TOKEN .*\n\/\/ .*certificate/);
  });

  it('refuses NUL, and what is not a request to a web server', () => {
    const refused = { nul: 'https://host.example/\0', notHttp: 'file:///etc/passwd' };
    for (const [reason, url] of Object.entries(refused))
      expect(() => codeFor({ ...request, url }, named('k6'), plain)).toThrow(reason);
  });

  it('signs in by key and secret only where the request goes out with a token', () => {
    const code = codeFor(
      { ...request, authentication: 'basic' },
      named('python-requests'),
      everything,
    );
    expect(code).not.toContain('CAPILLARY_KEY');
    expect(code).toContain('CAPILLARY_BASIC');
  });
});

describe('code in colours', () => {
  it.each(all)('of $id is the same text', (target) => {
    const code = codeFor(request, target, everything);
    const tokens = highlighted(code, target.languageId);
    expect(tokens.map(([, text]) => text).join('')).toBe(code);
    expect(tokens.length).toBeGreaterThan(1);
  });

  it('tells comments, strings, numbers and words apart', () => {
    const code = '# it is\nimport os\nprint("a # b", 12)  # end\n';
    expect(highlighted(code, 'python').filter(([kind]) => kind !== 'plain')).toEqual([
      ['comment', '# it is'],
      ['keyword', 'import'],
      ['string', '"a # b"'],
      ['number', '12'],
      ['comment', '# end'],
    ]);
  });
});

const quick = ['javascript-fetch', 'node-http', 'python-http-client'].map(named);
describe.each(quick.filter((target) => whyNotRun(target) === undefined))(
  'code run in $id',
  (target) => {
    let echo: Echo;
    let folder: string;
    beforeAll(async () => {
      echo = await startEcho();
      folder = await mkdtemp(path.join(tmpdir(), 'code-'));
    });
    afterAll(async () => {
      await echo.close();
      await rm(folder, { recursive: true });
    });

    it('asks what the request asks, whatever is in it, and prints the answer', async () => {
      const requests = fc.sample(hostileRequest(echo.origin, 'posix'), { numRuns: 1, seed: 7 });
      for (const one of requests) {
        const printed = await runCode(target, codeFor(one, target, plain), folder, credentials);
        expect(printed.trim()).toBe('{"n":1.0}');
        const [arrived] = echo.arrived();
        const parameters = (url = '') => [...new URL(url, echo.origin).searchParams];
        expect(parameters(arrived?.url)).toEqual(parameters(one.url));
        for (const value of asItArrives(one).headers.slice(-1))
          expect(arrived?.headers).toContain(value);
      }
    });
  },
);
