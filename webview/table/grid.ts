import type { TableWords } from '../../src/inspector/wireWords';
import { element } from '../elements';
import { cellId, headerRow, lineRow } from './cells';
import { columnTracks, fittingWidth, measuring, possibleWidth } from './columnWidths';
import { addDragging } from './dragging';
import { linesInSight, type Line } from './lines';
import { nextCell, withinGrid, type Cell } from './navigation';
import { addPointer } from './pointer';
import { addResizing } from './resizing';
import type { TableModel } from './tableModel';

/** Pixels; the style sheet has the same. */
const LINE_HEIGHT = 24;
/** Pixels that a key makes a column wider or narrower. */
const WIDTH_STEP = 16;

export interface GridOptions {
  readonly words: TableWords;
  readonly model: TableModel;
  /** The line's place in the JSON is asked for. */
  readonly open: (line: Line) => void;
  /** Somebody asked for the rows to be sorted by a column, or differently. */
  readonly sort: (column: number) => void;
  readonly select: (how: 'only' | 'toggle' | 'extend', row: number) => void;
  readonly selectAll: () => void;
  readonly selectNone: () => void;
  readonly copy: () => void;
  readonly openProfiles: (row: number, isOpen: boolean) => void;
  readonly moveColumn: (from: number, to: number) => void;
  readonly resizeColumn: (column: number, pixels: number) => void;
  readonly chooseColumns: () => void;
  /** It was scrolled. */
  readonly moved: () => void;
}

export interface Grid {
  readonly element: HTMLElement;
  /** Columns, or everything, changed. */
  drawAll(): void;
  /** Nothing of before stays in the page; `isSame`: the same lines come again, and find their place. */
  clear(isSame: boolean): void;
  /** All lines are there. */
  settle(): void;
  /** Widths of columns changed, and nothing else. */
  layColumns(): void;
  /** Lines changed. */
  drawLines(): void;
  /** Lines were added behind the others. */
  drawMore(): void;
  /** The selection changed. */
  drawSelection(): void;
  /** Puts the keyboard on the cell that it was on last. */
  focus(): void;
  goTo(cell: Cell): void;
  /** The line that the cursor is on; undefined in the header. */
  current(): Line | undefined;
  /** Number of the line at the top of what is in sight. */
  top(): number;
  /** Pixels that it is scrolled to the side. */
  left(): number;
  scrollTo(line: number, left: number): void;
}

/** The rows as a grid for eyes, keyboard and screen reader; only what is in sight is in the page. */
export function createGrid(options: GridOptions): Grid {
  const { words, model } = options;
  const head = element('div', { role: 'rowgroup', class: 'table-head' });
  const body = element('div', { role: 'rowgroup', class: 'table-body' });
  const grid = element(
    'div',
    {
      role: 'grid',
      class: 'table-grid',
      'aria-label': words.grid,
      'aria-description': words.gridHint,
      'aria-multiselectable': 'true',
    },
    head,
    body,
  );
  const drawn = new Map<number, HTMLElement>();
  let active: Cell = { row: 0, column: 0 };
  let hasFocus = false;
  /** Lines that there were, and that are on their way again. */
  let room = 0;

  function lineAt(row: number): Line | undefined {
    return row === 0 ? undefined : model.lines[row - 1];
  }

  function cellAt({ row, column }: Cell): HTMLElement | null {
    return grid.querySelector(`#${cellId(row, column)}`);
  }

  function size(): { lines: number; columns: number; page: number } {
    const page = Math.max(1, Math.floor((grid.clientHeight - LINE_HEIGHT) / LINE_HEIGHT) - 1);
    return { lines: Math.max(room, model.lines.length), columns: model.shown.length, page };
  }

  /** Adds what came into sight, and takes away what went out of it. */
  function draw(): void {
    const { from, to } = linesInSight(
      grid.scrollTop,
      grid.clientHeight,
      LINE_HEIGHT,
      model.lines.length,
    );
    // the row with the keyboard stays, else the keyboard would be nowhere
    const isWanted = (at: number) => (at >= from && at < to) || at === active.row - 1;
    // a row that is taken away takes the keyboard with it, for a moment only
    const keptFocus = hasFocus;
    for (const [at, row] of drawn) {
      if (isWanted(at)) continue;
      row.remove();
      drawn.delete(at);
    }
    hasFocus = keptFocus;
    const add = (at: number) => {
      const line = model.lines[at];
      if (line === undefined || drawn.has(at)) return;
      const row = lineRow(model, line, at + 1);
      row.style.top = `${at * LINE_HEIGHT}px`;
      drawn.set(at, row);
    };
    for (let at = from; at < to; at++) add(at);
    add(active.row - 1);
    putInOrder();
    markActive();
  }

  /** New rows go between those that are there: a screen reader reads them in this order. */
  function putInOrder(): void {
    let next: HTMLElement | null = null;
    for (const at of [...drawn.keys()].sort((a, b) => b - a)) {
      const row = drawn.get(at);
      if (row === undefined) continue;
      if (!row.isConnected) body.insertBefore(row, next);
      next = row;
    }
  }

  function markActive(): void {
    grid.querySelector('[tabindex="0"]')?.setAttribute('tabindex', '-1');
    const cell = cellAt(active);
    cell?.setAttribute('tabindex', '0');
    // whoever is elsewhere in the window, or in the page by now, stays there
    const at = document.activeElement;
    if (hasFocus && cell !== at && (at === document.body || grid.contains(at))) takeFocus(cell);
  }

  function takeFocus(cell: HTMLElement | null): void {
    if (document.hasFocus()) cell?.focus({ preventScroll: true });
  }

  function drawMore(): void {
    grid.setAttribute('aria-rowcount', String(model.lines.length + 1));
    grid.classList.toggle('has-profiles', model.hasProfiles);
    body.style.height = `${size().lines * LINE_HEIGHT}px`;
    draw();
  }

  function drawLines(): void {
    active = withinGrid(active, size());
    takeAway();
    drawMore();
  }

  function takeAway(): void {
    // a row that is drawn anew loses the keyboard for a moment only
    const keptFocus = hasFocus;
    for (const row of drawn.values()) row.remove();
    drawn.clear();
    hasFocus = keptFocus;
  }

  function clear(isSame: boolean): void {
    room = isSame ? size().lines : 0;
    takeAway();
    if (isSame) return;
    const keptFocus = hasFocus;
    head.replaceChildren();
    hasFocus = keptFocus;
  }

  function settle(): void {
    room = 0;
    active = withinGrid(active, size());
    drawMore();
  }

  function drawAll(): void {
    grid.setAttribute('aria-colcount', String(model.shown.length));
    layColumns();
    const keptFocus = hasFocus;
    head.replaceChildren(headerRow(model, words));
    hasFocus = keptFocus;
    drawLines();
  }

  function layColumns(): void {
    grid.style.setProperty('--table-columns', columnTracks(model, measuring()));
  }

  /** Before anybody is told, while it is dragged. */
  function showWidth(column: number, pixels: number): void {
    const tracks = headers().map(({ offsetWidth }, at) =>
      at === column ? `${possibleWidth(pixels)}px` : `${offsetWidth}px`,
    );
    grid.style.setProperty('--table-columns', tracks.join(' '));
  }

  function headers(): readonly HTMLElement[] {
    return [...head.querySelectorAll<HTMLElement>('.table-cell')];
  }

  function resize(column: number, pixels: number): void {
    options.resizeColumn(column, possibleWidth(pixels));
    bringIntoSight();
  }

  function fit(column: number): void {
    const pixels = fittingWidth(model, column, measuring());
    if (pixels !== undefined) resize(column, pixels);
  }

  function drawSelection(): void {
    for (const [at, row] of drawn) {
      const line = model.lines[at];
      const isSelected = line !== undefined && model.selection.rows.has(line.row);
      row.setAttribute('aria-selected', String(isSelected));
    }
  }

  function goTo(cell: Cell): void {
    active = withinGrid(cell, size());
    hasFocus = true;
    bringIntoSight();
    draw();
    takeFocus(cellAt(active));
  }

  function bringIntoSight(): void {
    if (active.row > 0) {
      const top = (active.row - 1) * LINE_HEIGHT;
      const room = grid.clientHeight - LINE_HEIGHT;
      if (top < grid.scrollTop) grid.scrollTop = top;
      else if (top + LINE_HEIGHT > grid.scrollTop + room) grid.scrollTop = top + LINE_HEIGHT - room;
    }
    const header = cellAt({ row: 0, column: active.column });
    if (header === null) return;
    const { offsetLeft, offsetWidth } = header;
    if (offsetLeft < grid.scrollLeft || offsetWidth > grid.clientWidth)
      grid.scrollLeft = offsetLeft;
    else if (offsetLeft + offsetWidth > grid.scrollLeft + grid.clientWidth)
      grid.scrollLeft = offsetLeft + offsetWidth - grid.clientWidth;
  }

  /** What a key does; undefined for one that is not the grid's. */
  function keyDoes(event: KeyboardEvent): (() => void) | undefined {
    const command = event.ctrlKey || event.metaKey;
    const { key, shiftKey, altKey } = event;
    const line = lineAt(active.row);
    const column = active.column;
    if (altKey) {
      const by = key === 'ArrowLeft' ? -1 : 1;
      const isMove = shiftKey && line === undefined && /^Arrow(?:Left|Right)$/.test(key);
      return isMove ? () => options.moveColumn(column, column + by) : undefined;
    }
    if (line === undefined && shiftKey && !command && key === 'Enter') return () => fit(column);
    if (line === undefined && shiftKey && !command && /^Arrow(?:Left|Right)$/.test(key)) {
      const by = key === 'ArrowLeft' ? -WIDTH_STEP : WIDTH_STEP;
      return () => resize(column, (headers()[column]?.offsetWidth ?? 0) + by);
    }
    if (command && key.toLowerCase() === 'a') return options.selectAll;
    if (command && key.toLowerCase() === 'c') return options.copy;
    if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) return options.chooseColumns;
    const to = nextCell(active, { key, command }, size());
    if (to !== undefined)
      return () => walk(to, shiftKey && /^(?:Arrow[UD]|Page|Home|End)/.test(key));
    if (command) return undefined;
    if (line === undefined)
      return key === 'Enter' || key === ' ' ? () => options.sort(column) : undefined;
    switch (key) {
      case 'Enter':
        return () => options.open(line);
      case ' ':
        return () => options.select(shiftKey ? 'extend' : 'toggle', line.row);
      case '+':
      case '-':
        return () => options.openProfiles(line.row, key === '+');
      case 'Escape':
        return model.selection.rows.size > 0 ? options.selectNone : undefined;
      default:
        return undefined;
    }
  }

  function walk(to: Cell, isExtending: boolean): void {
    const from = lineAt(active.row);
    goTo(to);
    const line = lineAt(active.row);
    if (!isExtending) {
      // a range begins where the cursor is
      model.selection = { ...model.selection, anchor: undefined };
      return;
    }
    if (line === undefined || line.row === from?.row) return;
    if (model.selection.anchor === undefined && from !== undefined)
      options.select('only', from.row);
    options.select('extend', line.row);
  }

  grid.addEventListener('keydown', (event) => {
    const run = keyDoes(event);
    if (run === undefined) return;
    event.preventDefault();
    // the window around the page has its own commands on some of these keys
    event.stopPropagation();
    run();
  });
  grid.addEventListener('copy', (event) => {
    event.preventDefault();
    options.copy();
  });
  grid.addEventListener('focusin', () => (hasFocus = true));
  grid.addEventListener('focusout', (event) => {
    hasFocus = event.relatedTarget instanceof Node && grid.contains(event.relatedTarget);
  });
  let isDrawing = false;
  const drawSoon = (): void => {
    if (isDrawing) return;
    isDrawing = true;
    requestAnimationFrame(() => {
      isDrawing = false;
      draw();
    });
  };
  const place = { top: 0, left: 0, isHidden: true };
  grid.addEventListener(
    'scroll',
    () => {
      if (grid.clientHeight === 0) return;
      place.top = grid.scrollTop;
      place.left = grid.scrollLeft;
      drawSoon();
      options.moved();
    },
    { passive: true },
  );
  new ResizeObserver(() => {
    // what is hidden forgets how far it was scrolled
    if (place.isHidden && grid.clientHeight > 0) grid.scrollTo(place.left, place.top);
    place.isHidden = grid.clientHeight === 0;
    if (!place.isHidden) drawSoon();
  }).observe(grid);
  addPointer(grid, { ...options, goTo, lineAt });
  addDragging(head, grid, { move: options.moveColumn });
  addResizing(head, { show: showWidth, resize, stay: layColumns, fit });
  return {
    element: grid,
    drawAll,
    clear,
    settle,
    layColumns,
    drawLines,
    drawMore,
    drawSelection,
    focus: () => goTo(active),
    goTo,
    current: () => lineAt(active.row),
    top: () => Math.floor(place.top / LINE_HEIGHT),
    left: () => Math.round(place.left),
    scrollTo(line, left) {
      place.top = line * LINE_HEIGHT;
      place.left = left;
      grid.scrollTo(left, place.top);
      draw();
    },
  };
}
