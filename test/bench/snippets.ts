import { rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { root } from '../../scripts/processes.mjs';
import type { Connection } from '../../src/api/connection';
import type { RequestAsSent } from '../../src/api/exchange';
import type { ChildrenQuery } from '../../src/api/query';
import { requestAsSent } from '../../src/api/request';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox';
import { codeFor } from '../../src/snippets/code';
import type { CodeOptions } from '../../src/snippets/codeCall';
import { codeTargets, type CodeTarget } from '../../src/snippets/codeTargets';
import { hostile } from '../unit/snippets/curlCases';
import {
  dropped,
  noteOf,
  runCode,
  runsWithOptions,
  whyNotRun,
  type Environment,
} from '../unit/snippets/codeRuns';
import type { Figure } from './figure';

const PARENT = '919800000001';
const folder = path.join(root, 'out', 'snippets');

/** A request, how its code is written, and what the code has to print. */
interface Case {
  readonly name: string;
  readonly request: RequestAsSent;
  readonly options: CodeOptions;
  readonly environment: Environment;
  readonly before?: () => void;
  readonly isRight: (printed: string, drops?: RegExp) => boolean;
}

interface Outcome {
  readonly target: CodeTarget;
  readonly notRun?: string;
  readonly ran: readonly string[];
  readonly failed: readonly string[];
}

/** Starting a program takes longer than what it does. */
const VALUES_AT_ONCE = 4;
/** Fewer targets prove too little: programs are missing. */
const LEAST_RUN = 14;

const plain: CodeOptions = { paging: false, signIn: false };

/**
 * Every target whose program is there: its code is run against the sandbox, and has to get the very
 * answer; and against a server that says what arrived, with hostile values. The table is left in
 * `out/snippets.md`, what failed in `out/snippets/`.
 */
export async function measureSnippets(): Promise<readonly Figure[]> {
  await rm(folder, { recursive: true, force: true });
  const tokenLifetimeSeconds = 3600;
  const sandbox = await startSandbox({ tokenLifetimeSeconds });
  // fewer rows to a page than asked for
  const stingy = await startSandbox({ tokenLifetimeSeconds, maximumLimit: 3 });
  const echo = await startAnsweringEcho();
  try {
    const cases = [
      ...(await answers(sandbox.origin, sandbox.environment())),
      ...hostileCases(echo.origin),
    ];
    const all = [await signingIn(sandbox), ...(await pages(sandbox, stingy))];
    const waiting = [...codeTargets] as CodeTarget[];
    const outcomes: Outcome[] = [];
    const worker = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
        outcomes.push(await tryOut(next, [...cases, ...all.filter((one) => isFor(one, next))]));
    };
    await Promise.all(Array.from({ length: availableParallelism() }, worker));
    await writeFile(path.join(root, 'out', 'snippets.md'), table(outcomes));
    return [
      {
        name: 'snippet-targets-run',
        value: outcomes.filter(({ ran }) => ran.length > 0).length,
        unit: 'count',
        least: LEAST_RUN,
      },
      {
        name: 'snippet-failures',
        value: outcomes.reduce((sum, { failed }) => sum + failed.length, 0),
        unit: 'count',
        limit: 0,
      },
    ];
  } finally {
    await echo.close();
    await sandbox.close();
    await stingy.close();
  }
}

function isFor({ options }: Case, target: CodeTarget): boolean {
  const { can = [] } = target;
  if (!runsWithOptions(target)) return false;
  return (!options.paging || can.includes('paging')) && (!options.signIn || can.includes('signIn'));
}

async function tryOut(target: CodeTarget, cases: readonly Case[]): Promise<Outcome> {
  const notRun = whyNotRun(target);
  if (notRun !== undefined) return { target, notRun, ran: [], failed: [] };
  const failed: string[] = [];
  for (const { name, request, options, environment, before, isRight } of cases) {
    before?.();
    const code = codeFor(request, target, options);
    const own = path.join(folder, target.id, name);
    const printed = await runCode(target, code, own, environment).catch(
      (error: unknown) => `did not run: ${String(error)}`,
    );
    if (isRight(printed, dropped(target))) continue;
    failed.push(name);
    console.error(`snippets: ${target.id}, ${name}: ${printed.slice(0, 2000)}`);
  }
  return { target, ran: cases.map(({ name }) => name), failed };
}

const query: ChildrenQuery = {
  associationEntityType: 'parentCustomer',
  identifierType: 'mobile',
  identifierValue: PARENT,
  source: 'INSTORE',
  limit: 10,
  offset: 0,
  includeNoOfChildren: true,
  includeCustomerAssociateDetail: true,
};

function connectionTo(origin: string, signIn: Connection['signIn']): Connection {
  return { id: 'bench', name: 'Bench', origin, signIn };
}

/** Of the sandbox: a page, signed in either way, and a refusal. */
async function answers(origin: string, environment: Environment): Promise<readonly Case[]> {
  const asked = [
    ['a page, by token', 'token', query],
    ['a page, by till', 'basic', query],
    ['nobody', 'token', { ...query, identifierValue: '919899999999' }],
  ] as const;
  return Promise.all(
    asked.map(async ([name, signIn, what]): Promise<Case> => {
      const request = requestAsSent(connectionTo(origin, signIn), what);
      const reply = await fetch(request.url, { headers: signed(request, environment) });
      const answer = await reply.text();
      return { name, request, options: plain, environment, isRight: sameJson(answer) };
    }),
  );
}

function signed({ authentication }: RequestAsSent, environment: Environment): Environment {
  return authentication === 'token'
    ? { 'X-CAP-API-OAUTH-TOKEN': environment.CAPILLARY_TOKEN ?? '' }
    : { Authorization: `Basic ${environment.CAPILLARY_BASIC ?? ''}` };
}

/** What code wants that signs in by itself. */
function keyOf({ credentials }: Sandbox): Environment {
  const { key, secret } = credentials.oauth;
  return { CAPILLARY_KEY: key, CAPILLARY_SECRET: secret };
}

async function signingIn(sandbox: Sandbox): Promise<Case> {
  const request = requestAsSent(connectionTo(sandbox.origin, 'oauth'), query);
  const reply = await fetch(request.url, { headers: signed(request, sandbox.environment()) });
  return {
    name: 'a page, signed in',
    request,
    options: { paging: false, signIn: true },
    environment: keyOf(sandbox),
    isRight: sameJson(await reply.text()),
  };
}

/** All customers, from a server that sends fewer than asked for, and once says that it is too often. */
async function pages(generous: Sandbox, stingy: Sandbox): Promise<readonly Case[]> {
  const whole = requestAsSent(connectionTo(generous.origin, 'oauth'), { ...query, limit: 100 });
  const reply = await fetch(whole.url, { headers: signed(whole, generous.environment()) });
  const { customers } = ((await reply.json()) as { entity: { customers: readonly unknown[] } })
    .entity;
  const request = requestAsSent(connectionTo(stingy.origin, 'oauth'), { ...query, limit: 5 });
  return [false, true].map((signIn): Case => ({
    name: signIn ? 'all pages, signed in' : 'all pages',
    request,
    options: { paging: true, signIn },
    environment: signIn ? keyOf(stingy) : stingy.environment(),
    before: () =>
      stingy.inject({
        fault: signIn ? 'rate-limited-date' : 'rate-limited',
        times: 1,
        retryAfterSeconds: 1,
      }),
    isRight: (printed) =>
      isDeepStrictEqual(
        printed
          .split('\n')
          .filter((line) => line.startsWith('{'))
          .map((line) => parsed(line)),
        customers,
      ),
  }));
}

/** Several values to a request: what they are is said by the server that gets them. */
function hostileCases(origin: string): readonly Case[] {
  const fields = ['identifierValue', 'identifierType', 'source', 'sortBy', 'accountId'] as const;
  const cases: Case[] = [];
  for (let from = 0; from < hostile.length; from += fields.length * VALUES_AT_ONCE) {
    const values = Object.fromEntries(
      fields.map((field, at) => {
        const first = from + at * VALUES_AT_ONCE;
        return [field, hostile.slice(first, first + VALUES_AT_ONCE).join(' ') || 'INSTORE'];
      }),
    );
    const signIn = cases.length % 2 === 0 ? 'token' : 'basic';
    const request = requestAsSent(connectionTo(origin, signIn), { ...query, ...values });
    const environment = { CAPILLARY_TOKEN: 'eyJ.a-b_c.d==', CAPILLARY_BASIC: 'dGlsbDptZDU=' };
    const wanted = arrivedAs(request.url, signed(request, environment));
    cases.push({
      name: `hostile ${from}`,
      request,
      options: plain,
      environment,
      isRight: (printed, drops = /\0/g) =>
        isDeepStrictEqual(parsed(printed), parsed(JSON.stringify(wanted).replace(drops, ''))),
    });
  }
  return cases;
}

/** What a request said: names and values as the server reads them, and the header that signs. */
function arrivedAs(url: string, headers: Readonly<Record<string, unknown>>): unknown {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const lower = new Map(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  return {
    path: pathname,
    // in an order of its own with some libraries, which means nothing
    query: [...searchParams].sort(([one], [other]) => one.localeCompare(other)),
    signature: lower.get('authorization') ?? lower.get('x-cap-api-oauth-token'),
  };
}

async function startAnsweringEcho() {
  const server = createServer(({ url = '', headers }, answer) => {
    answer
      .writeHead(200, { 'content-type': 'application/json;charset=UTF-8' })
      .end(JSON.stringify(arrivedAs(url, headers)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

function sameJson(answer: string): (printed: string) => boolean {
  return (printed) =>
    printed.trim() === answer.trim() || isDeepStrictEqual(parsed(printed), parsed(answer));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function table(outcomes: readonly Outcome[]): string {
  const rows = codeTargets.map((target) => {
    const {
      ran,
      failed,
      notRun = '',
    } = outcomes.find((one) => one.target === target) ?? {
      ran: [],
      failed: [],
    };
    const how = ran.length > 0 ? 'run' : 'snapshot';
    const marks = dropped(target) === undefined ? '' : ', without marks of writing direction';
    const note = noteOf(target) === undefined ? '' : `, ${noteOf(target)}`;
    const result =
      failed.length > 0 ? `failed: ${failed.join(', ')}` : `${ran.length} cases${marks}${note}`;
    return `| ${target.language} | ${target.client} | ${how} | ${ran.length > 0 ? result : notRun} |`;
  });
  return `| Language | With | Proved by | |\n|---|---|---|---|\n${rows.join('\n')}\n`;
}
