import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RequestAsSent } from '../../../src/api/exchange';
import { codeFor } from '../../../src/snippets/code';
import { codeTargets, type CodeTarget } from '../../../src/snippets/codeTargets';
import { runCode, whyNotRun } from './codeRuns';
import { credentials, startEcho, type Echo } from './echo';

const all = codeTargets as readonly CodeTarget[];
const environment = { ...credentials, CAPILLARY_KEY: 'key', CAPILLARY_SECRET: 'secret' };
/** Those that need no compiler, which would take its time; the bench runs all. */
const quick = all.filter(
  (target) =>
    ['javascript', 'typescript', 'python'].includes(target.languageId) &&
    whyNotRun(target) === undefined,
);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'code-'));
  await symlink(path.resolve('node_modules'), path.join(folder, 'node_modules'));
});
afterAll(() => rm(folder, { recursive: true }));

function asked(origin: string): RequestAsSent {
  return {
    method: 'GET',
    url: `${origin}/v2/customers/bulk?source=INSTORE&limit=2&offset=0`,
    headers: [['Accept', 'application/json']],
    authentication: 'token',
  };
}

/** Whatever comes of it: what is printed, or that it ended with an error. */
async function ran(target: CodeTarget, code: string): Promise<string> {
  return runCode(target, code, path.join(folder, target.id), environment).catch(String);
}

describe('a host that sends code on to another', () => {
  let other: Echo;
  let host: Echo;
  beforeAll(async () => {
    other = await startEcho();
    host = await startEcho(other.origin);
  });
  afterAll(() => Promise.all([host.close(), other.close()]));

  it.each(quick)('is not followed by $id', async (target) => {
    await ran(target, codeFor(asked(host.origin), target, { paging: false, signIn: false }));
    expect(host.arrived()).toHaveLength(1);
    expect(other.arrived()).toEqual([]);
  });

  it.each(quick.filter(({ can = [] }) => can.includes('signIn')))(
    'gets no key and no secret of $id to hand over',
    async (target) => {
      await ran(target, codeFor(asked(host.origin), target, { paging: false, signIn: true }));
      expect(host.arrived()).toMatchObject([{ method: 'POST' }]);
      expect(other.arrived()).toEqual([]);
    },
  );
});

const rows = [
  '{"profiles":[{"userId":9007199254740992}],"is":"a"}',
  '{"profiles":[{"userId":9007199254740993}],"is":"b"}',
  '{"profiles":[],"is":"c"}',
  '{"profiles":[{"firstName":"D"}],"is":"d"}',
  '{"is":"e"}',
  '{"profiles":[{"userId":null}],"is":"f"}',
  '{"profiles":[{"userId":7}],"is":"g"}',
  '{"profiles":[{"userId":7}],"is":"g again"}',
];

const paging = quick.filter(({ can = [] }) => can.includes('paging'));
describe.each(paging)('a paging loop in $id', (target) => {
  let server: Server;
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  async function runAgainst(page: (offset: number) => string): Promise<string> {
    server = createServer(({ url }, answer) => {
      const offset = Number(new URL(url ?? '', 'http://host.example').searchParams.get('offset'));
      answer.writeHead(200, { 'content-type': 'application/json' }).end(page(offset));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return ran(target, codeFor(asked(origin), target, { paging: true, signIn: false }));
  }
  const page = (of: readonly string[]) => `{"entity":{"customers":[${of.join()}]}}`;

  it('loses nobody without an id, nor with one that is long', async () => {
    const printed = await runAgainst((offset) => page(rows.slice(offset, offset + 2)));
    const names = [...printed.matchAll(/"is": ?"(.*?)"/g)].map(([, name]) => name);
    expect(names).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    expect(printed).toContain('9007199254740993');
  });

  it('ends where a host gives the same page for ever', async () => {
    expect(await runAgainst(() => page(rows.slice(3, 5)))).toContain('"d"');
  });

  it('takes no failure for the end', async () => {
    const printed = await runAgainst(() => '{"success":false,"entity":{"customers":[]}}');
    expect(printed).toMatch(/success/);
  });
});
