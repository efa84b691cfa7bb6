import { expect, test } from 'vitest';
import { figureLine, isOk, type Figure } from '../bench/figure';

const figure = (value: number, limits: Pick<Figure, 'limit' | 'least'>): Figure => ({
  name: 'measured',
  value,
  unit: 'count',
  ...limits,
});

test('a figure is all right within its limits, both of them included', () => {
  const both = { least: 14, limit: 40 };
  expect([13, 14, 40, 41].map((value) => isOk(figure(value, both)))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(isOk(figure(0, { least: 1 }))).toBe(false);
  expect(isOk(figure(1e9, { least: 1 }))).toBe(true);
  expect(isOk(figure(-1, {}))).toBe(true);
  expect(isOk(figure(Number.NaN, { least: 0 }))).toBe(false);
});

test('a line of the bench says below which value a figure is not all right', () => {
  expect(JSON.parse(figureLine(figure(13, { least: 14 })))).toEqual({
    name: 'measured',
    value: 13,
    unit: 'count',
    limit: null,
    least: 14,
    ok: false,
  });
});
