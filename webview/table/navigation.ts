/** A cell of the grid; row 0 is the header, and the lines follow from 1. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

export interface GridSize {
  readonly lines: number;
  readonly columns: number;
  /** Lines that fit on a screen. */
  readonly page: number;
}

export interface Key {
  readonly key: string;
  /** Ctrl, or Cmd on a Mac. */
  readonly command: boolean;
}

/** Where a key leads from a cell; undefined for a key that leads nowhere. */
export function nextCell(from: Cell, { key, command }: Key, size: GridSize): Cell | undefined {
  const to = target(from, key, command, size);
  return to && withinGrid(to, size);
}

export function withinGrid({ row, column }: Cell, { lines, columns }: GridSize): Cell {
  return {
    row: Math.max(0, Math.min(row, lines)),
    column: Math.max(0, Math.min(column, columns - 1)),
  };
}

function target(
  { row, column }: Cell,
  key: string,
  command: boolean,
  { lines, columns, page }: GridSize,
): Cell | undefined {
  switch (key) {
    case 'ArrowUp':
      return { row: command ? 0 : row - 1, column };
    case 'ArrowDown':
      return { row: command ? lines : row + 1, column };
    case 'ArrowLeft':
      return { row, column: command ? 0 : column - 1 };
    case 'ArrowRight':
      return { row, column: command ? columns - 1 : column + 1 };
    case 'PageUp':
      // the header is left to the arrows
      return { row: row === 0 ? 0 : Math.max(1, row - page), column };
    case 'PageDown':
      return { row: row + page, column };
    case 'Home':
      return command ? { row: Math.min(1, lines), column: 0 } : { row, column: 0 };
    case 'End':
      return { row: command ? lines : row, column: columns - 1 };
    default:
      return undefined;
  }
}
