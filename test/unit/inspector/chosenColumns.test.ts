import { expect, it } from 'vitest';
import { ChosenColumns } from '../../../src/inspector/chosenColumns';
import { memento } from '../memento';

function chosenColumns(kept = memento()) {
  const told: (object | undefined)[] = [];
  const changed = {
    event: () => ({ dispose: () => undefined }),
    fire: (table: object | undefined) => void told.push(table),
  };
  return { columns: new ChosenColumns(kept, changed), kept, told };
}

it('columns and their widths are there again for whoever looks later', async () => {
  const { columns, kept, told } = chosenColumns();
  const [one, other] = [{}, {}];
  await columns.choose(['name', 'userId', 'name'], one);
  await columns.widen(
    [
      ['name', 90],
      ['userId', 120],
      ['name', 200],
    ],
    other,
  );
  // each but the table itself, which may have others by now
  expect(told.map((table) => [one, other].findIndex((each) => each === table))).toEqual([0, 1]);
  const later = chosenColumns(kept).columns;
  expect(later.choice).toEqual(['name', 'userId']);
  expect(new Map(later.widths)).toEqual(
    new Map([
      ['name', 200],
      ['userId', 120],
    ]),
  );
});

it('choosing nothing puts the default back, widths too', async () => {
  const { columns } = chosenColumns();
  await columns.choose(['name']);
  await columns.widen([['name', 90]]);
  await columns.choose(undefined);
  expect([columns.choice, columns.widths]).toEqual([undefined, []]);
});

it('what was kept and cannot be read counts as nothing', async () => {
  for (const junk of ['wide', [['name']], [['name', 1e9]], [['name', -1]], { name: 90 }]) {
    const { columns, kept } = chosenColumns();
    await kept.update('inspector.tableColumnWidths', junk);
    await kept.update('inspector.tableColumns', { of: junk });
    expect([columns.choice, columns.widths]).toEqual([undefined, []]);
  }
});
