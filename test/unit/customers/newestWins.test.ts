import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Answer, Page } from '../../../src/api/page';
import type { CustomersRequest } from '../../../src/api/query';
import { Forest } from '../../../src/customers/forest';
import { rootOf, type LevelRow, type RootRow, type Row } from '../../../src/customers/rows';
import { customer, pageOf, query } from './answers';

interface Question {
  readonly request: CustomersRequest;
  readonly signal: AbortSignal | undefined;
  readonly answer: (answer: Answer) => void;
}

/** A forest whose questions are answered by hand, in whatever order the test likes. */
function startForest() {
  const questions: Question[] = [];
  /** Which question a page answers, and whether somebody still wanted it. */
  const origins = new Map<Page, { readonly question: number; readonly wanted: boolean }>();
  const forest = new Forest({
    ask: (request, { signal }) =>
      new Promise((answer) => questions.push({ request, signal, answer })),
    connection: (id) => ({ id, name: id, origin: 'http://127.0.0.1', signIn: 'token' }),
    pageSize: () => 2,
    identifierPreference: () => ['mobile', 'email'],
    changed: () => undefined,
    working: () => undefined,
  });
  /** The rows of an answer are named after the question, so that each answer has its own. */
  async function answer(at: number): Promise<void> {
    const question = questions[at];
    if (question === undefined) return;
    const { query: asked } = question.request;
    const rows = [1, 2].map((row) => {
      const name = `${asked.identifierValue}${asked.offset + row}`;
      return customer(name, {
        profiles: [
          {
            userId: name,
            identifiers: [
              { type: 'mobile', value: name },
              { type: 'email', value: `${name}@example.com` },
            ],
          },
        ],
      });
    });
    const page = pageOf(rows, asked);
    origins.set(page, { question: at, wanted: question.signal?.aborted !== true });
    question.answer(page);
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  }
  return { forest, questions, origins, answer };
}

/** Levels that a person can get to, through those that were opened. */
function levels(forest: Forest, opened: ReadonlySet<string>): readonly LevelRow[] {
  const below = (row: Row): readonly LevelRow[] => {
    const isLevel = row.kind === 'root' || row.kind === 'children';
    if (isLevel && !opened.has(row.id)) return [row];
    if (!isLevel && row.kind !== 'customer') return [];
    return [...(isLevel ? [row] : []), ...forest.children(row).flatMap(below)];
  };
  return forest.roots.flatMap(below);
}

const action = fc.record({
  kind: fc.constantFrom(
    'plant',
    'open',
    'open',
    'close',
    'refresh',
    'more',
    'stop',
    'askBy',
    'remove',
    'undo',
    'answer',
    'answer',
    'answer',
    'answer',
  ),
  which: fc.nat(50),
});

test('whatever is done in whatever order, no level shows an older answer over a newer one, nor one to another question or from another connection', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 10, maxLength: 80 }), async (actions) => {
      const { forest, questions, origins, answer } = startForest();
      const opened = new Set<string>();
      const undos: (() => void)[] = [];
      const answered = new Set<number>();
      /** The oldest question that is still seen in a level; what replaces it has to be newer. */
      const oldest = new Map<object, number>();
      const plant = (which: number): RootRow =>
        forest.plant({
          connectionId: which % 2 === 0 ? 'one' : 'other',
          query: { ...query, identifierValue: which % 3 === 0 ? '91' : '92' },
        });
      plant(0);
      for (const { kind, which } of actions) {
        const all = levels(forest, opened);
        const row = all[which % Math.max(1, all.length)];
        switch (kind) {
          case 'plant':
            plant(which);
            break;
          case 'open':
            if (row === undefined) break;
            opened.add(row.id);
            forest.children(row);
            break;
          case 'close':
            if (row !== undefined) opened.delete(row.id);
            break;
          case 'refresh':
            if (row !== undefined) void forest.refresh(row);
            break;
          case 'more':
            if (row !== undefined) void forest.level(row).more();
            break;
          case 'stop':
            if (row !== undefined) forest.level(row).stop();
            break;
          case 'askBy':
            if (row?.kind === 'children')
              forest.askBy(row.parent, {
                type: 'email',
                value: `${row.parent.customer.userId ?? ''}@example.com`,
              });
            break;
          case 'remove':
            if (row !== undefined) undos.push(forest.remove(rootOf(row)));
            break;
          case 'undo':
            undos.pop()?.();
            break;
          case 'answer': {
            const open = questions.map((_, at) => at).filter((at) => !answered.has(at));
            const at = open[which % Math.max(1, open.length)];
            if (at === undefined) break;
            answered.add(at);
            await answer(at);
          }
        }
        for (const level of levels(forest, opened)) check(level);
      }

      function check(row: LevelRow): void {
        const level = forest.begunLevel(row);
        const { pages = [] } = level?.state.listing ?? {};
        const from = pages.map((page) => origins.get(page));
        const numbers = from.map((origin) => origin?.question ?? -1);
        for (const [at, page] of pages.entries()) {
          expect(from[at]?.wanted).toBe(true);
          expect(page.query.identifierValue).toBe(row.request?.query.identifierValue);
          const asked = questions[numbers[at] ?? -1]?.request;
          expect(asked?.connectionId).toBe(rootOf(row).asked.connectionId);
        }
        expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
        if (level === undefined || numbers[0] === undefined) return;
        expect(numbers[0]).toBeGreaterThanOrEqual(oldest.get(level) ?? 0);
        oldest.set(level, numbers[0]);
      }
    }),
    { numRuns: 300 },
  );
});
