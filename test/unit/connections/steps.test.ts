import { describe, expect, it } from 'vitest';
import { runSteps, type Move, type Place, type Step } from '../../../src/connections/steps';

interface Typed {
  readonly first: string;
  readonly second: string;
  readonly third: string;
}
const empty: Typed = { first: '', second: '', third: '' };

/** Steps that do what a script says, in turn, and record what they were shown. */
function scripted(moves: readonly ((draft: Typed) => Move<Typed>)[], skipSecond = false) {
  const seen: { readonly id: string; readonly draft: Typed; readonly place: Place }[] = [];
  const remaining = [...moves];
  const step = (id: keyof Typed): Step<Typed> => ({
    id,
    applies: () => id !== 'second' || !skipSecond,
    ask: (draft, place) => {
      seen.push({ id, draft, place });
      const move = remaining.shift();
      if (move === undefined) throw new Error(`Nobody expected the step ${id}.`);
      return Promise.resolve(move(draft));
    },
  });
  return { seen, steps: [step('first'), step('second'), step('third')] };
}
const enter =
  (change: Partial<Typed>) =>
  (draft: Typed): Move<Typed> => ({ kind: 'next', draft: { ...draft, ...change } });
const back =
  (typed: Partial<Typed> = {}) =>
  (draft: Typed): Move<Typed> => ({ kind: 'back', draft: { ...draft, ...typed } });

describe('steps', () => {
  it('are asked in turn, and give what was entered', async () => {
    const { steps, seen } = scripted([
      enter({ first: '1' }),
      enter({ second: '2' }),
      enter({ third: '3' }),
    ]);
    expect(await runSteps(steps, empty)).toEqual({ first: '1', second: '2', third: '3' });
    expect(seen.map(({ place }) => `${place.step}/${place.totalSteps}`)).toEqual([
      '1/3',
      '2/3',
      '3/3',
    ]);
    expect(seen.map(({ place }) => place.canGoBack)).toEqual([false, true, true]);
  });

  it('keep what was entered and what was half typed when going back', async () => {
    const { steps, seen } = scripted([
      enter({ first: '1' }),
      back({ second: 'half' }),
      enter({}),
      enter({ second: '2' }),
      enter({ third: '3' }),
    ]);
    await runSteps(steps, empty);
    expect(seen[2]).toMatchObject({ id: 'first', draft: { first: '1', second: 'half' } });
    expect(seen[3]).toMatchObject({ id: 'second', draft: { second: 'half' } });
  });

  it('skip what does not apply, forth and back, and do not count it', async () => {
    const { steps, seen } = scripted([enter({}), back(), enter({}), enter({})], true);
    await runSteps(steps, empty);
    expect(seen.map(({ id }) => id)).toEqual(['first', 'third', 'first', 'third']);
    expect(seen[1]?.place).toEqual({ step: 2, totalSteps: 2, canGoBack: true });
  });

  it('end without a result when they are cancelled', async () => {
    const { steps, seen } = scripted([enter({ first: '1' }), () => ({ kind: 'cancelled' })]);
    expect(await runSteps(steps, empty)).toBeUndefined();
    expect(seen).toHaveLength(2);
  });

  it('go to the step that holds the mistake', async () => {
    const { steps, seen } = scripted([
      enter({}),
      enter({}),
      (draft) => ({ kind: 'goTo', step: 'second', draft }),
      enter({}),
      enter({}),
    ]);
    await runSteps(steps, empty);
    expect(seen.map(({ id }) => id)).toEqual(['first', 'second', 'third', 'second', 'third']);
  });
});
