import type { Connection } from '../api/connection';
import { certificateWords, isUnchecked } from './certificateWords';
import type { Localisation } from './errorSentences';
import type { SignInState } from './secrets';
import { hostText, SANDBOX_ID } from './settingsEntries';

/** Outcome of the last test of a connection. `at` in milliseconds since 1970; `words` a whole sentence. */
export interface TestRecord {
  readonly at: number;
  readonly works: boolean;
  readonly words: string;
}

export interface ConnectionStatus {
  /** Undefined while the secret store was not asked. */
  readonly signIn?: SignInState | undefined;
  /** Tests under way. */
  readonly running: number;
  readonly test?: TestRecord | undefined;
  /** About when the last request was answered. */
  readonly answeredAt?: number | undefined;
  /** Why the last request could not be answered, where that is the connection's fault. */
  readonly failure?: { readonly at: number; readonly words: string } | undefined;
}

/** The one state that icon and words show, the most pressing first. */
export type ConnectionState =
  | 'checking'
  | 'signedOut'
  | 'otherHost'
  | 'unreadable'
  | 'failed'
  | 'stopped'
  | 'running'
  | 'signedIn'
  | 'unknown';

/** @param sandboxRunning whether the embedded sandbox answers in this window */
export function connectionState(
  connection: Connection,
  status: ConnectionStatus,
  sandboxRunning: boolean,
): ConnectionState {
  if (status.running > 0) return 'checking';
  if (connection.id === SANDBOX_ID && !sandboxRunning) return 'stopped';
  if (connection.id !== SANDBOX_ID) {
    if (status.signIn?.kind === 'signedOut')
      return status.signIn.isForOtherHost ? 'otherHost' : 'signedOut';
    if (status.signIn?.kind === 'unreadable') return 'unreadable';
  }
  if (status.failure !== undefined) return 'failed';
  if (connection.id === SANDBOX_ID) return 'running';
  return status.signIn === undefined ? 'unknown' : 'signedIn';
}

/** Name of the icon of VS Code that stands for the state. */
function stateIcon(state: ConnectionState): string {
  switch (state) {
    case 'checking':
      return 'sync~spin';
    case 'signedOut':
    case 'otherHost':
      return 'key';
    case 'unreadable':
      return 'lock';
    case 'failed':
      return 'warning';
    case 'stopped':
      return 'beaker-stop';
    case 'running':
      return 'beaker';
    case 'signedIn':
      return 'pass';
    case 'unknown':
      return 'plug';
  }
}

/** The icon of a connection: an unchecked certificate is worth a warning in whatever state. */
export function connectionIcon(connection: Connection, state: ConnectionState): string {
  return isUnchecked(connection) && state !== 'checking' ? 'warning' : stateIcon(state);
}

export function stateWords(l10n: Localisation, state: ConnectionState): string | undefined {
  switch (state) {
    case 'checking':
      return l10n.t('being tested');
    case 'signedOut':
      return l10n.t('signed out');
    case 'otherHost':
      return l10n.t('host changed: sign in again');
    case 'unreadable':
      return l10n.t('secret store cannot be read');
    case 'failed':
      return l10n.t('last request failed');
    case 'stopped':
      return l10n.t('stopped');
    case 'running':
      return l10n.t('running');
    case 'signedIn':
      return l10n.t('signed in');
    case 'unknown':
      return undefined;
  }
}

export function signInWords(l10n: Localisation, connection: Connection): string {
  switch (connection.signIn) {
    case 'oauth':
      return l10n.t('OAuth');
    case 'basic':
      return l10n.t('Till and password');
    case 'token':
      return l10n.t('Token');
  }
}

/** How the last test went, and when: the time alone where it was today. */
export function lastTestWords(
  l10n: Localisation,
  { at, works }: TestRecord,
  now: number,
  locale: string,
): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  const time = new Date(at).toLocaleString(locale, {
    ...(!isToday && { dateStyle: 'short' }),
    timeStyle: 'short',
  });
  return works ? l10n.t('test passed {time}', { time }) : l10n.t('test failed {time}', { time });
}

/**
 * State, certificate, way of signing in, last test and host, as the view's rows and pick items show
 * them: in a narrow side bar the end is cut off, and the name often says the host already.
 */
export function connectionDescription(
  l10n: Localisation,
  connection: Connection,
  state: ConnectionState,
  active: boolean,
  lastTest?: string,
): string {
  return [
    active ? l10n.t('in use') : undefined,
    stateWords(l10n, state),
    certificateWords(l10n, connection),
    signInWords(l10n, connection),
    lastTest,
    hostText(connection.origin),
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}
