import PQueue from 'p-queue';
import type { PageOptions } from './page';

/** How fast one connection may be asked. */
export interface PaceSettings {
  readonly requestsPerMinute: number;
  readonly concurrentRequests: number;
}

/** Whose signal drops it while it waits, and whether it may let others go first. */
type Turn = Pick<PageOptions, 'signal' | 'background'>;

interface Job {
  readonly turn: Turn;
  readonly start: () => Promise<void>;
  readonly drop: (reason: unknown) => void;
}

interface Lane {
  readonly queue: PQueue;
  readonly requestsPerMinute: number;
  readonly waiting: Set<Job>;
}

const MINUTE_MS = 60_000;

/**
 * Lets jobs start no faster than the settings say, for each connection on its own; of those that
 * wait, the ones in the background last.
 */
export class Pace {
  readonly #lanes = new Map<string, Lane>();
  readonly #settings: () => PaceSettings;

  constructor(settings: () => PaceSettings) {
    this.#settings = settings;
  }

  /**
   * Rejects with what the job throws, and with the signal's reason when it is aborted while the job
   * waits; one that runs has to heed the signal itself.
   */
  run<Result>(connectionId: string, work: () => Promise<Result>, turn: Turn = {}): Promise<Result> {
    const lane = this.#lane(connectionId);
    return new Promise((resolve, reject) => {
      const job: Job = {
        turn,
        start: () => work().then(resolve, reject),
        drop: reject,
      };
      enqueue(lane, job);
    });
  }

  /** Drops every waiting job. */
  dispose(): void {
    for (const { queue, waiting } of this.#lanes.values()) {
      queue.clear();
      for (const job of waiting) job.drop(new DOMException('Disposed', 'AbortError'));
    }
    this.#lanes.clear();
  }

  /** Another number of requests a minute makes a new lane, into which the waiting jobs move. */
  #lane(connectionId: string): Lane {
    const settings = this.#settings();
    const existing = this.#lanes.get(connectionId);
    if (existing?.requestsPerMinute === settings.requestsPerMinute) {
      const concurrency = atLeastOne(settings.concurrentRequests);
      if (existing.queue.concurrency !== concurrency) existing.queue.concurrency = concurrency;
      return existing;
    }
    const lane = newLane(settings);
    this.#lanes.set(connectionId, lane);
    if (existing) {
      existing.queue.clear();
      // all of them first, so that the most urgent one starts first
      lane.queue.pause();
      for (const job of existing.waiting) enqueue(lane, job);
      lane.queue.start();
    }
    return lane;
  }
}

function newLane({ requestsPerMinute, concurrentRequests }: PaceSettings): Lane {
  const queue = new PQueue({
    concurrency: atLeastOne(concurrentRequests),
    intervalCap: atLeastOne(requestsPerMinute),
    interval: MINUTE_MS,
    // no more than that in any minute; windows of the clock would allow twice as many across a border
    strict: true,
  });
  return { queue, requestsPerMinute, waiting: new Set() };
}

function enqueue({ queue, waiting }: Lane, job: Job): void {
  waiting.add(job);
  const start = () => {
    waiting.delete(job);
    return job.start();
  };
  const { signal, background = false } = job.turn;
  queue.add(start, { signal, priority: background ? 0 : 1 }).catch((reason: unknown) => {
    waiting.delete(job);
    job.drop(reason);
  });
}

function atLeastOne(value: number): number {
  return value >= 1 ? Math.floor(value) : 1;
}
