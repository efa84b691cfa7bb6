import type { FileHandle } from 'node:fs/promises';
import type { ExportPlan } from './exportPlan';
import type { LeftLevel } from './journalRecord';
import { nestedLines } from './nestedLines';
import type { Listed } from './tally';

/**
 * One document: each customer as the server wrote it, with those below it; one customer a line. Where
 * something is missing, `notRead` says below whom, and why.
 */
export async function* jsonOf(
  { masked }: Pick<ExportPlan, 'masked'>,
  lines: FileHandle,
  notRead: Listed<LeftLevel>,
): AsyncGenerator<string, void, void> {
  yield `{${masked ? '"masked":true,' : ''}`;
  if (notRead.count > 0) {
    const levels = notRead.items.map(({ path, received, reason }) => ({ path, received, reason }));
    yield `"notRead":${JSON.stringify({ count: notRead.count, levels })},`;
  }
  yield '"customers":[';
  let isFirst = true;
  for await (const step of nestedLines(lines)) {
    if (step.kind === 'end') yield ']}';
    else {
      yield `${isFirst ? '' : ','}\n${'  '.repeat(step.level + 1)}`;
      yield `{"customer":${step.line.customer},"children":[`;
    }
    isFirst = step.kind === 'customer';
  }
  yield '\n]}\n';
}
