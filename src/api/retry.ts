import type { ApiError } from './errors';
import type { EarlierTry, Exchange } from './exchange';
import { cancelled } from './failures';
import type { PageOptions } from './page';

/** Chance and time, where others are wanted than the computer's. */
export interface RetryTiming {
  /** From 0 to below 1. */
  random(): number;
  /** Resolves after so many milliseconds, or as soon as the signal is aborted. */
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** What has been asked for came; told from failures by its kind. */
export interface Success {
  readonly kind: SuccessKind;
  readonly exchange: Exchange;
}
const successKinds = ['page', 'parent', 'found'] as const;
type SuccessKind = (typeof successKinds)[number];

export function isSuccess<Found extends Success>(answer: Found | ApiError): answer is Found {
  return successKinds.some((kind) => kind === answer.kind);
}

const TRIES = 3;
/** In milliseconds: before the second try, when the server did not say how long to wait. */
const FIRST_PAUSE = 1000;
const FIRST_PAUSE_WHEN_LIMITED = 2000;
/** Pauses are longer or shorter by up to this share, so that those who failed together part. */
const JITTER = 0.25;
/** A server that asks for more seconds than this is not waited for: whoever asked decides. */
const LONGEST_TOLD_SECONDS = 60;

/**
 * Makes a request again when it failed in a way that may pass. A loop of our own, not axios-retry:
 * each try has to wait for its turn, may need another token, and is shown to whoever waits for it.
 */
export class Retries {
  readonly #timing: RetryTiming;
  readonly #pauses = new Set<AbortController>();

  constructor(timing: RetryTiming = { random: Math.random, pause }) {
    this.#timing = timing;
  }

  /** Rejects with what `send` rejects with; that is not tried again. */
  async run<Found extends Success>(
    send: () => Promise<Found | ApiError>,
    { signal, waiting }: Pick<PageOptions, 'signal' | 'waiting'>,
  ): Promise<Found | ApiError> {
    const earlier: EarlierTry[] = [];
    for (let attempt = 1; ; attempt++) {
      const answer = await send();
      if (isSuccess(answer) || attempt === TRIES) return withTries(answer, earlier);
      const milliseconds = pauseAfter(answer, attempt, this.#timing.random());
      if (milliseconds === undefined) return withTries(answer, earlier);
      const ended = performance.now();
      const until = Date.now() + milliseconds;
      waiting?.({ kind: 'retry', why: answer, attempt: attempt + 1, tries: TRIES, until });
      const isOver = await this.#pause(milliseconds, signal);
      waiting?.(undefined);
      if (!isOver) return cancelled();
      earlier.push(earlierTry(answer, performance.now() - ended));
    }
  }

  /** Ends every pause; what waited is cancelled. */
  dispose(): void {
    for (const pausing of this.#pauses) pausing.abort();
  }

  /** False when it ended before its time. */
  async #pause(milliseconds: number, signal: AbortSignal | undefined): Promise<boolean> {
    const pausing = new AbortController();
    const stop = () => pausing.abort();
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop, { once: true });
    this.#pauses.add(pausing);
    await this.#timing.pause(milliseconds, pausing.signal);
    this.#pauses.delete(pausing);
    signal?.removeEventListener('abort', stop);
    return !pausing.signal.aborted;
  }
}

/** Milliseconds to wait before the request is made again; undefined when it is not to be. */
function pauseAfter(error: ApiError, attempt: number, random: number): number | undefined {
  // what failed is then asking for a token: a POST, and whoever tries again asks for one anyway
  if ('exchange' in error && error.exchange?.signingIn !== undefined) return undefined;
  const share = 1 + JITTER * (2 * random - 1);
  const longer = share * 2 ** (attempt - 1);
  switch (error.kind) {
    case 'unreachable':
      return error.cause === 'unknownHost' && error.code !== 'EAI_AGAIN'
        ? undefined
        : FIRST_PAUSE * longer;
    case 'serverFailed':
      return FIRST_PAUSE * longer;
    case 'rateLimited': {
      const told = error.retryAfterSeconds;
      if (told === undefined) return FIRST_PAUSE_WHEN_LIMITED * longer;
      return told > LONGEST_TOLD_SECONDS ? undefined : told * 1000;
    }
    default:
      return undefined;
  }
}

function withTries<Result extends Success | ApiError>(
  answer: Result,
  earlierTries: readonly EarlierTry[],
): Result {
  const exchange = 'exchange' in answer ? answer.exchange : undefined;
  if (earlierTries.length === 0 || exchange === undefined) return answer;
  const tries = earlierTries.length + 1;
  return { ...answer, exchange: { ...exchange, tries, earlierTries } };
}

/** Without its text: what failed and passed is not worth keeping an answer for. */
function earlierTry(error: ApiError, waitedMs: number): EarlierTry {
  const exchange = 'exchange' in error ? error.exchange : undefined;
  const said = 'issue' in error ? error.issue?.code : undefined;
  const code = 'code' in error ? error.code : said?.toString();
  return {
    error: error.kind,
    ...(exchange !== undefined && {
      startedAt: exchange.startedAt,
      durationMs: exchange.durationMs,
    }),
    ...(exchange?.status !== undefined && { status: exchange.status }),
    ...(exchange?.requestId !== undefined && { requestId: exchange.requestId }),
    ...(code !== undefined && { code }),
    waitedMs,
  };
}

/** A timer counts no time while the computer sleeps, so a pause looks at the clock this often. */
const LOOK_MS = 1000;

/** Ends at its time on the clock, also after a sleep; a clock that is set back does not prolong it. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  const until = Date.now() + milliseconds;
  const started = performance.now();
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    let timer: NodeJS.Timeout;
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const look = () => {
      const left = Math.min(until - Date.now(), milliseconds - (performance.now() - started));
      if (left <= 0) end();
      else timer = setTimeout(look, Math.min(left, LOOK_MS));
    };
    signal.addEventListener('abort', end, { once: true });
    look();
  });
}
