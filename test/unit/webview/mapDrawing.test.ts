import { afterEach, expect, test, vi } from 'vitest';
import type { MapNode } from '../../../src/inspector/wireMap';
import { roleLooks, type MapColours } from '../../../src/inspector/wireMapLooks';
import { drawMap } from '../../../webview/map/mapDrawing';
import { layOut } from '../../../src/inspector/wireMapLayout';
import { MapModel } from '../../../src/inspector/wireMapModel';

afterEach(() => vi.unstubAllGlobals());

const colours = { font: 'sans-serif', charts: ['blue', 'green'] } as unknown as MapColours;
const CUSTOMERS = 10_000;
const size = { width: 800, height: 600, ratio: 1 };

/** Looked at with so much zoom, from the top of the map down: how often something was drawn. */
function drawn(k: number): { readonly bars: number; readonly lines: number } {
  const counts = { bars: 0, lines: 0 };
  const bars = class {
    rect(): void {
      counts.bars++;
    }
  };
  vi.stubGlobal('Path2D', bars);
  const context = new Proxy(
    { lineTo: () => counts.lines++ },
    { get: (own, name) => (name in own ? own.lineTo : () => undefined) },
  ) as unknown as CanvasRenderingContext2D;
  const node = (id: number): MapNode => ({
    id,
    name: `Customer ${id}`,
    role: 'Associate',
    standing: 'child',
    isDefault: false,
    hasConflicts: false,
    canOpen: true,
  });
  const model = new MapModel(node(0));
  const nodes = Array.from({ length: CUSTOMERS }, (_, at) => node(at + 1));
  model.take({ of: 0, from: 0, nodes, phase: 'complete' });
  const layout = layOut(model.root);
  const scene = {
    layout,
    looks: roleLooks(model, colours),
    colours,
    active: undefined,
    matches: new Set<never>(),
    nameOf: () => '',
    titleOf: () => '',
  };
  drawMap(context, size, { k, tx: 0, ty: -layout.top * k }, scene);
  return counts;
}

test('from afar no more is drawn than there are pixels for', () => {
  const { bars, lines } = drawn(size.height / (CUSTOMERS * 40));
  for (const count of [bars, lines]) {
    expect(count).toBeGreaterThan(size.height / 2);
    expect(count).toBeLessThanOrEqual(size.height + 1);
  }
});

test('as soon as each has a pixel of its own, all in view are drawn', () => {
  const k = 0.05;
  const { bars } = drawn(k);
  const rows = size.height / k / 34;
  expect(bars).toBeGreaterThanOrEqual(Math.floor(rows));
  expect(bars).toBeLessThanOrEqual(Math.ceil(rows) + 2);
});
