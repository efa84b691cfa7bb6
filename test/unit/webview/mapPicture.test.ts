import { expect, test } from 'vitest';
import type { MapNode } from '../../../src/inspector/wireMap';
import { roleLooks, type MapColours } from '../../../src/inspector/wireMapLooks';
import { layOut } from '../../../src/inspector/wireMapLayout';
import { MapModel } from '../../../src/inspector/wireMapModel';
import { svgOf } from '../../../src/inspector/wireMapSvg';

const colours: MapColours = {
  background: '#111111',
  text: '#eeeeee',
  quiet: '#999999',
  line: '#555555',
  box: '#222222',
  border: '#444444',
  focus: '#0078d4',
  match: '#ea5c00',
  warning: '#cca700',
  error: '#f14c4c',
  font: 'system-ui, "Ubuntu", sans-serif',
  charts: ['blue', 'green', 'orange', 'purple', 'yellow'],
};

/** A map of one parent and these children, all in view. */
function picture(names: readonly string[]): string {
  const node = (id: number, name: string): MapNode => ({
    id,
    name,
    role: '"><script>role()</script>',
    standing: 'child',
    isDefault: false,
    hasConflicts: false,
    canOpen: true,
  });
  const model = new MapModel(node(0, 'Parent'));
  const nodes = names.map((name, index) => node(index + 1, name));
  model.take({ of: 0, from: 0, nodes, phase: 'complete' });
  const scene = {
    layout: layOut(model.root),
    looks: roleLooks(model, colours),
    colours,
    active: undefined,
    matches: new Set<never>(),
    nameOf: (item: { kind: string; node?: MapNode }) => item.node?.name ?? item.kind,
    titleOf: () => '',
  };
  return svgOf(scene, 'Map of <all> & everyone');
}

/** Every tag of a text, without what is between them. */
const tags = (svg: string) => [...svg.matchAll(/<\/?([a-zA-Z?]+)/g)].map(([, name]) => name);

test('names of customers are text of the picture, whatever they hold', () => {
  const svg = picture(['<script>alert(1)</script>', 'A & B', '"quoted" \'too\'', ']]>', '🙂 मीरा']);
  expect(new Set(tags(svg))).toEqual(
    new Set(['?xml', 'svg', 'title', 'rect', 'path', 'g', 'text']),
  );
  expect(svg).toContain('&lt;script&gt;');
  expect(svg).toContain('A &amp; B');
  expect(svg).toContain('🙂 मीरा');
  expect(/&(?!(?:amp|lt|gt|quot);)/.exec(svg)).toBeNull();
});

test('what XML cannot hold is replaced', () => {
  const svg = picture(['a\u0000b\u001bc\ud800d\uffffe']);
  expect(svg).toContain('a\ufffdb\ufffdc\ufffdd\ufffde');
  expect(svg).not.toMatch(/\p{Surrogate}/u);
});

test('each customer has a box, and a line to who is above', () => {
  const svg = picture(['A', 'B', 'C']);
  expect(svg.match(/<g>/g)).toHaveLength(4);
  expect(svg.match(/M[\d.]+ -?[\d.]+C/g)).toHaveLength(3);
});
