import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { prettyPrint } from '../../src/api/json';
import { startSandbox } from '../../src/sandbox/sandbox';

/** An answer of the sandbox that can be told from others, and whose end can be told from the rest. */
export interface LargeAnswer {
  /** Rows that were asked for, by which the replay knows it. */
  readonly limit: number;
  /** The text as received, with such a first name in its first row. */
  marked(mark: string): string;
}

/** Found once in an answer, in its last row. */
export const LAST = 'Last-of-all';

/** What the sandbox answers when so many rows are asked for; making them takes it seconds. */
export async function sandboxAnswers(limits: readonly number[]): Promise<readonly LargeAnswer[]> {
  const sandbox = await startSandbox({ maximumLimit: Math.max(...limits) });
  try {
    sandbox.inject({ fault: 'thirty-thousand' });
    const answers: LargeAnswer[] = [];
    for (const limit of limits) {
      const query = new URLSearchParams({
        associationEntityType: 'parentCustomer',
        associationEntityIdentifierType: 'mobile',
        associationEntityIdentifierValue: '919800000001',
        includeNoOfChildren: 'true',
        includeCustomerAssociateDetail: 'true',
        limit: String(limit),
      });
      const response = await fetch(`${sandbox.origin}/v2/customers/bulk?${query.toString()}`, {
        headers: { authorization: `Basic ${sandbox.environment().CAPILLARY_BASIC}` },
      });
      answers.push({ limit, marked: markable(await response.text()) });
    }
    return answers;
  } finally {
    await sandbox.close();
  }
}

function markable(text: string): (mark: string) => string {
  const lastRow = text.lastIndexOf('{"profiles":');
  const ended = text.slice(0, lastRow) + text.slice(lastRow).replace(FIRST_NAME, named(LAST));
  const first = FIRST_NAME.exec(ended);
  if (first === null || lastRow < 0) throw new Error('The answer has no rows with names.');
  const before = ended.slice(0, first.index);
  const after = ended.slice(first.index + first[0].length);
  return (mark) => before + named(mark) + after;
}

const FIRST_NAME = /"firstName":"[^"]*"/;
const named = (name: string): string => `"firstName":"${name}"`;

/** The rows for which an answer, as it is shown, has about so many characters. */
export function rowsFor(sample: LargeAnswer, shownLength: number): number {
  const perRow = prettyPrint(sample.marked('x')).length / sample.limit;
  return Math.round(shownLength / perRow);
}

export interface Replay {
  readonly origin: string;
  /** The mark of the answer that comes next. */
  nextMark(): string;
  close(): void;
}

/** Gives answers as the sandbox gave them, at once: what is measured is not how it makes them. */
export async function replay(answers: readonly LargeAnswer[]): Promise<Replay> {
  let served = 0;
  const mark = (number: number): string => `Run-${number}-`;
  const server = createServer((request, response) => {
    const limit = new URL(request.url ?? '', 'http://host').searchParams.get('limit');
    const answer = answers.find((one) => String(one.limit) === limit);
    response.writeHead(answer === undefined ? 400 : 200, { 'content-type': 'application/json' });
    response.end(answer?.marked(mark(served++)) ?? '{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    nextMark: () => mark(served),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
