import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MapLevelPhase, MapNode } from '../../../src/inspector/wireMap';
import { layOut, BOX } from '../../../src/inspector/wireMapLayout';
import { isOpenable, MapModel, type MapItem } from '../../../src/inspector/wireMapModel';

const node = (id: number, more: Partial<MapNode> = {}): MapNode => ({
  id,
  name: `Person ${id}`,
  standing: 'child',
  isDefault: false,
  hasConflicts: false,
  canOpen: true,
  ...more,
});
const level = (
  of: number,
  ids: readonly number[],
  phase: MapLevelPhase = 'complete',
  from = 0,
) => ({
  of,
  from,
  nodes: ids.map((id) => node(id)),
  phase,
});
const names = (items: readonly MapItem[]) =>
  items.map((item) => (item.kind === 'customer' ? item.node.id : item.phase));

/** A hierarchy in which customer n is below one with a smaller number. */
const hierarchies = fc.array(fc.nat(), { maxLength: 60 }).map((picks) => {
  const model = new MapModel(node(0));
  const below = new Map<number, number[]>();
  for (const [index, pick] of picks.entries()) {
    const of = pick % (index + 1);
    below.set(of, [...(below.get(of) ?? []), index + 1]);
  }
  for (const [of, ids] of [...below].sort(([one], [other]) => one - other))
    model.take(level(of, ids));
  return model;
});

test('a level that grows keeps what was opened, and ends with what continues it', () => {
  const model = new MapModel(node(0));
  model.take(level(0, [1, 2], 'more'));
  model.take(level(1, [3]));
  const first = model.item(1);
  if (first === undefined) throw new Error('Customer 1 is not there.');
  first.isOpen = true;
  expect(names(model.visible())).toEqual([0, 1, 3, 2, 'more']);
  model.take(level(0, [4], 'loading', 2));
  expect(names(model.visible())).toEqual([0, 1, 3, 2, 4, 'loading']);
  // the same customers said otherwise, as when personal data is masked
  model.take({ ...level(0, [1, 2, 4]), nodes: [1, 2, 4].map((id) => node(id, { name: '•••' })) });
  expect(names(model.visible())).toEqual([0, 1, 3, 2, 4]);
  expect(model.find('•••')).toHaveLength(3);
});

test('one that has no children, or nothing to ask by, cannot be opened', () => {
  const model = new MapModel(node(0));
  model.take({
    ...level(0, []),
    nodes: [node(1, { children: 0 }), node(2, { canOpen: false }), node(3, { children: 2 })],
  });
  expect([1, 2, 3].map((id) => isOpenable(model.item(id) ?? model.root))).toEqual([
    false,
    false,
    true,
  ]);
});

test('what is found is brought out, wherever it is', () => {
  fc.assert(
    fc.property(hierarchies, fc.nat(), (model, pick) => {
      const wanted = model.item(pick % (model.size + 1));
      if (wanted === undefined) return;
      expect(model.find(wanted.node.name)).toContain(wanted);
      model.bringOut(wanted);
      expect(model.visible()).toContain(wanted);
    }),
  );
});

test('all open, each customer has one box, and no two boxes overlap', () => {
  fc.assert(
    fc.property(hierarchies, (model) => {
      model.openAll(true);
      const { placed, top, height, width } = layOut(model.root);
      expect(placed).toHaveLength(model.size + 1);
      const columns = new Map<number, number[]>();
      for (const { x, y } of placed) columns.set(x, [...(columns.get(x) ?? []), y]);
      for (const ys of columns.values()) {
        const sorted = ys.sort((one, other) => one - other);
        for (const [index, y] of sorted.entries())
          if (index > 0) expect(y - (sorted[index - 1] ?? 0)).toBeGreaterThan(BOX.height);
      }
      for (const { x, y } of placed) {
        // but for the last digit of a fraction
        expect(y - BOX.height / 2).toBeGreaterThan(top - 0.001);
        expect(y + BOX.height / 2).toBeLessThan(top + height + 0.001);
        expect(x + BOX.width).toBeLessThanOrEqual(width);
      }
    }),
  );
});

test('closed again, only the first level is left', () => {
  fc.assert(
    fc.property(hierarchies, (model) => {
      model.openAll(true);
      model.openAll(false);
      expect(model.visible()).toHaveLength(1 + (model.root.level?.items.length ?? 0));
    }),
  );
});

test('roles are in the order in which they came, whatever comes later', () => {
  const model = new MapModel(node(0, { role: 'Owner' }));
  const nodes = (roles: readonly (string | undefined)[], from: number) =>
    roles.map((role, index) => node(from + index, role === undefined ? {} : { role }));
  model.take({ ...level(0, []), nodes: nodes(['A', 'B', undefined], 1) });
  expect(model.roles()).toEqual(['A', 'B', '']);
  model.take({ ...level(1, []), nodes: nodes(['C', 'B', 'B', 'B'], 10) });
  expect(model.roles()).toEqual(['A', 'B', '', 'C']);
});

test('veiled, it says nobody’s name, and everybody stays in place and as opened', () => {
  const model = new MapModel(node(0));
  model.take({ ...level(0, [1, 2]), phase: 'failed', reason: 'Person 9 is not mapped.' });
  model.take({ ...level(1, []), nodes: [node(3, { identifier: 'mobile 919800001001' })] });
  const first = model.item(1);
  if (first === undefined) throw new Error('Customer 1 is not there.');
  first.isOpen = true;
  const before = model.visible();
  model.veil();
  expect(model.visible()).toEqual(before);
  const said = JSON.stringify(
    [...model.all()].map((item) => [item.node, item.level?.tail?.reason]),
  );
  expect(said).not.toMatch(/Person|9198/);
  model.rename([node(3, { name: 'P••••• 3' })]);
  expect(model.item(3)?.node.name).toBe('P••••• 3');
});
