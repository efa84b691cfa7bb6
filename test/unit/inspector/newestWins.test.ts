import fc from 'fast-check';
import { expect, test } from 'vitest';
import { prettyPrint } from '../../../src/api/json';
import { formAt, pageOf, startSession } from './startSession';

/** What a person does, and which question the server answers next. */
const action = fc.oneof(
  fc.record({
    kind: fc.constant('run' as const),
    connection: fc.constantFrom('one', 'other'),
    value: fc.constantFrom('asha', 'ben', 'clara'),
  }),
  fc.record({ kind: fc.constantFrom('next', 'next', 'previous', 'cancel', 'retry', 'reopen') }),
  fc.record({
    kind: fc.constantFrom('answered', 'answered', 'answered', 'failed'),
    question: fc.nat(30),
  }),
);

test('whatever is done in whatever order, the screen shows the answer to the newest question that was not cancelled, from the connection that was asked', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 40 }), async (actions) => {
      const it = startSession();
      it.session.attach();
      /** Place among the questions: the one under way, and the one whose answer is on screen. */
      let current: number | undefined;
      let shown: number | undefined;
      const open = new Set<number>();
      for (const one of actions) {
        const before = it.asked.length;
        switch (one.kind) {
          case 'run':
            void it.session.run(formAt(0, one.value, one.connection));
            break;
          case 'next':
          case 'previous':
            void it.session.step(one.kind);
            break;
          case 'retry':
            void it.session.retry();
            break;
          case 'cancel':
            it.session.cancel();
            current = undefined;
            break;
          case 'reopen':
            it.session.detach();
            it.session.attach();
            break;
          case 'answered':
          case 'failed': {
            const waiting = [...open];
            const at = waiting[one.question % Math.max(1, waiting.length)];
            const question = at === undefined ? undefined : it.asked[at];
            if (at === undefined || question === undefined) break;
            open.delete(at);
            await question.answer(
              one.kind === 'answered' ? pageOf(question.request) : { kind: 'timeout', seconds: 1 },
            );
            if (at !== current) break;
            current = undefined;
            if (one.kind === 'answered') shown = at;
          }
        }
        if (it.asked.length > before) {
          current = before;
          open.add(before);
        }
        const request = shown === undefined ? undefined : it.asked[shown]?.request;
        const text = request && pageOf(request).text;
        expect(it.session.page?.text).toBe(text);
        await it.breathe();
        expect(it.screen()).toBe(text === undefined ? '' : prettyPrint(text));
        // whatever is not wanted any more is not left to run
        for (const at of open) expect(it.asked[at]?.signal.aborted).toBe(at !== current);
      }
    }),
  );
});
