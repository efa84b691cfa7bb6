import { readPageMessage } from './messages';
import type { PageToHost } from './wire';

/** So many at once, and so many a second from then on. */
interface Allowance {
  readonly atOnce: number;
  readonly perSecond: number;
}

/** Typing and scrolling through a large answer say these; each costs next to nothing. */
const LIGHT: Allowance = { atOnce: 600, perSecond: 300 };
const lightKinds: ReadonlySet<PageToHost['kind']> = new Set(['draft', 'tookPiece', 'reading']);
/** What a person presses, a held key included; each may ask the network or open something. */
const HEAVY: Allowance = { atOnce: 60, perSecond: 30 };
/** Refusals that follow each other sooner than this are told as one. */
const QUIET_MS = 10_000;

const onceKinds: ReadonlySet<PageToHost['kind']> = new Set([
  'act',
  'code',
  'copy',
  'copyRows',
  'openJson',
  'goToCustomer',
  'savePreset',
  'managePresets',
]);

/**
 * Of documents, dialogs and the clipboard, one at a time is enough. What is only shown is wanted
 * again: it may be another request's by then, or masked.
 */
export function isMeantOnce(message: PageToHost): boolean {
  const isShown = message.kind === 'code' && message.what === 'show';
  return onceKinds.has(message.kind) && !isShown;
}

/**
 * Lets through what the page may say, as fast as a person can have the page say it. A page that went
 * wild costs the extension host nothing but the look at each message, and the log a line.
 */
export class MessageGate {
  readonly #light = new Bucket(LIGHT);
  readonly #heavy = new Bucket(HEAVY);
  #refused = 0;
  #refusedAt = Number.NEGATIVE_INFINITY;

  /** @param note told of the first refusal of a burst, and with it how many the burst before had */
  constructor(private readonly note: (line: string) => void) {}

  /** @param now in milliseconds, from any start */
  admit(given: unknown, now: number): PageToHost | undefined {
    const message = readPageMessage(given);
    if (message === undefined) {
      this.#refuse('that was not understood', now);
      return undefined;
    }
    const bucket = lightKinds.has(message.kind) ? this.#light : this.#heavy;
    if (bucket.take(now)) return message;
    this.#refuse(`"${message.kind}" more often than anyone can press`, now);
    return undefined;
  }

  #refuse(what: string, now: number): void {
    const isBurst = now - this.#refusedAt < QUIET_MS;
    this.#refusedAt = now;
    if (isBurst) {
      this.#refused += 1;
      return;
    }
    const before = this.#refused > 0 ? ` (${this.#refused} more of the kind before)` : '';
    this.#refused = 0;
    this.note(`The inspector page sent a message ${what}${before}.`);
  }
}

class Bucket {
  #left: number;
  #at = Number.NEGATIVE_INFINITY;

  constructor(private readonly allowance: Allowance) {
    this.#left = allowance.atOnce;
  }

  take(now: number): boolean {
    const { atOnce, perSecond } = this.allowance;
    const passed = Math.max(0, now - this.#at);
    this.#left = Math.min(atOnce, this.#left + (passed * perSecond) / 1000);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
