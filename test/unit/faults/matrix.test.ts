import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { isTransient, type ApiError } from '../../../src/api/errors';
import { errorActions } from '../../../src/connections/errorActions';
import { errorSentenceIn } from '../../../src/connections/errorSentences';
import type { Fault } from '../../../src/sandbox/fault';
import { faults } from '../../../src/sandbox/faults';
import { l10n } from '../connections/l10n';
import { expectations, fittingAction } from './expectations';
import { operations, type Operation, type OperationName, type Result } from './operations';
import { makeWorld, type World } from './world';

/** One operation that met one fault, and what a person got to see. */
interface Cell {
  readonly fault: Fault;
  readonly operation: OperationName;
  /** What is wrong with it, in a few words each; nothing when all of it is as promised. */
  readonly broken: readonly string[];
  readonly text: string;
  readonly sentence?: string;
}

test('every operation takes every fault as promised, loses nothing, and works again after it', async () => {
  const rejections: unknown[] = [];
  const rejected = (reason: unknown) => rejections.push(reason);
  process.on('unhandledRejection', rejected);
  const world = await makeWorld();
  const cells: Cell[] = [];
  try {
    for (const fault of faults)
      for (const operation of operations) {
        const cell = await meet(world, fault, operation);
        const unhandled = rejections.splice(0).map((reason) => `unhandled: ${String(reason)}`);
        cells.push({ ...cell, broken: [...cell.broken, ...unhandled] });
      }
  } finally {
    process.off('unhandledRejection', rejected);
    await world.close();
  }
  write(cells);
  expect(Object.keys(expectations).sort()).toEqual(faults.map(({ id }) => id).sort());
  expect(cells).toHaveLength(faults.length * operations.length);
  expect(
    cells
      .filter(({ broken }) => broken.length > 0)
      .map(({ fault, operation, broken }) => `${fault.id}, ${operation}: ${broken.join('; ')}`),
  ).toEqual([]);
}, 180_000);

async function meet(world: World, fault: Fault, operation: Operation): Promise<Cell> {
  const broken: string[] = [];
  const timersBefore = timers();
  const client = world.newClient();
  let error: ApiError | undefined;
  let stuck = false;
  try {
    const trial = await operation.begin(world, client, fault);
    const before = trial.shown();
    const outcome = await trial.perform();
    ({ error } = outcome);
    stuck = outcome.stuck === true;
    broken.push(...against(fault, operation.name, outcome));
    const wrong = error === undefined && !stuck ? trial.wrong?.() : undefined;
    if (wrong !== undefined) broken.push(`success, but ${wrong}`);
    if (!world.wasMet()) broken.push('the fault was not met');
    if (!isKept(before, trial.shown(), error)) broken.push('something shown was lost');
    world.mend();
    const { error: after } = await trial.again();
    if (after) broken.push(`does not work again: ${JSON.stringify(after)}`);
    const stillWrong = trial.wrong?.();
    if (stillWrong !== undefined) broken.push(`in the end ${stillWrong}`);
    if (!(await becomes(() => world.sandbox.connections() <= operation.atOnce)))
      broken.push(`${world.sandbox.connections()} connections are open`);
  } catch (thrown) {
    broken.push(`threw ${String(thrown)}`);
  } finally {
    world.mend();
    client.dispose();
  }
  if (!(await becomes(() => world.sandbox.connections() === 0)))
    broken.push('a connection is left open');
  if (!(await becomes(() => timers() <= timersBefore))) broken.push('a timer is left');
  return {
    fault,
    operation: operation.name,
    broken,
    text: error !== undefined ? errorText(error) : stuck ? 'stuck → read again' : 'success',
    ...(error && { sentence: errorSentenceIn(l10n, error) }),
  };
}

/** In what the outcome differs from what is promised. */
function against(
  fault: Fault,
  operation: OperationName,
  { error, stuck }: Result,
): readonly string[] {
  const expected = expectations[fault.id];
  const promised = expected?.[operation] ?? expected?.most;
  const kind = error?.kind ?? (stuck === true ? 'stuck' : 'success');
  const broken = kind === promised ? [] : [`${kind} instead of ${promised ?? 'nothing promised'}`];
  if (error === undefined) return broken;
  const sentence = errorSentenceIn(l10n, error);
  if (!/^\p{Lu}.{20,}/u.test(sentence) || /undefined|[{}]|\bNaN\b/.test(sentence))
    broken.push(`no sentence: ${sentence}`);
  const actions = errorActions(error);
  const fitting = fittingAction(error);
  if (!actions.includes(fitting)) broken.push(`${fitting} is not offered`);
  if (isTransient(error) && !actions.includes('retry')) broken.push('cannot be tried again');
  const tries = triesOf(error);
  const wanted = wantedTries(operation, error);
  if (tries !== wanted) broken.push(`${tries} tries instead of ${wanted}`);
  return broken;
}

/** Only what may pass is asked for again; a token is not, and a test shows what is. */
function wantedTries(operation: OperationName, error: ApiError): number {
  const isSigningIn = 'exchange' in error && error.exchange?.signingIn !== undefined;
  if (isSigningIn || operation === 'connection test') return 1;
  switch (error.kind) {
    case 'unreachable':
      return error.cause === 'unknownHost' && error.code !== 'EAI_AGAIN' ? 1 : 3;
    case 'serverFailed':
      return 3;
    case 'rateLimited':
      return (error.retryAfterSeconds ?? 0) > 60 ? 1 : 3;
    default:
      return 1;
  }
}

function triesOf(error: ApiError): number {
  return 'exchange' in error ? (error.exchange?.tries ?? 1) : 1;
}

/** A failure changes nothing that is shown; an answer may add to it, or take its place. */
function isKept(
  before: readonly string[],
  after: readonly string[],
  error: ApiError | undefined,
): boolean {
  if (error === undefined) return after.length >= before.length;
  return before.every((one) => after.includes(one));
}

/** Timers that keep the process alive. */
function timers(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
}

/** Whether something is so before long: closing takes a few turns of the event loop. */
async function becomes(isSo: () => boolean): Promise<boolean> {
  for (let turn = 0; turn < 2000; turn++) {
    if (isSo()) return true;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return false;
}

function errorText(error: ApiError): string {
  const cause = error.kind === 'unreachable' ? ` (${error.cause})` : '';
  const tries = triesOf(error) > 1 ? `, ${triesOf(error)} tries` : '';
  return `${error.kind}${cause}${tries} → ${errorActions(error).join(', ')}`;
}

function write(cells: readonly Cell[]): void {
  const folder = path.resolve(import.meta.dirname, '../../../out');
  mkdirSync(folder, { recursive: true });
  const of = (fault: Fault) => cells.filter((cell) => cell.fault === fault);
  const row = (parts: readonly string[]) => `| ${parts.join(' | ')} |`;
  const lines = [
    '# Faults and operations',
    '',
    'What each operation came to when it met a fault: the kind of error, and the steps it offers. In every',
    'cell what was on screen stayed there, and the same operation worked once the fault was gone; where that',
    'does not hold, the cell says BROKEN and why.',
    '',
    row(['Fault', ...operations.map(({ name }) => name)]),
    row(Array<string>(operations.length + 1).fill('---')),
    ...faults.map((fault) =>
      row([
        `${fault.title} (\`${fault.id}\`)`,
        ...of(fault).map(({ text, broken }) =>
          broken.length === 0 ? text : `**BROKEN** ${text}: ${broken.join('; ')}`,
        ),
      ]),
    ),
    '',
    '## What a person reads',
    '',
    ...faults.flatMap((fault) => {
      const sentences = of(fault).map(({ sentence }) => sentence && withoutChance(sentence));
      const told = [...new Set(sentences)].filter((sentence) => sentence !== undefined);
      return told.length === 0 ? [] : [`- ${fault.title}`, ...told.map((one) => `  - ${one}`)];
    }),
    '',
  ];
  writeFileSync(path.join(folder, 'fault-matrix.md'), lines.join('\n'));
}

/** The same in every run. */
function withoutChance(sentence: string): string {
  return sentence
    .replace(/ Request id: \S+$/, '')
    .replace(/127\.0\.0\.1:\d{4,5}/g, '127.0.0.1:…')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '…');
}
