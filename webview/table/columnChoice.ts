import type { ColumnChoice, TableColumn } from '../../src/inspector/wireTable';

/**
 * Which columns are shown, and in which order. A choice is kept across answers, and may name columns
 * that this answer does not have: they keep their place for one that does.
 */

/** The columns on screen, in their order. */
export function columnsShown(
  columns: readonly TableColumn[],
  choice: ColumnChoice | undefined,
): readonly TableColumn[] {
  if (choice === undefined)
    return columns.filter(({ byDefault, isEmpty }) => byDefault && !isEmpty);
  const byId = new Map(columns.map((column) => [column.id, column]));
  return choice.flatMap((id) => byId.get(id) ?? []);
}

/** Shows a column behind all others, or hides it. */
export function toggleColumn(
  columns: readonly TableColumn[],
  choice: ColumnChoice | undefined,
  id: string,
): ColumnChoice {
  const ids = choiceOf(columns, choice);
  return ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id];
}

/** Moves a column that is on screen to the place that another one on screen has. */
export function moveColumn(
  columns: readonly TableColumn[],
  choice: ColumnChoice | undefined,
  id: string,
  to: number,
): ColumnChoice {
  const ids = choiceOf(columns, choice);
  const target = columnsShown(columns, ids)[to]?.id;
  const from = ids.indexOf(id);
  if (target === undefined || from < 0 || target === id) return ids;
  const at = ids.indexOf(target);
  const others = ids.filter((other) => other !== id);
  return [...others.slice(0, at), id, ...others.slice(at)];
}

function choiceOf(columns: readonly TableColumn[], choice: ColumnChoice | undefined): ColumnChoice {
  return choice ?? columnsShown(columns, undefined).map(({ id }) => id);
}
