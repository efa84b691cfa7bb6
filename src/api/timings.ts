/**
 * What a request is doing, one thing after the other: waiting for its turn; reading its secret, and
 * signing in where there is no token; being built and given a connection; finding the host's address;
 * connecting; agreeing on encryption; waiting for the answer to begin; receiving it; being read.
 */
export const phaseNames = [
  'queue',
  'signIn',
  'prepare',
  'dns',
  'connect',
  'tls',
  'firstByte',
  'body',
  'parse',
] as const;
export type PhaseName = (typeof phaseNames)[number];

export interface TimedPhase {
  readonly name: PhaseName;
  /** Milliseconds since the request began to wait for its turn. */
  readonly startMs: number;
  readonly durationMs: number;
}

/** Where the time of one request went; of one that failed, as far as it got. */
export interface Timings {
  /** Whether the request went over a connection that was open already. */
  readonly reusedConnection: boolean;
  /** In the order in which they happened, each from the end of the one before. */
  readonly phases: readonly TimedPhase[];
}

/** Notes when a request begins to do something else. Runs for every request, so it does little. */
export class Stopwatch {
  readonly #names: PhaseName[];
  readonly #starts: number[];
  #isReused = false;

  constructor(first: PhaseName) {
    this.#names = [first];
    this.#starts = [performance.now()];
  }

  /** @param since where it is seen later that it began */
  begin(name: PhaseName, since = performance.now()): void {
    this.#names.push(name);
    this.#starts.push(since);
  }

  /** What the request has been doing turns out to be something else. */
  rename(name: PhaseName): void {
    this.#names[this.#names.length - 1] = name;
  }

  noteReuse(isReused: boolean): void {
    this.#isReused = isReused;
  }

  /** Up to now. */
  timings(): Timings {
    const now = performance.now();
    const [begun = now] = this.#starts;
    return {
      reusedConnection: this.#isReused,
      phases: this.#names.map((name, at) => {
        const start = this.#starts[at] ?? now;
        const end = this.#starts[at + 1] ?? now;
        return { name, startMs: start - begun, durationMs: end - start };
      }),
    };
  }
}
