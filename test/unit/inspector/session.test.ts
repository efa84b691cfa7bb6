import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { pageWith } from '../../../src/api/answer';
import { prettyPrint } from '../../../src/api/json';
import type { Page, Waiting } from '../../../src/api/page';
import type { CustomersRequest } from '../../../src/api/query';
import type { HostToPage } from '../../../src/inspector/wire';
import { maskJson } from '../../../src/privacy/maskJson';
import { maskingWhile } from '../../../src/privacy/masking';
import { formAt, layout, pageOf, query, startSession } from './startSession';

describe('an inspector', () => {
  it('shows the answer to the newest run, in whatever order answers come', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 6 }).chain((runs) =>
          fc.record({
            runs: fc.constant(runs),
            order: fc.shuffledSubarray([...Array(runs).keys()], { minLength: runs }),
          }),
        ),
        async ({ runs, order }) => {
          const it = startSession();
          it.session.attach();
          for (let run = 0; run < runs; run++) void it.session.run(formAt(0, `person ${run}`));
          for (const at of order) {
            const question = it.asked[at];
            await question?.answer(pageOf(question.request));
          }
          await it.breathe();
          expect(JSON.parse(it.screen())).toMatchObject({ of: `person ${runs - 1}` });
          expect(it.kinds().filter((kind) => kind === 'answer')).toHaveLength(1);
          expect(it.asked.slice(0, -1).every(({ signal }) => signal.aborted)).toBe(true);
          expect(it.asked.at(-1)?.signal.aborted).toBe(false);
        },
      ),
    );
  });

  it('sends the whole text, however its page comes and goes in between', async () => {
    const it = startSession();
    it.session.attach();
    void it.session.run(formAt(0));
    const long = { ...pageOf(it.newest().request), text: JSON.stringify(Array(200_000).fill(123)) };
    await it.newest().answer(long);
    await it.breathe();
    it.session.detach();
    const whileHidden = it.told.length;
    for (let turn = 0; turn < 20; turn++) await it.breathe();
    expect(it.told).toHaveLength(whileHidden);
    it.session.attach();
    for (let turn = 0; turn < 5000 && it.kinds().at(-1) !== 'departures'; turn++)
      await it.breathe();
    expect(it.screen()).toBe(prettyPrint(long.text));
    expect(it.kinds().slice(-2)).toEqual(['jsonEnd', 'departures']);
    expect(it.asked).toHaveLength(1);
  });

  it('says of an answer that a program holds that nobody asked for it, and turns no page of it', async () => {
    const it = startSession();
    it.session.attach();
    const heldBy = { kind: 'program', name: 'response' } as const;
    const held = pageWith(pageOf({ connectionId: 'c', query }), { heldBy });
    await it.session.open({ connectionId: 'c', query }, held, false);
    expect(it.told.find(({ kind }) => kind === 'answer')).toMatchObject({
      isHeld: true,
      request: { url: '' },
      paging: { canNext: false, canPrevious: false },
    });
    await it.session.step('next');
    expect(it.asked).toEqual([]);
    expect(it.session.exchange).toBeUndefined();
    expect(it.session.target().answer).toBe(held);
  });

  it('lets other work have its turn between two pieces', async () => {
    const it = startSession();
    it.session.attach();
    void it.session.run(formAt(0));
    const text = JSON.stringify(Array(200_000).fill(123));
    await it.newest().answer({ ...pageOf(it.newest().request), text });
    expect(it.kinds().filter((kind) => kind === 'jsonPiece')).toHaveLength(1);
    await it.breathe();
    expect(it.kinds().filter((kind) => kind === 'jsonPiece')).toHaveLength(2);
  });

  it('keeps the answer on screen when a later run fails, also for a page made anew', async () => {
    const it = startSession();
    it.session.attach();
    void it.session.run(formAt(0));
    await it.newest().answer(pageOf(it.newest().request));
    await it.breathe();
    const before = it.screen();
    void it.session.run(formAt(0, 'nobody'));
    await it.newest().answer({ kind: 'timeout', seconds: 1 });
    expect(it.screen()).toBe(before);
    expect(it.kinds().at(-1)).toBe('failed');
    it.told.length = 0;
    it.session.attach();
    await it.breathe();
    expect(it.kinds()).toEqual(['setup', 'answer', 'jsonPiece', 'failed', 'jsonEnd', 'departures']);
    expect(it.screen()).toBe(before);
  });

  it('shows what came with a failure where there is no answer, and to the next page again', async () => {
    const it = startSession();
    it.session.attach();
    void it.session.run(formAt(0, 'nobody'));
    const { exchange } = pageOf(it.newest().request);
    const text = '{"errors":[{"code":8015}]}';
    await it.newest().answer({ kind: 'notFound', exchange, text });
    await it.breathe();
    expect(it.kinds()).toEqual(['setup', 'running', 'failed', 'jsonPiece', 'jsonEnd']);
    expect(it.screen()).toBe(prettyPrint(text));
    expect(it.session.target().json).toEqual({ text, pointer: '' });
    expect(it.session.request.query.identifierValue).toBe('nobody');
    it.session.attach();
    await it.breathe();
    expect(it.kinds().slice(-4)).toEqual(['setup', 'failed', 'jsonPiece', 'jsonEnd']);
    void it.session.run(formAt(0));
    await it.newest().answer(pageOf(it.newest().request));
    await it.breathe();
    const before = it.screen();
    void it.session.run(formAt(0, 'nobody'));
    await it.newest().answer({ kind: 'notFound', exchange, text });
    await it.breathe();
    expect(it.screen()).toBe(before);
    expect(it.session.target().json?.text).not.toBe(text);
  });

  it('asks what failed again on Retry, and forgets the failure once it is answered', async () => {
    const it = startSession();
    it.session.attach();
    void it.session.run(formAt(30));
    await it.newest().answer({ kind: 'timeout', seconds: 1 });
    it.session.draft(formAt(0, 'typed since'), layout);
    void it.session.retry();
    expect(it.newest().request.query).toMatchObject({
      offset: 30,
      identifierValue: query.identifierValue,
    });
    await it.newest().answer(pageOf(it.newest().request));
    expect(it.session.failure).toBeUndefined();
  });

  it('says that a run was cancelled and nothing else, and stops the request', async () => {
    const it = startSession();
    it.session.attach();
    void it.session.run(formAt(0));
    const question = it.newest();
    it.session.cancel();
    expect(question.signal.aborted).toBe(true);
    await question.answer({ kind: 'cancelled' });
    await question.answer(pageOf(question.request));
    expect(it.kinds()).toEqual(['setup', 'running', 'cancelled']);
    expect(it.told.at(-1)).toEqual({ kind: 'cancelled', run: 1, sentence: 'cancelled' });
    it.session.cancel();
    expect(it.kinds()).toHaveLength(3);
  });

  it('forgets the failure before a run that was cancelled, and what came with it', async () => {
    const it = startSession();
    it.session.attach();
    void it.session.run(formAt(0, 'nobody'));
    const { exchange } = pageOf(it.newest().request);
    await it.newest().answer({ kind: 'notFound', exchange, text: '{"errors":[8015]}' });
    void it.session.run(formAt(0));
    expect(it.session.failure).toBeDefined();
    it.session.cancel();
    expect(it.session.failure).toBeUndefined();
    expect(it.session.target().json).toBeUndefined();
    await it.breathe();
    expect(it.kinds().at(-1)).toBe('cancelled');
  });

  it('says once that a run was cancelled, to the page that is there then or to the next one', async () => {
    const it = startSession();
    it.session.attach();
    void it.session.run(formAt(0));
    await it.newest().answer(pageOf(it.newest().request));
    void it.session.run(formAt(10));
    it.session.cancel();
    const again = (): readonly string[] => {
      it.told.length = 0;
      it.session.attach();
      return it.kinds().filter((kind) => kind !== 'jsonPiece');
    };
    const told = { kind: 'cancelled', run: 2, sentence: 'cancelled, older below' };
    expect(it.told.at(-1)).toEqual(told);
    expect(again()).toEqual(['setup', 'answer']);
    it.session.showAgain();
    expect(it.kinds()).not.toContain('cancelled');
    void it.session.run(formAt(10));
    it.session.detach();
    it.session.cancel();
    expect(again()).toEqual(['setup', 'answer', 'cancelled']);
    expect(again()).toEqual(['setup', 'answer']);
    void it.session.run(formAt(20));
    expect(again()).toEqual(['setup', 'answer', 'running']);
    await it.newest().answer({ kind: 'timeout', seconds: 1 });
    expect(again()).toEqual(['setup', 'answer', 'failed']);
  });

  it('tells of the wait of the newest run, also a page made anew, until it goes on', () => {
    const it = startSession();
    const wait: Waiting = {
      kind: 'retry' as const,
      why: { kind: 'timeout', seconds: 1 },
      attempt: 2,
      tries: 3,
      until: 5000,
    };
    it.session.attach();
    void it.session.run(formAt(0));
    const older = it.newest();
    void it.session.run(formAt(10));
    older.waiting(wait);
    expect(it.kinds()).not.toContain('waiting');
    it.newest().waiting(wait);
    expect(it.told.at(-1)).toMatchObject({ kind: 'waiting', run: 2, wait: { note: '5000' } });
    it.session.attach();
    expect(it.kinds().slice(-3)).toEqual(['setup', 'running', 'waiting']);
    it.newest().waiting(undefined);
    expect(it.told.at(-1)).toEqual({ kind: 'waiting', run: 2 });
    it.session.attach();
    expect(it.kinds().slice(-2)).toEqual(['setup', 'running']);
    it.session.cancel();
    it.newest().waiting(wait);
    expect(it.kinds().at(-1)).toBe('cancelled');
  });

  it('says so when the connection is gone', async () => {
    const it = startSession();
    it.session.attach();
    void it.session.run(formAt(0));
    await it.newest().answer(undefined);
    expect(it.told.at(-1)).toMatchObject({ kind: 'failed', failure: { sentence: 'missing' } });
  });

  it('shows an answer that is known already without asking', async () => {
    const it = startSession();
    it.session.attach();
    const request = { connectionId: 'c', query: { ...query, offset: 20 } };
    await it.session.open(request, pageOf(request), true);
    await it.breathe();
    expect(it.asked).toHaveLength(0);
    expect(JSON.parse(it.screen())).toMatchObject({ offset: 20 });
    expect(it.session.fields.offset).toBe('20');
  });

  it('drops the answer to a run when a known answer was opened meanwhile', async () => {
    const it = startSession();
    it.session.attach();
    void it.session.run(formAt(0, 'slow'));
    const slow = it.newest();
    const request = { connectionId: 'c', query };
    await it.session.open(request, pageOf(request), true);
    await slow.answer(pageOf(slow.request));
    await it.breathe();
    expect(JSON.parse(it.screen())).toMatchObject({ of: query.identifierValue });
  });
});

test('a failure that nothing was sent for leaves the request before it', async () => {
  const it = startSession();
  it.session.attach();
  void it.session.run(formAt(0));
  await it.newest().answer({ kind: 'notSignedIn' });
  expect(it.session.exchange).toBeUndefined();
  void it.session.run(formAt(0));
  const page = pageOf(it.newest().request);
  await it.newest().answer(page);
  void it.session.run(formAt(10));
  await it.newest().answer({ kind: 'notSignedIn' });
  expect(it.session.exchange).toBe(page.exchange);
});

describe('when personal data is masked, or no longer, while an answer is on its way', () => {
  /** An answer of many pieces. */
  const largePage = (request: CustomersRequest): Page => {
    const person = '{"profiles":[{"firstName":"Arjun"}]}';
    const people = Array.from({ length: 20_000 }, () => person).join();
    return { ...pageOf(request), text: `{"entity":{"customers":[${people}]}}` };
  };
  const shownBy = (state: { readonly isOn: boolean }) => {
    const masking = maskingWhile(() => state.isOn);
    return ({ text }: Page) => masking.pieces(text);
  };
  const pieces = (told: readonly HostToPage[]) =>
    told.flatMap((message) =>
      message.kind === 'jsonPiece' ? new TextDecoder().decode(message.piece) : [],
    );

  it('nothing more comes the old way, and all of it the new way', async () => {
    const state = { isOn: false };
    const it = startSession(shownBy(state));
    it.session.attach();
    void it.session.run(formAt(0));
    const page = largePage(it.newest().request);
    await it.newest().answer(page);
    await it.breathe();
    const sent = it.told.length;
    expect(pieces(it.told).join('')).toContain('Arjun');
    expect(it.kinds()).not.toContain('jsonEnd');
    state.isOn = true;
    it.session.showAgain();
    const masked = prettyPrint(maskJson(page.text));
    while (it.screen().length < masked.length) await it.pass();
    expect(it.screen()).toBe(masked);
    expect(pieces(it.told.slice(sent)).join('')).not.toContain('Arjun');
  });

  it('what is masked already is there before the rest is masked', async () => {
    let masked = 0;
    const it = startSession(function* () {
      for (; masked < 3; masked++) yield `"${masked}"`;
    });
    it.session.attach();
    void it.session.run(formAt(0));
    await it.newest().answer(pageOf(it.newest().request));
    expect(pieces(it.told)).toEqual(['"0"']);
    expect(masked).toBe(0);
    while (!it.kinds().includes('jsonEnd')) await it.pass();
    expect(pieces(it.told)).toEqual(['"0"', '"1"', '"2"']);
  });

  it('nothing is shown, and said to be so, where the mask cannot be made', async () => {
    const broken = new Error('broken mask');
    const it = startSession(function* () {
      yield '{"first":';
      throw broken;
    });
    it.session.attach();
    void it.session.run(formAt(0));
    await it.newest().answer(pageOf(it.newest().request));
    while (it.failures.length === 0) await it.pass();
    expect(it.failures).toEqual([broken]);
    expect(it.told.at(-1)).toEqual({ kind: 'jsonNotShown', run: 1, sentence: 'not shown' });
    expect(it.kinds()).not.toContain('jsonEnd');
    // also to a page made anew, and not of an answer that another one took the place of
    it.session.attach();
    while (it.failures.length === 1) await it.pass();
    expect(it.kinds().filter((kind) => kind === 'jsonNotShown')).toHaveLength(2);
  });

  it('the last switch holds, however often it is used before a mask is made', async () => {
    const state = { isOn: true };
    const it = startSession(shownBy(state));
    it.session.attach();
    void it.session.run(formAt(0));
    const page = largePage(it.newest().request);
    await it.newest().answer(page);
    // the mask is being made
    for (const isOn of [false, true]) {
      state.isOn = isOn;
      it.session.showAgain();
    }
    const sent = it.told.length;
    const masked = prettyPrint(maskJson(page.text));
    while (it.screen().length < masked.length) await it.pass();
    expect(it.screen()).toBe(masked);
    expect(pieces(it.told.slice(sent)).join('')).not.toContain('Arjun');
  });
});

describe('turning pages', () => {
  async function showFirst(rows: number, offset = 0) {
    const it = startSession();
    it.session.attach();
    void it.session.run(formAt(offset));
    await it.newest().answer(pageOf(it.newest().request, rows));
    return it;
  }
  const lastPaging = (told: readonly HostToPage[]) =>
    told.filter((message) => message.kind === 'answer').at(-1)?.paging;

  it('advances by the rows received, and comes back over the same pages', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 1, maxLength: 6 }),
        async (sizes) => {
          const it = await showFirst(sizes[0] ?? 1);
          const visited = [0];
          for (const [at, size] of sizes.entries()) {
            void it.session.step('next');
            const { offset } = it.newest().request.query;
            expect(offset).toBe((visited.at(-1) ?? 0) + size);
            visited.push(offset);
            await it.newest().answer(pageOf(it.newest().request, sizes[at + 1] ?? 0));
          }
          for (const offset of visited.slice(0, -1).reverse()) {
            void it.session.step('previous');
            expect(it.newest().request.query.offset).toBe(offset);
            await it.newest().answer(pageOf(it.newest().request));
          }
          expect(lastPaging(it.told)).toMatchObject({ canPrevious: false });
        },
      ),
    );
  });

  it('offers no next page after an empty one, and none before the first', async () => {
    const it = await showFirst(0);
    expect(lastPaging(it.told)).toMatchObject({ canPrevious: false, canNext: false });
    await it.session.step('next');
    await it.session.step('previous');
    expect(it.asked).toHaveLength(1);
  });

  it('goes back by the limit where nobody turned pages to get here, never before the first row', async () => {
    const far = await showFirst(10, 35);
    void far.session.step('previous');
    expect(far.newest().request.query.offset).toBe(25);
    const near = await showFirst(10, 4);
    void near.session.step('previous');
    expect(near.newest().request.query.offset).toBe(0);
  });

  it('goes on from the answer on screen after a page failed', async () => {
    const it = await showFirst(10);
    void it.session.step('next');
    await it.newest().answer(pageOf(it.newest().request));
    void it.session.step('next');
    await it.newest().answer({ kind: 'timeout', seconds: 1 });
    void it.session.step('previous');
    expect(it.newest().request.query.offset).toBe(0);
    it.session.cancel();
    void it.session.step('next');
    expect(it.newest().request.query.offset).toBe(20);
  });
});

describe('how the answer departs from its documentation', () => {
  const labels = (told: readonly HostToPage[]) =>
    told.flatMap((message) => (message.kind === 'departures' ? message.departures.label : []));
  /** Departs by its whole envelope, and in each row. */
  const largePage = (request: CustomersRequest, rows: number): Page => {
    const customers = Array.from({ length: rows }, (_, at) => ({ [`key${at}`]: at }));
    return { ...pageOf(request, 1), body: { entity: { customers } } };
  };

  it('is told after all of the answer, and again to a page made anew', async () => {
    const it = startSession();
    it.session.attach();
    void it.session.run(formAt(0));
    await it.newest().answer(pageOf(it.newest().request));
    expect(it.session.contract).toBeUndefined();
    await it.breathe();
    expect(it.kinds().slice(-2)).toEqual(['jsonEnd', 'departures']);
    const report = it.session.contract;
    expect(report?.departures.length).toBeGreaterThan(0);
    it.session.detach();
    it.session.attach();
    await it.breathe();
    expect(it.kinds().slice(-2)).toEqual(['jsonEnd', 'departures']);
    expect(it.session.contract).toBe(report);
  });

  it('is dropped with an answer that another one took the place of', async () => {
    const it = startSession();
    it.session.attach();
    void it.session.run(formAt(0));
    await it.newest().answer(largePage(it.newest().request, 50_000));
    await it.breathe();
    expect(it.kinds().at(-1)).toBe('jsonEnd');
    void it.session.run(formAt(0, 'next'));
    await it.newest().answer(pageOf(it.newest().request));
    // more turns than the report would have taken
    for (let turn = 0; turn < 500; turn++) await it.breathe();
    expect(labels(it.told)).toHaveLength(1);
    expect(it.session.contract?.unlisted).toBe(0);
  });

  it('knows the rows of the pages turned on the way here, and of no others', async () => {
    const it = startSession();
    it.session.attach();
    const answerAgain = async (): Promise<void> => {
      const page = pageOf(it.newest().request, 1);
      const [customer] = page.customers;
      const customers = customer === undefined ? [] : [{ ...customer, userId: '9007199254740993' }];
      await it.newest().answer({ ...page, customers });
      await it.breathe();
    };
    const seen = () =>
      it.session.contract?.departures.flatMap((found) =>
        found.kind === 'seenBefore' ? found.places.map(({ before }) => before?.offset) : [],
      );
    void it.session.run(formAt(0));
    await answerAgain();
    expect(seen()).toEqual([]);
    void it.session.step('next');
    await answerAgain();
    expect(seen()).toEqual([0]);
    void it.session.step('previous');
    await answerAgain();
    expect(seen()).toEqual([]);
    void it.session.run(formAt(1));
    await answerAgain();
    expect(seen()).toEqual([]);
  });
});
