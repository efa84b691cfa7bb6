import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { bundleHarness } from '../../scripts/harness.mjs';
import { identifiersOf, Population } from '../../src/sandbox/population';
import { median, type Figure } from './figure';
import type { WalkFound, WalkWork } from './walkProbe';

const SMALL = 50_000;
const LARGE = 200_000;
const ROLES = 4;
const SEED = 1;
/** The first of each is there to warm up the sandbox: it is as fast as it gets after that. */
const ROUNDS = 5;
/** When V8 collects is chance to a part: one peak says little. */
const LARGE_ROUNDS = 3;

/** What it costs to export a large hierarchy: time over its requests alone, and memory. */
export async function measureWalk(): Promise<readonly Figure[]> {
  const probe = await bundleHarness('test/bench/walkProbe.ts');
  const folder = await mkdtemp(path.join(tmpdir(), 'walk-'));
  try {
    const small = await withFamily(SMALL, async (asked) => {
      const work = { ...asked, file: path.join(folder, 'customers') };
      const ratios: number[] = [];
      const over: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const addresses = path.join(folder, 'asked');
        const ndjson = { ...work, format: 'ndjson', asked: addresses } as const;
        const [walked, bare] = await inTurns(
          round % 2 === 0,
          () => run(probe, { ...ndjson, what: 'walk' }),
          () => run(probe, { ...ndjson, what: 'bare' }),
        );
        if (walked.customers < SMALL || bare.requests < walked.requests)
          throw new Error(`Not the walk that it should be: ${JSON.stringify({ walked, bare })}`);
        if (round === 0) continue;
        ratios.push(walked.milliseconds / bare.milliseconds);
        over.push(walked.peak - walked.idle);
      }
      const csv = await run(probe, { ...work, what: 'walk', format: 'csv', asked: '' });
      return {
        ratio: median(ratios),
        megabytes: median(over),
        rowsPerMs: csv.customers / csv.writing,
      };
    });
    const large = await withFamily(LARGE, async (asked) => {
      const file = path.join(folder, 'large');
      const over: number[] = [];
      for (let round = 0; round < LARGE_ROUNDS; round++) {
        const found = await run(probe, {
          ...asked,
          ...{ what: 'walk', format: 'ndjson', file, asked: '' },
        });
        over.push(found.peak - found.idle);
      }
      return median(over);
    });
    return [
      { name: 'walk-ratio', value: small.ratio, unit: 'ratio', limit: 1.4 },
      { name: 'walk-rss-mb', value: small.megabytes, unit: 'mb', limit: 120 },
      { name: 'walk-rss-growth', value: large / small.megabytes, unit: 'ratio', limit: 1.15 },
      { name: 'csv-rows-per-ms', value: small.rowsPerMs, unit: 'count' },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What else the computer does may grow or end meanwhile: neither of them is always the first. */
async function inTurns<One, Other>(
  isFirst: boolean,
  one: () => Promise<One>,
  other: () => Promise<Other>,
): Promise<readonly [One, Other]> {
  const before = isFirst ? await one() : undefined;
  const found = await other();
  return [before ?? (await one()), found];
}

async function run(probe: string, work: WalkWork): Promise<WalkFound> {
  const env = { ...process.env, WALK_WORK: JSON.stringify(work) };
  const { stdout } = await promisify(execFile)(process.execPath, [probe], { env });
  return JSON.parse(stdout) as WalkFound;
}

/** Beside a sandbox of its own process, in which one parent has so many customers below. */
async function withFamily<Found>(
  family: number,
  measure: (asked: Pick<WalkWork, 'origin' | 'basic' | 'parent'>) => Promise<Found>,
): Promise<Found> {
  const customers = family + 10_000;
  const options = { customers, family, roles: ROLES, seed: SEED };
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn(process.execPath, ['dist/sandbox-cli.js', '--port', '0', ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const output = await started(child);
    const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0];
    const basic = /CAPILLARY_BASIC=['"]?([A-Za-z0-9+/=]+)/.exec(output)?.[1];
    if (!origin || !basic) throw new Error(`No address or credentials in:\n${output}`);
    const population = new Population(customers, ROLES, SEED, family);
    const [root = 0] = population.crowdRoots();
    const identifiers = identifiersOf(population.person(root));
    const parent = identifiers.find(({ type }) => type === 'mobile')?.value ?? '';
    return await measure({ origin, basic, parent });
  } finally {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
}

async function started(child: ChildProcess): Promise<string> {
  let output = '';
  await new Promise<void>((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (piece: string) => {
      output += piece;
      if (output.includes('Ctrl+C')) resolve();
    });
    child.once('exit', () => reject(new Error(`The sandbox ended:\n${output}`)));
  });
  return output;
}
