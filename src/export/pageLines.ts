import { itemTexts } from '../api/json';
import type { Page } from '../api/page';
import type { WalkStep } from '../api/walkSteps';
import { maskJson } from '../privacy/maskJson';
import { maskValue } from '../privacy/maskValue';
import { customerLines, type LinePieces } from './customerLine';

const CUSTOMERS = '/entity/customers/';

/** A line for each customer that a walk met first on a page, as the server wrote it or in shape. */
export function pageLines(
  page: Page,
  steps: readonly WalkStep[],
  masked: boolean,
): readonly LinePieces[] {
  const text = masked ? maskJson(page.text, page.query.identifierValue) : page.text;
  const customers = itemTexts(text, ['entity', 'customers']);
  const lineOf = customerLines({ masked, shown: masked ? maskValue : (userId) => userId });
  return steps.flatMap((step) => {
    if (step.kind !== 'customer') return [];
    const row = Number(step.customer.pointer.slice(CUSTOMERS.length));
    return [lineOf(step, customers[row] ?? '{}')];
  });
}
