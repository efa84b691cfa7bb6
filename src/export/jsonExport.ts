import type { FileHandle } from 'node:fs/promises';
import type { ExportPlan } from './exportPlan';
import { nestedLines } from './nestedLines';

/** One document: each customer as the server wrote it, with those below it; one customer a line. */
export async function* jsonOf(
  { masked }: Pick<ExportPlan, 'masked'>,
  lines: FileHandle,
): AsyncGenerator<string, void, void> {
  yield `{${masked ? '"masked":true,' : ''}"customers":[`;
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
