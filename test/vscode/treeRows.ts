export interface TreeRow {
  /** Position among all rows of the tree, those out of sight included. */
  readonly index: number;
  /** 1 for a root. */
  readonly level: number;
  readonly label: string;
  readonly description: string;
  /** undefined: a leaf. */
  readonly expanded: boolean | undefined;
  readonly selected: boolean;
  /** What a screen reader says. */
  readonly ariaLabel: string;
}

/** A row's label in full, or a pattern for `label description`. */
export type RowName = string | RegExp;

/** A row's name after those of rows that it is below: `['Asha Rao', 'Profiles']`. */
export type RowPath = readonly [RowName, ...RowName[]];

/** The first row that a path names. */
export function findRow(
  rows: readonly TreeRow[],
  [name, ...rest]: readonly RowName[],
): TreeRow | undefined {
  for (const [position, row] of rows.entries()) {
    if (name === undefined || !isNamed(row, name)) continue;
    const found = rest.length === 0 ? row : findRow(below(rows, position), rest);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The rows of the branch that a row opens. */
export function below(rows: readonly TreeRow[], position: number): readonly TreeRow[] {
  const level = rows[position]?.level ?? 0;
  const after = rows.slice(position + 1);
  const end = after.findIndex((row) => row.level <= level);
  return end === -1 ? after : after.slice(0, end);
}

/** The tree as text, for messages and for people. */
export function printRows(rows: readonly TreeRow[]): string {
  return rows
    .map(({ level, expanded, label, description }) => {
      const twistie = expanded === undefined ? ' ' : expanded ? '▾' : '▸';
      return `${'  '.repeat(level - 1)}${twistie} ${label}  ${description}`.trimEnd();
    })
    .join('\n');
}

function isNamed({ label, description }: TreeRow, name: RowName): boolean {
  return typeof name === 'string' ? label === name : name.test(`${label} ${description}`.trim());
}
