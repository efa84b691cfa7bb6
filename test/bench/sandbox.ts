import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { request, Agent } from 'node:http';
import { performance } from 'node:perf_hooks';
import { median, type Figure } from './figure';

const RUNS = 5;
const REQUESTS = 10_000;
const CUSTOMERS = 1_000_000;

/** Start of the sandbox with a million customers, and what it holds after many requests. */
export async function measureSandbox(): Promise<readonly Figure[]> {
  const starts: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const started = performance.now();
    const { child } = await startCommandLine();
    starts.push(performance.now() - started);
    await stop(child);
  }
  const { child, output } = await startCommandLine();
  try {
    await askManyTimes(output);
    return [
      { name: 'sandbox-start-ms', value: median(starts), unit: 'ms', limit: 500 },
      { name: 'sandbox-rss-mb', value: await residentMegabytes(child), unit: 'mb', limit: 150 },
    ];
  } finally {
    await stop(child);
  }
}

/** Resolves when the sandbox has printed its address: from then on it answers. */
async function startCommandLine(): Promise<{ child: ChildProcess; output: string }> {
  const child = spawn(
    process.execPath,
    ['dist/sandbox-cli.js', '--port', '0', '--customers', String(CUSTOMERS)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let output = '';
  await new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      output += piece;
      if (output.includes('Ctrl+C')) resolve();
    });
    child.once('exit', () => reject(new Error(`The sandbox ended:\n${output}`)));
  });
  return { child, output };
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

async function askManyTimes(output: string): Promise<void> {
  const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0];
  const basic = /CAPILLARY_BASIC=['"]?([A-Za-z0-9+/=]+)/.exec(output)?.[1];
  if (!origin || !basic) throw new Error(`No address or credentials in:\n${output}`);
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const parents = await parentsOf(origin, agent);
  let next = 0;
  const worker = async () => {
    while (next < REQUESTS) {
      const turn = next++;
      const parent = parents[turn % parents.length] ?? '';
      await get(`${origin}/v2/customers/bulk?${parent}&limit=50&offset=${turn % 500}`, agent, {
        authorization: `Basic ${basic}`,
      });
    }
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  agent.destroy();
}

async function parentsOf(origin: string, agent: Agent): Promise<readonly string[]> {
  const listed = JSON.parse(await get(`${origin}/_sandbox`, agent, {})) as {
    parents: readonly {
      associationEntityType: string;
      identifierType: string;
      identifierValue: string;
    }[];
  };
  return listed.parents.map((parent) =>
    new URLSearchParams({
      associationEntityType: parent.associationEntityType,
      associationEntityIdentifierType: parent.identifierType,
      associationEntityIdentifierValue: parent.identifierValue,
    }).toString(),
  );
}

function get(url: string, agent: Agent, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    request(url, { agent, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (piece: string) => (body += piece));
      response.on('end', () => resolve(body));
    })
      .on('error', reject)
      .end();
  });
}

async function residentMegabytes(child: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}
