import type { ApiError } from '../api/errors';
import type { Waiting } from '../api/page';
import { errorSentenceIn, hostIn, type Localisation } from './errorSentences';

/** Why a request waits before it is tried again, as one short sentence. */
export function waitingReasonIn(l10n: Localisation, { why }: Waiting): string {
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
  const host = hostIn(l10n, exchange);
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

/** Which try comes, such as "try 2 of 3". */
export function triesIn(l10n: Localisation, { attempt, tries }: Waiting): string {
  return l10n.t('try {attempt} of {tries}', { attempt, tries });
}

/** @param seconds whole ones, or what stands for them where somebody else counts down */
export function tryingAgainIn(l10n: Localisation, seconds: number | string): string {
  return seconds === 0
    ? l10n.t('Trying again now.')
    : l10n.t('Trying again in {seconds} s.', { seconds });
}

/** Whole seconds until the next try. */
export function secondsLeft({ until }: Waiting, now: number): number {
  return Math.max(0, Math.ceil((until - now) / 1000));
}
