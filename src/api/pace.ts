import PQueue from 'p-queue';
import { Minute } from './minute';
import type { PageOptions } from './page';

/** How fast one connection may be asked. */
export interface PaceSettings {
  readonly requestsPerMinute: number;
  readonly concurrentRequests: number;
}

/** Whose signal drops it while it waits, whether it may let others go first, and whom to tell of that. */
type Turn = Pick<PageOptions, 'signal' | 'background' | 'waiting'>;

/** How a job that runs sends requests, one after the other. */
export interface Sending {
  /**
   * Resolves when the minute has room for the next request, with whether that had to be waited for.
   * The first one has it from the start. Rejects as `run` does.
   */
  readonly room: () => Promise<boolean>;
  /** The request for which there is room goes out now. */
  readonly goes: () => void;
}

/** Somebody who waits: for the turn of a job, or for room for another request of one that runs. */
interface Waiter {
  readonly turn: Turn;
  readonly drop: (reason: unknown) => void;
}

/** A job in the background, which waits until the minute has room for those. */
interface Held {
  readonly enqueue: () => void;
}

/** A job that runs, and waits for room. */
interface Goer extends Waiter {
  readonly go: () => void;
}

interface Lane {
  /** Of the jobs that wait for their turn; paused while the minute is full. */
  readonly queue: PQueue;
  /** Jobs in the background that are not in the queue yet, the first one first. */
  readonly held: Set<Held>;
  /** Those of the jobs in the background that are in the queue. */
  readonly queuedInBackground: Set<Waiter>;
  readonly minute: Minute;
  requestsPerMinute: number;
  readonly waiting: Set<Waiter>;
  readonly goers: Set<Goer>;
  /** Those of the waiting who were told of it. */
  readonly told: Set<Waiter>;
  timer?: NodeJS.Timeout;
}

/**
 * A tenth of the minute is kept for what somebody waits for: Load All of a large level would leave
 * nothing of it to a click for up to a minute.
 */
const KEPT_FROM_BACKGROUND = 0.1;

/**
 * Lets requests go out no faster than the settings say, for each connection on its own; of the jobs
 * that wait for their turn, the ones in the background last. A job sends at most one request at a time.
 */
export class Pace {
  readonly #lanes = new Map<string, Lane>();
  readonly #settings: () => PaceSettings;

  constructor(settings: () => PaceSettings) {
    this.#settings = settings;
  }

  /**
   * Rejects with what the job throws, and with the signal's reason when it is aborted while the job
   * waits; while it runs it has to heed the signal itself.
   */
  run<Result>(
    connectionId: string,
    work: (sending: Sending) => Promise<Result>,
    turn: Turn = {},
  ): Promise<Result> {
    const lane = this.#lane(connectionId);
    return new Promise((resolve, reject) => {
      const waiter: Waiter = { turn, drop: reject };
      const { signal, background = false } = turn;
      const start = async () => {
        leave(lane, waiter);
        const { sending, end } = sendingIn(lane, turn);
        proceed(lane);
        await work(sending).then(resolve, reject);
        end();
      };
      const enqueue = () => {
        if (background) lane.queuedInBackground.add(waiter);
        lane.queue.add(start, { signal, priority: background ? 0 : 1 }).catch((reason: unknown) => {
          leave(lane, waiter);
          reject(asError(reason));
          proceed(lane);
        });
      };
      lane.waiting.add(waiter);
      if (background) hold(lane, waiter, enqueue);
      else enqueue();
      proceed(lane);
    });
  }

  /** Drops everybody who waits. */
  dispose(): void {
    for (const { queue, held, waiting, goers, timer } of this.#lanes.values()) {
      clearTimeout(timer);
      queue.clear();
      held.clear();
      for (const { drop } of [...waiting, ...goers])
        drop(new DOMException('Disposed', 'AbortError'));
      waiting.clear();
    }
    this.#lanes.clear();
  }

  /** What runs, waits and went out in the last minute counts with other settings, too. */
  #lane(connectionId: string): Lane {
    const { requestsPerMinute, concurrentRequests } = this.#settings();
    const lane = this.#lanes.get(connectionId) ?? newLane();
    this.#lanes.set(connectionId, lane);
    const concurrency = atLeastOne(concurrentRequests);
    if (lane.queue.concurrency !== concurrency) lane.queue.concurrency = concurrency;
    if (lane.requestsPerMinute !== atLeastOne(requestsPerMinute)) {
      lane.requestsPerMinute = atLeastOne(requestsPerMinute);
      // they wait until another time, or no more
      for (const { turn } of lane.told) turn.waiting?.(undefined);
      lane.told.clear();
      proceed(lane);
    }
    return lane;
  }
}

function newLane(): Lane {
  return {
    queue: new PQueue({ concurrency: 1 }),
    held: new Set(),
    queuedInBackground: new Set(),
    minute: new Minute(),
    requestsPerMinute: 1,
    waiting: new Set(),
    goers: new Set(),
    told: new Set(),
  };
}

/** Until the minute has room for a job in the background, or its signal drops it. */
function hold(lane: Lane, waiter: Waiter, enqueue: () => void): void {
  const { signal } = waiter.turn;
  const abort = () => {
    lane.held.delete(one);
    leave(lane, waiter);
    waiter.drop(asError(signal?.reason));
    proceed(lane);
  };
  const one: Held = {
    enqueue: () => {
      lane.held.delete(one);
      signal?.removeEventListener('abort', abort);
      enqueue();
    },
  };
  lane.held.add(one);
  if (signal?.aborted) abort();
  else signal?.addEventListener('abort', abort, { once: true });
}

/** Requests that a minute may have with those in the background among them. */
function forBackground(requestsPerMinute: number): number {
  return requestsPerMinute - Math.floor(requestsPerMinute * KEPT_FROM_BACKGROUND);
}

/** For a job that begins: the room for its first request is reserved until it ends. */
function sendingIn(
  lane: Lane,
  turn: Turn,
): { readonly sending: Sending; readonly end: () => void } {
  const { minute } = lane;
  let hasRoom = true;
  minute.reserve();
  const room = async (): Promise<boolean> => {
    if (hasRoom) return false;
    const isFull = !minute.hasRoom(lane.requestsPerMinute);
    await goer(lane, turn);
    hasRoom = true;
    return isFull;
  };
  const goes = () => {
    if (!hasRoom) throw new Error('A request went out that the minute has no room for.');
    hasRoom = false;
    minute.sends();
  };
  const end = () => {
    if (!hasRoom) return;
    hasRoom = false;
    minute.release();
    proceed(lane);
  };
  return { sending: { room, goes }, end };
}

/** Resolves with a reservation for another request of a job that runs. */
function goer(lane: Lane, turn: Turn): Promise<void> {
  return new Promise((resolve, reject) => {
    const { signal } = turn;
    const end = () => {
      signal?.removeEventListener('abort', abort);
      lane.goers.delete(one);
      leave(lane, one);
    };
    const one: Goer = {
      turn,
      go: () => {
        end();
        lane.minute.reserve();
        resolve();
      },
      drop: (reason) => {
        end();
        reject(asError(reason));
      },
    };
    const abort = () => {
      one.drop(signal?.reason);
      proceed(lane);
    };
    signal?.addEventListener('abort', abort, { once: true });
    lane.goers.add(one);
    if (signal?.aborted) abort();
    else proceed(lane);
  });
}

/** Lets those go on for whom the minute has room, first the jobs that run; tells the others. */
function proceed(lane: Lane): void {
  const { queue, minute, held, queuedInBackground, goers, requestsPerMinute } = lane;
  for (const { go } of goers) if (minute.hasRoom(requestsPerMinute)) go();
  for (const { enqueue } of held) {
    if (!minute.hasRoom(forBackground(requestsPerMinute) - queuedInBackground.size)) break;
    enqueue();
  }
  // each job that starts comes back to here, until there is no room any more
  if (minute.hasRoom(requestsPerMinute) && queue.isPaused) queue.start();
  const isFull = !minute.hasRoom(requestsPerMinute);
  if (isFull) queue.pause();
  tellWaits(lane);
  clearTimeout(lane.timer);
  const next = soonest(lane, isFull);
  if (next !== undefined) lane.timer = setTimeout(() => proceed(lane), next - Date.now());
}

/** When somebody may go on for whom there is no room now; undefined where nobody waits for that. */
function soonest(lane: Lane, isFull: boolean): number | undefined {
  const { minute, held, goers, waiting, requestsPerMinute } = lane;
  const times: number[] = [];
  if (isFull && goers.size + waiting.size > held.size) times.push(minute.next(requestsPerMinute));
  const background = minute.next(forBackground(requestsPerMinute));
  // with room, they wait for those before them in the queue, which come back here
  if (held.size > 0 && background > Date.now()) times.push(background);
  return times.length === 0 ? undefined : Math.min(...times);
}

function leave({ waiting, queuedInBackground, told }: Lane, waiter: Waiter): void {
  waiting.delete(waiter);
  queuedInBackground.delete(waiter);
  if (told.delete(waiter)) waiter.turn.waiting?.(undefined);
}

/** Tells those whom the minute makes wait; for a free place among the requests nobody waits long. */
function tellWaits({ minute, requestsPerMinute, waiting, goers, told }: Lane): void {
  const all = goers.size + waiting.size;
  if (all === 0 || minute.hasRoom(forBackground(requestsPerMinute) - all)) return;
  const now = Date.now();
  const isLast = ({ turn }: Waiter) => turn.background === true;
  const jobs = [...waiting].sort((one, other) => Number(isLast(one)) - Number(isLast(other)));
  for (const [ahead, waiter] of [...goers, ...jobs].entries()) {
    const most = isLast(waiter) ? forBackground(requestsPerMinute) : requestsPerMinute;
    const until = minute.next(most, ahead);
    if (until <= now || told.has(waiter)) continue;
    told.add(waiter);
    waiter.turn.waiting?.({ kind: 'pace', requestsPerMinute, until });
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new DOMException('Aborted', 'AbortError');
}

function atLeastOne(value: number): number {
  return value >= 1 ? Math.floor(value) : 1;
}
