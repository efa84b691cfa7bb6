import { readFileSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { performance } from 'node:perf_hooks';
import axios from 'axios';
import { CustomersClient } from '../../src/api/client';
import type { Connection } from '../../src/api/connection';
import type { CustomersApi } from '../../src/api/page';
import { requestAsSent } from '../../src/api/request';
import { HierarchyExport } from '../../src/export/hierarchyExport';
import type { ExportFormat, ExportPlan } from '../../src/export/exportPlan';

/** What `walk.ts` hands over, as JSON. */
export interface WalkWork {
  /** `walk` exports; `bare` asks the same by bare axios, and throws away what comes. */
  readonly what: 'walk' | 'bare';
  readonly origin: string;
  /** Value of an `Authorization: Basic` header. */
  readonly basic: string;
  readonly parent: string;
  readonly format: ExportFormat;
  readonly file: string;
  /** Addresses that were asked for, one a line: `walk` writes it, `bare` reads it. */
  readonly asked: string;
}

/** What it prints, as JSON. */
export interface WalkFound {
  readonly milliseconds: number;
  readonly customers: number;
  readonly requests: number;
  /** Of the process, in MB: before it began, and the most that it ever had. */
  readonly idle: number;
  readonly peak: number;
  /** Milliseconds of all cores that the process had. */
  readonly cpu: number;
  /** Milliseconds for which lines became the file. */
  readonly writing: number;
}

const CONCURRENT = 4;
const MEGABYTE = 1024 * 1024;

/**
 * In kB. What the system calls the most of a process counts what it was forked from, too: beside a bench
 * that has grown, that is the bench. Linux tells it without.
 */
function mostResident(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS;
  const [, kilobytes] =
    /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kilobytes);
}

const work = JSON.parse(process.env.WALK_WORK ?? '') as WalkWork;
const megabytes = () => process.memoryUsage().rss / MEGABYTE;

async function walk(): Promise<Omit<WalkFound, 'idle' | 'peak' | 'cpu'>> {
  const connection: Connection = {
    id: 'bench',
    name: 'Bench',
    origin: work.origin,
    signIn: 'basic',
    defaultSource: 'INSTORE',
  };
  const [till = '', passwordMd5 = ''] = Buffer.from(work.basic, 'base64').toString().split(':');
  const client = new CustomersClient({
    credentials: { read: () => Promise.resolve({ kind: 'basic', till, passwordMd5 }) },
    settings: () => ({
      timeoutSeconds: 30,
      requestsPerMinute: 10_000_000,
      concurrentRequests: CONCURRENT,
      maxResponseMegabytes: 64,
    }),
  });
  const asked: Parameters<typeof requestAsSent>[] = [];
  const api: CustomersApi = {
    page: (to, query, options) => {
      if (work.asked !== '') asked.push([to, query]);
      return client.page(to, query, options);
    },
  };
  const plan: ExportPlan = {
    connectionId: connection.id,
    origin: connection.origin,
    sources: {},
    query: {
      associationEntityType: 'parentCustomer',
      identifierType: 'mobile',
      identifierValue: work.parent,
      source: 'INSTORE',
      limit: 50,
      offset: 0,
      includeNoOfChildren: true,
      includeCustomerAssociateDetail: true,
    },
    identifierPreference: ['mobile', 'email', 'externalId', 'cardnumber'],
    format: work.format,
    masked: false,
    csv: { byteOrderMark: false, escapesFormulas: true },
  };
  const begun = await HierarchyExport.begin(work.file, plan);
  if (begun.kind !== 'ready') throw new Error(JSON.stringify(begun));
  const started = performance.now();
  let writingSince = started;
  const end = await begun.export.run(
    {
      api,
      connection,
      concurrentRequests: CONCURRENT,
      l10n: { t: (message: unknown) => String(message) },
      told: ({ phase }) => {
        if (phase === 'writing') writingSince = performance.now();
      },
    },
    new AbortController().signal,
  );
  const ended = performance.now();
  if (end.kind !== 'done') throw new Error(JSON.stringify(end).slice(0, 2000));
  // what this takes is none of what was measured
  const urls = asked.map((one) => requestAsSent(...one).url);
  if (work.asked !== '') writeFileSync(work.asked, urls.join('\n'));
  client.dispose();
  const { customers, pages } = end.summary;
  return {
    milliseconds: ended - started,
    writing: ended - writingSince,
    customers,
    requests: pages,
  };
}

async function bare(): Promise<Omit<WalkFound, 'idle' | 'peak' | 'cpu'>> {
  const urls = readFileSync(work.asked, 'utf8').split('\n');
  const agent = new Agent({ keepAlive: true });
  const instance = axios.create({
    adapter: 'http',
    proxy: false,
    maxRedirects: 0,
    httpAgent: agent,
    responseType: 'arraybuffer',
    transformResponse: [],
    headers: { Authorization: `Basic ${work.basic}` },
  });
  let next = 0;
  const started = performance.now();
  const worker = async () => {
    for (let url = urls[next++]; url !== undefined; url = urls[next++]) await instance.get(url);
  };
  await Promise.all(Array.from({ length: CONCURRENT }, worker));
  const milliseconds = performance.now() - started;
  agent.destroy();
  return { milliseconds, writing: 0, customers: 0, requests: urls.length };
}

const idle = megabytes();
const before = process.cpuUsage();
const found = await (work.what === 'walk' ? walk() : bare());
const peak = mostResident() / 1024;
const { user, system } = process.cpuUsage(before);
const cpu = (user + system) / 1000;
console.log(JSON.stringify({ ...found, cpu, idle, peak } satisfies WalkFound));
