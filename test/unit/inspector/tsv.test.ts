import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tsvOf } from '../../../src/inspector/tsv';

/** What a spreadsheet makes of pasted text. */
function pasted(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^\t\n]*))([\t\n]|$)/y;
  for (;;) {
    const [, inQuotes, plain = '', end] = cell.exec(text) ?? [];
    rows.at(-1)?.push(inQuotes?.replaceAll('""', '"') ?? plain);
    if (end === '\n') rows.push([]);
    if (end === '' || end === undefined) return rows;
  }
}

it('comes out of a spreadsheet as it went in, but for the apostrophes that it says', () => {
  const value = fc.string({
    unit: fc.constantFrom('a', '"', '\t', '\n', '\r', '=', '7', '0', '-', '.'),
  });
  fc.assert(
    fc.property(
      fc.array(fc.array(value, { minLength: 2, maxLength: 2 }), { minLength: 1 }),
      (rows) => {
        const { text, guarded } = tsvOf(rows);
        const cells = pasted(text).flat();
        const apostrophes = cells.filter((cell) => cell.startsWith("'"));
        expect(cells.map((cell) => cell.replace(/^'/, ''))).toEqual(rows.flat());
        expect(apostrophes).toHaveLength(guarded);
      },
    ),
  );
});

it.each(['=1+1', '+91 98', '-2+3', '@SUM(A1)', ' =cmd', '＝1', '\t=1'])(
  'has no spreadsheet calculate %j',
  (value) => {
    expect(pasted(tsvOf([[value]]).text)).toEqual([[`'${value}`]]);
  },
);

it.each(['9007199254740993', '000123', '-01', '12E5', '1e-3', '1/2', '12-2024'])(
  'has no spreadsheet change %s',
  (value) => {
    expect(tsvOf([[value]])).toEqual({ text: `'${value}`, guarded: 1 });
  },
);

it.each([
  '918933445577',
  '-5',
  '0',
  '0.5',
  'a=b',
  'x@y.com',
  '2023-04-14T03:29:31Z',
  '2023-04-14',
  "it's",
])('leaves %s as it is', (value) => {
  expect(tsvOf([[value]])).toEqual({ text: value, guarded: 0 });
});
