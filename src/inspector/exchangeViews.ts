import * as vscode from 'vscode';
import type { EarlierTry, Exchange } from '../api/exchange';
import type { PhaseName, TimedPhase, Timings } from '../api/timings';
import type { Figures } from '../figures';
import { visibleText } from '../privacy/displayText';
import { listed } from '../sentence';
import type { Fact, PhaseView, TimingView } from './wire';

/** Where the time of a request went, in words and as shares of the whole. */
export function timingView(timings: Timings, figures: Figures): TimingView {
  const { phases, reusedConnection } = timings;
  const last = phases.at(-1);
  const whole = last === undefined ? 0 : last.startMs + last.durationMs;
  const total = figures.fineDuration(whole);
  return {
    summary: reusedConnection
      ? vscode.l10n.t(
          '{total} in all, over a connection that was open already: no DNS, connect or TLS.',
          { total },
        )
      : vscode.l10n.t('{total} in all, over a new connection.', { total }),
    phases: phases.map((phase) => phaseView(phase, whole, figures)),
  };
}

function phaseView(
  { name, startMs, durationMs }: TimedPhase,
  whole: number,
  { fineDuration }: Figures,
): PhaseView {
  const share = (milliseconds: number) => (whole > 0 ? milliseconds / whole : 0);
  return {
    ...phaseWords(name),
    kind: name,
    duration: fineDuration(durationMs),
    start: share(startMs),
    share: share(durationMs),
  };
}

function phaseWords(name: PhaseName): Pick<PhaseView, 'name' | 'explanation'> {
  switch (name) {
    case 'queue':
      return {
        name: vscode.l10n.t('Queue'),
        explanation: vscode.l10n.t('Waiting for its turn within the pace of the connection'),
      };
    case 'signIn':
      return {
        name: vscode.l10n.t('Sign-in'),
        explanation: vscode.l10n.t('Reading the secret, and asking for a token where needed'),
      };
    case 'prepare':
      return {
        name: vscode.l10n.t('Prepare'),
        explanation: vscode.l10n.t('Building the request and getting a connection for it'),
      };
    case 'dns':
      return { name: 'DNS', explanation: vscode.l10n.t('Finding the address of the host') };
    case 'connect':
      return { name: vscode.l10n.t('Connect'), explanation: vscode.l10n.t('Connecting over TCP') };
    case 'tls':
      return { name: 'TLS', explanation: vscode.l10n.t('Agreeing on encryption') };
    case 'firstByte':
      return {
        name: vscode.l10n.t('First byte'),
        explanation: vscode.l10n.t('Sending the request, and waiting for the answer to begin'),
      };
    case 'body':
      return { name: vscode.l10n.t('Body'), explanation: vscode.l10n.t('Receiving the answer') };
    case 'parse':
      return {
        name: vscode.l10n.t('Parse'),
        explanation: vscode.l10n.t('Reading the customers from the answer'),
      };
  }
}

/** Each try, the first of them first; none where the first one was enough. */
export function tryFacts(exchange: Exchange, figures: Figures): readonly Fact[] {
  const earlier = exchange.earlierTries ?? [];
  if (earlier.length === 0) return [];
  const { status, durationMs } = exchange;
  const last =
    status === undefined
      ? vscode.l10n.t('no answer, {time}', { time: figures.duration(durationMs) })
      : vscode.l10n.t('HTTP {status}, {time}', { status, time: figures.duration(durationMs) });
  return [...earlier.map((one) => earlierTrySentence(one, figures)), last].map((value, at) => [
    vscode.l10n.t('Try {number}', { number: at + 1 }),
    value,
  ]);
}

function earlierTrySentence(
  { status, code, durationMs, requestId, waitedMs }: EarlierTry,
  figures: Figures,
): string {
  const outcome =
    status === undefined ? vscode.l10n.t('no answer') : vscode.l10n.t('HTTP {status}', { status });
  const facts = [
    outcome,
    ...(code === undefined || code === String(status) ? [] : [visibleText(code, 40)]),
    ...(durationMs === undefined ? [] : [figures.duration(durationMs)]),
    ...(requestId === undefined ? [] : [visibleText(requestId, 200)]),
  ];
  return vscode.l10n.t('{facts}; waited {time}, then tried again', {
    facts: listed(vscode.l10n, facts),
    time: figures.duration(waitedMs),
  });
}

export function responseHeaderFacts({ responseHeaders = [] }: Exchange): readonly Fact[] {
  return responseHeaders.map(([name, value]) => [visibleText(name, 200), visibleText(value, 2000)]);
}
