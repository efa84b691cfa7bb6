import { expect, test, vi } from 'vitest';
import type { MapLevelPhase, MapNode } from '../../../src/inspector/wireMap';
import { MapModel, type MapItem } from '../../../src/inspector/wireMapModel';
import { MapRestoring, openOf, pathOf } from '../../../webview/map/mapRestoring';
import type { MapState } from '../../../webview/map/mapState';

const node = (id: number): MapNode => ({
  id,
  name: `Person ${id}`,
  standing: 'child',
  isDefault: false,
  hasConflicts: false,
  canOpen: true,
});
const level = (
  of: number,
  ids: readonly number[],
  phase: MapLevelPhase = 'complete',
  from = 0,
) => ({
  of,
  from,
  nodes: ids.map(node),
  phase,
});
const itemOf = (model: MapModel, id: number) => {
  const item = model.item(id);
  if (item === undefined) throw new Error(`Customer ${id} is not there.`);
  return item;
};
const shown = (model: MapModel) =>
  model.visible().flatMap((item: MapItem) => (item.kind === 'customer' ? [item.node.id] : []));

/** 1 and 2 below the root, 3 and 4 below 2, 5 below 4; 2 and 4 are open, and 5 is active. */
function before(): { readonly model: MapModel; readonly state: MapState } {
  const model = new MapModel(node(0));
  model.take(level(0, [1, 2]));
  model.take(level(2, [3, 4], 'more'));
  model.take(level(4, [5]));
  itemOf(model, 2).isOpen = true;
  itemOf(model, 4).isOpen = true;
  const active = pathOf(itemOf(model, 5));
  const state = { open: openOf(model), isRootOpen: true, active, find: '', hasOutline: true };
  return { model, state };
}

test('what was open is told by places, not by anything of a customer', () => {
  expect(before().state).toMatchObject({
    open: [
      { path: [], count: 2 },
      { path: [1], count: 2 },
      { path: [1, 1], count: 1 },
    ],
    active: [1, 1, 0],
  });
});

test('levels that are still there open as they come, and nothing is asked for', () => {
  const { state, model: was } = before();
  const asked: number[] = [];
  const restoring = new MapRestoring(state, ({ node: { id } }) => asked.push(id));
  const model = new MapModel(node(0));
  expect(restoring.active(model)).toBeUndefined();
  for (const one of [level(0, [1, 2]), level(2, [3, 4], 'more'), level(4, [5])]) {
    model.take(one);
    restoring.take(model);
  }
  restoring.goOn(model);
  expect(shown(model)).toEqual(shown(was));
  expect(restoring.active(model)?.node.id).toBe(5);
  expect(restoring.active(model)).toBeUndefined();
  expect(asked).toEqual([]);
  expect(restoring.left()).toEqual({ open: [] });
});

test('levels that are gone are asked for once, the upper ones first, with as many pages as before', () => {
  const { state } = before();
  const asked: number[] = [];
  const restoring = new MapRestoring(state, ({ node: { id } }) => asked.push(id));
  const model = new MapModel(node(0));
  const comes = (one: ReturnType<typeof level>) => {
    model.take(one);
    restoring.take(model);
    restoring.goOn(model);
    restoring.goOn(model);
  };
  comes(level(0, [1, 2]));
  expect(asked).toEqual([2]);
  comes(level(2, [], 'loading'));
  comes(level(2, [3], 'more'));
  expect(asked).toEqual([2, 2]);
  expect(restoring.left().open).toEqual(state.open.slice(1));
  comes(level(2, [4], 'more', 1));
  expect(asked).toEqual([2, 2, 4]);
  comes(level(4, [5]));
  expect(shown(model)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(restoring.left().open).toEqual([]);
});

test('what the reader does meanwhile counts, not what was kept', () => {
  const { state } = before();
  const asked: number[] = [];
  const restoring = new MapRestoring(state, ({ node: { id } }) => asked.push(id));
  const model = new MapModel(node(0));
  model.take(level(0, [1, 2]));
  restoring.forget(itemOf(model, 2));
  restoring.forgetActive();
  restoring.take(model);
  restoring.goOn(model);
  model.take(level(2, [3, 4]));
  restoring.take(model);
  expect({ asked, shown: shown(model) }).toEqual({ asked: [], shown: [0, 1, 2] });
  expect(restoring.left()).not.toHaveProperty('active');
});

test('a level that fails, or has fewer by now, is not asked for again and again', () => {
  const { state } = before();
  let asked = 0;
  const restoring = new MapRestoring(state, () => (asked += 1));
  const model = new MapModel(node(0));
  model.take(level(0, [1, 2]));
  restoring.goOn(model);
  for (let times = 0; times < 5; times++) {
    model.take(level(2, [], 'failed'));
    restoring.take(model);
    restoring.goOn(model);
  }
  expect(asked).toBe(1);
  const many = {
    ...state,
    open: Array.from({ length: 90 }, (_, at) => ({ path: [at], count: 1 })),
  };
  asked = 0;
  const wide = new MapModel(node(0));
  wide.take(
    level(
      0,
      Array.from({ length: 90 }, (_, at) => at + 1),
    ),
  );
  new MapRestoring(many, () => (asked += 1)).goOn(wide);
  expect(asked).toBe(30);
});

test('of a map that is gone nothing more is asked for', () => {
  vi.useFakeTimers();
  try {
    const { state } = before();
    for (const isGone of [false, true]) {
      const asked: number[] = [];
      const restoring = new MapRestoring(state, (item) => asked.push(item.node.id));
      const model = new MapModel(node(0));
      model.take(level(0, [1, 2]));
      restoring.take(model);
      restoring.goOnSoon(model, () => undefined);
      if (isGone) restoring.end();
      vi.runAllTimers();
      expect(asked).toEqual(isGone ? [] : [2]);
    }
  } finally {
    vi.useRealTimers();
  }
});
