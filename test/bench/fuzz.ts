import { mkdir, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { bundleHarness } from '../../scripts/harness.mjs';
import { root } from '../../scripts/processes.mjs';
import type { Figure } from './figure';
import { realAnswers } from './fuzzAnswers';
import { fuzzCase } from './fuzzCases';
import type { FuzzFailure, FuzzWork } from './fuzzWorker';

const CASES = 100_000;
const THREADS = Math.min(availableParallelism(), 4);
const FIRST_SEED = 1;
/** A case that takes longer than this never ends. */
const STUCK_MS = 20_000;

const folder = path.join(root, 'out', 'fuzz');

/**
 * Made-up answers through everything that reads or shows one: none may end in an error, none may
 * take over a second. Each failure is named with its seed, and its answer is left in `out/fuzz/`.
 */
export async function measureFuzz(): Promise<readonly Figure[]> {
  await rm(folder, { recursive: true, force: true });
  const answers = await realAnswers();
  const failures = (
    await Promise.all(
      Array.from({ length: THREADS }, (_, at) =>
        runRange(seedOf(at / THREADS), seedOf((at + 1) / THREADS), answers),
      ),
    )
  ).flat();
  await keep(failures, answers);
  return [
    { name: 'fuzz-cases', value: CASES, unit: 'count' },
    { name: 'fuzz-failures', value: failures.length, unit: 'count', limit: 0 },
  ];
}

function seedOf(part: number): number {
  return FIRST_SEED + Math.floor(part * CASES);
}

async function runRange(
  first: number,
  end: number,
  answers: readonly string[],
): Promise<readonly FuzzFailure[]> {
  const failures: FuzzFailure[] = [];
  for (let from = first; from < end;) from = await runFrom(from, end, answers, failures);
  return failures;
}

/** In a thread of its own, which can be ended. @returns the seed to go on from */
async function runFrom(
  from: number,
  to: number,
  answers: readonly string[],
  failures: FuzzFailure[],
): Promise<number> {
  const underWay = new Int32Array(new SharedArrayBuffer(4));
  underWay[0] = from;
  const work: FuzzWork = { answers, from, to, underWay };
  const worker = new Worker(await bundleHarness('test/bench/fuzzWorker.ts'), { workerData: work });
  let last = -1;
  const watching = setInterval(() => {
    const seed = Atomics.load(underWay, 0);
    if (seed === last && seed < to) {
      failures.push({ seed, problem: 'never ended' });
      void worker.terminate();
    }
    last = seed;
  }, STUCK_MS);
  worker.on('message', (failure: FuzzFailure) => failures.push(failure));
  try {
    await new Promise<void>((resolve, reject) => {
      worker.once('exit', () => resolve());
      // out of memory, for one
      worker.once('error', reject);
    }).catch((error: unknown) => {
      failures.push({ seed: Atomics.load(underWay, 0), problem: String(error) });
    });
  } finally {
    clearInterval(watching);
  }
  const reached = Atomics.load(underWay, 0);
  return reached < to ? reached + 1 : to;
}

async function keep(failures: readonly FuzzFailure[], answers: readonly string[]): Promise<void> {
  for (const { seed, problem } of failures.slice(0, 50)) {
    await mkdir(folder, { recursive: true });
    const file = path.join(folder, `${seed}.json`);
    await writeFile(file, fuzzCase(answers, seed).body);
    console.error(`fuzz: seed ${seed}, in ${path.relative(root, file)}: ${problem}`);
  }
}
