import type { GridOptions } from './grid';
import type { Line } from './lines';
import type { Cell } from './navigation';

interface PointerOptions extends Pick<
  GridOptions,
  'open' | 'sort' | 'select' | 'openProfiles' | 'chooseColumns' | 'model'
> {
  readonly goTo: (cell: Cell) => void;
  readonly lineAt: (row: number) => Line | undefined;
}

/** Clicks do what keys do. */
export function addPointer(grid: HTMLElement, options: PointerOptions): void {
  const cellOf = (event: Event): Cell | undefined => {
    const cell = event.target instanceof Element ? event.target.closest('.table-cell') : null;
    const [, row, column] = /^cell-(\d+)-(\d+)$/.exec(cell?.id ?? '') ?? [];
    return row === undefined ? undefined : { row: Number(row), column: Number(column) };
  };
  grid.addEventListener('click', (event) => {
    const cell = cellOf(event);
    if (cell === undefined) return;
    options.goTo(cell);
    const line = options.lineAt(cell.row);
    if (line === undefined) {
      options.sort(cell.column);
      return;
    }
    if (event.target instanceof Element && event.target.closest('.table-twistie') !== null) {
      options.openProfiles(line.row, !options.model.isOpen(line.row));
      return;
    }
    const isToggle = event.ctrlKey || event.metaKey;
    options.select(event.shiftKey ? 'extend' : isToggle ? 'toggle' : 'only', line.row);
  });
  grid.addEventListener('dblclick', (event) => {
    const line = options.lineAt(cellOf(event)?.row ?? 0);
    if (line !== undefined) options.open(line);
  });
  grid.addEventListener('contextmenu', (event) => {
    if (cellOf(event)?.row !== 0) return;
    event.preventDefault();
    options.chooseColumns();
  });
}
