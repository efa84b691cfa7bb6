import type { ApiError } from '../api/errors';
import type { Waiting } from '../api/page';
import { joinedSentences } from '../sentence';
import { errorSentenceIn, hostIn, type Localisation } from './errorSentences';

/** Why a request waits, as one short sentence. */
export function waitingReasonIn(l10n: Localisation, waiting: Waiting): string {
  return waiting.kind === 'pace'
    ? l10n.t('The limit of {requests} requests a minute is reached.', {
        requests: waiting.requestsPerMinute,
      })
    : failureIn(l10n, waiting.why);
}

function failureIn(l10n: Localisation, why: ApiError): string {
  switch (why.kind) {
    case 'unreachable':
      return unreachable(l10n, why);
    case 'serverFailed': {
      const status = why.exchange.status ?? '?';
      const code = why.issue?.code;
      return code === undefined
        ? l10n.t('The server failed (HTTP {status}).', { status })
        : l10n.t('The server failed (HTTP {status}, code {code}).', { status, code });
    }
    case 'rateLimited':
      return l10n.t('Too many requests (HTTP {status}).', { status: why.exchange.status ?? '?' });
    default:
      return errorSentenceIn(l10n, why);
  }
}

function unreachable(
  l10n: Localisation,
  { cause, exchange }: Extract<ApiError, { readonly kind: 'unreachable' }>,
): string {
  const host = hostIn(exchange);
  if (host === undefined) return l10n.t('The host could not be reached.');
  switch (cause) {
    case 'unknownHost':
      return l10n.t('No address was found for {host}.', { host });
    case 'refused':
      return l10n.t('The connection to {host} was refused.', { host });
    case 'reset':
      return l10n.t('The connection to {host} was broken off.', { host });
    case 'damaged':
      return l10n.t('The answer of {host} arrived damaged.', { host });
    case 'network':
      return l10n.t('The connection to {host} failed.', { host });
  }
}

/** Which try comes, such as "try 2 of 3", or which setting says how long to wait. */
export function waitingNoteIn(l10n: Localisation, waiting: Waiting): string {
  if (waiting.kind === 'pace') return 'customerHierarchy.requestsPerMinute';
  const { attempt, tries } = waiting;
  return l10n.t('try {attempt} of {tries}', { attempt, tries });
}

/** @param seconds whole ones, or what stands for them where somebody else counts down */
export function goingOnIn(l10n: Localisation, { kind }: Waiting, seconds: number | string): string {
  if (kind === 'pace')
    return seconds === 0
      ? l10n.t('Going on now.')
      : l10n.t('Going on in {seconds} s.', { seconds });
  return seconds === 0
    ? l10n.t('Trying again now.')
    : l10n.t('Trying again in {seconds} s.', { seconds });
}

/** Whole seconds until it goes on. */
export function secondsLeft({ until }: Waiting, now: number): number {
  return Math.max(0, Math.ceil((until - now) / 1000));
}

/** When it goes on, seen at `now` in milliseconds since 1970, and why it waits. */
export function waitingWordsIn(l10n: Localisation, waiting: Waiting, now: number): string {
  const going = goingOnIn(l10n, waiting, secondsLeft(waiting, now));
  return joinedSentences(going, waitingReasonIn(l10n, waiting));
}
