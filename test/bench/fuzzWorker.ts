import { parentPort, workerData } from 'node:worker_threads';
import { fuzzCase } from './fuzzCases';
import { takeThrough } from './fuzzPaths';

/** What `fuzz.ts` hands over. */
export interface FuzzWork {
  readonly answers: readonly string[];
  readonly from: number;
  readonly to: number;
  /** Holds the seed that is under way, so that one that never ends can be named. */
  readonly underWay: Int32Array;
}

export interface FuzzFailure {
  readonly seed: number;
  readonly problem: string;
}

const LONGEST_MS = 1000;
/** The machine may be busy with something else: only what is slow each time is slow. */
const TRIES = 5;

const { answers, from, to, underWay } = workerData as FuzzWork;
for (let seed = from; seed < to; seed++) {
  Atomics.store(underWay, 0, seed);
  const problem = await problemOf(seed);
  if (problem !== undefined) parentPort?.postMessage({ seed, problem } satisfies FuzzFailure);
}
Atomics.store(underWay, 0, to);

async function problemOf(seed: number): Promise<string | undefined> {
  try {
    const times: number[] = [];
    while (times.length < TRIES) {
      const time = await timeOf(seed);
      if (time < LONGEST_MS) return undefined;
      times.push(time);
    }
    return `took ${Math.round(Math.min(...times))} ms at least, ${TRIES} times`;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

async function timeOf(seed: number): Promise<number> {
  const made = fuzzCase(answers, seed);
  const started = performance.now();
  await takeThrough(made);
  return performance.now() - started;
}
