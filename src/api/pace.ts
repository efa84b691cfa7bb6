import PQueue from 'p-queue';
import type { PageOptions } from './page';

/** How fast one connection may be asked. */
export interface PaceSettings {
  readonly requestsPerMinute: number;
  readonly concurrentRequests: number;
}

/** Whose signal drops it while it waits, whether it may let others go first, and whom to tell of that. */
type Turn = Pick<PageOptions, 'signal' | 'background' | 'waiting'>;

interface Job {
  readonly turn: Turn;
  readonly start: () => Promise<void>;
  readonly drop: (reason: unknown) => void;
}

interface Lane {
  readonly queue: PQueue;
  readonly requestsPerMinute: number;
  readonly waiting: Set<Job>;
  /** Those of the waiting jobs that were told of it. */
  readonly told: Set<Job>;
  /** When the latest jobs started, as many as a minute may have; in milliseconds since 1970. */
  readonly starts: number[];
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
      for (const job of existing.waiting) {
        if (existing.told.has(job)) job.turn.waiting?.(undefined);
        enqueue(lane, job);
      }
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
  return { queue, requestsPerMinute, waiting: new Set(), told: new Set(), starts: [] };
}

function enqueue(lane: Lane, job: Job): void {
  const { queue, waiting } = lane;
  waiting.add(job);
  const start = () => {
    leave(lane, job);
    lane.starts.push(Date.now());
    if (lane.starts.length > atLeastOne(lane.requestsPerMinute)) lane.starts.shift();
    tellWaits(lane);
    return job.start();
  };
  const { signal, background = false } = job.turn;
  queue.add(start, { signal, priority: background ? 0 : 1 }).catch((reason: unknown) => {
    leave(lane, job);
    job.drop(reason);
  });
  tellWaits(lane);
}

function leave({ waiting, told }: Lane, job: Job): void {
  waiting.delete(job);
  if (told.delete(job)) job.turn.waiting?.(undefined);
}

/** Tells those whom the minute makes wait; for a free place among the requests nobody waits long. */
function tellWaits({ requestsPerMinute, waiting, told, starts }: Lane): void {
  const now = Date.now();
  const most = atLeastOne(requestsPerMinute);
  const isLast = ({ turn }: Job) => turn.background === true;
  const inTurn = [...waiting].sort((one, other) => Number(isLast(one)) - Number(isLast(other)));
  for (const [ahead, job] of inTurn.entries()) {
    const minutes = Math.floor(ahead / most);
    const place = starts[starts.length - most + (ahead % most)];
    const until = place === undefined ? now : place + (minutes + 1) * MINUTE_MS;
    if (until <= now || told.has(job)) continue;
    told.add(job);
    job.turn.waiting?.({ kind: 'pace', requestsPerMinute, until });
  }
}

function atLeastOne(value: number): number {
  return value >= 1 ? Math.floor(value) : 1;
}
