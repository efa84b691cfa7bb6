import { expect, test } from 'vitest';
import type { SearchAnswer, SearchQuery } from '../../../src/api/lookups';
import type { ApiError } from '../../../src/api/errors';
import type { PageOptions } from '../../../src/api/page';
import { CustomerSearch, type SearchState } from '../../../src/customers/customerSearch';
import { exchange } from '../history/records';
import { pageOf, customer } from './answers';

interface Question {
  readonly query: SearchQuery;
  readonly options: PageOptions;
  answer(answer: SearchAnswer | ApiError): Promise<void>;
}

/** A search whose pauses end at once, and whose questions are answered by hand. */
function start() {
  const questions: Question[] = [];
  const states: SearchState[] = [];
  const search = new CustomerSearch({
    search: (query, options) =>
      new Promise((resolve) =>
        questions.push({
          query,
          options,
          answer: (answer) => {
            resolve(answer);
            return new Promise((done) => setImmediate(done));
          },
        }),
      ),
    changed: (state) => states.push(state),
    pause: () => Promise.resolve(),
  });
  const type = (text: string) => {
    void search.typed(text);
    return new Promise<void>((done) => setImmediate(done));
  };
  return { search, questions, states, type };
}

const found = (ids: readonly string[], total?: number): SearchAnswer => ({
  kind: 'found',
  customers: pageOf(ids.map((id) => customer(id))).customers,
  ...(total !== undefined && { total }),
  exchange,
});
const ids = ({ customers }: SearchState) => customers.map(({ userId }) => userId);

test('too short a text asks nobody', async () => {
  const { search, questions, type } = start();
  await type(' as ');
  expect(search.state).toMatchObject({ phase: 'short', customers: [] });
  expect(questions).toEqual([]);
});

test('only what is typed last is asked for, and an answer to what was typed before is dropped', async () => {
  const { search, questions, type } = start();
  void search.typed('ash');
  await type('asha');
  expect(questions.map(({ query }) => query.text)).toEqual(['asha']);
  await type('asha m');
  expect(questions[0]?.options.signal?.aborted).toBe(true);
  await questions[1]?.answer(found(['2']));
  await questions[0]?.answer(found(['1']));
  expect(search.state).toMatchObject({ phase: 'found', text: 'asha m' });
  expect(ids(search.state)).toEqual(['2']);
});

test('a text that became too short again shows nobody, whatever comes', async () => {
  const { search, questions, type } = start();
  await type('asha');
  await type('as');
  await questions[0]?.answer(found(['1']));
  expect(search.state).toMatchObject({ phase: 'short', customers: [] });
});

test('more are appended, each once, until there are no more', async () => {
  const { search, questions, type } = start();
  await type('asha');
  await questions[0]?.answer(found(['1', '2'], 3));
  expect(search.state.hasMore).toBe(true);
  void search.more();
  expect(questions[1]?.query.offset).toBe(2);
  expect(ids(search.state)).toEqual(['1', '2']);
  await questions[1]?.answer(found(['2', '3'], 3));
  expect(ids(search.state)).toEqual(['1', '2', '3']);
  expect(search.state.hasMore).toBe(false);
});

test('a failure keeps who was found, and can be tried again', async () => {
  const { search, questions, type } = start();
  await type('asha');
  await questions[0]?.answer(found(['1'], 2));
  void search.more();
  await questions[1]?.answer({ kind: 'notSignedIn' });
  expect(search.state).toMatchObject({ phase: 'failed', error: { kind: 'notSignedIn' } });
  expect(ids(search.state)).toEqual(['1']);
  void search.more();
  await questions[2]?.answer(found(['2'], 2));
  expect(ids(search.state)).toEqual(['1', '2']);
});

test('a wait for its turn is told while it lasts', async () => {
  const { search, questions, type } = start();
  await type('asha');
  const wait = { kind: 'pace', requestsPerMinute: 1, until: 0 } as const;
  questions[0]?.options.waiting?.(wait);
  expect(search.state.waiting).toEqual(wait);
  questions[0]?.options.waiting?.(undefined);
  expect(search.state.waiting).toBeUndefined();
});

test('once it is closed, nothing is asked any more', async () => {
  const { search, questions, type } = start();
  void search.typed('asha');
  search.dispose();
  await type('asha');
  expect(questions).toHaveLength(0);
});
