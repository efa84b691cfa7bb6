import { borderOf } from './resizing';

/** Pixels that the pointer moves before a click on a header is a drag. */
const SLACK = 5;

/** Drags a column's header to the place of another one. */
export function addDragging(
  head: HTMLElement,
  grid: HTMLElement,
  options: { readonly move: (from: number, to: number) => void },
): void {
  const headerCells = (): readonly Element[] => [...head.querySelectorAll('.table-cell')];
  const columnAt = (x: number): number =>
    headerCells().findIndex((cell) => {
      const { left, right } = cell.getBoundingClientRect();
      return x >= left && x < right;
    });
  head.addEventListener('pointerdown', (down) => {
    const from = columnAt(down.clientX);
    if (from < 0 || down.button !== 0 || borderOf(down) !== undefined) return;
    const stop = new AbortController();
    const { signal } = stop;
    let to = from;
    let isDragging = false;
    const mark = (): void =>
      headerCells().forEach((cell, at) => {
        cell.classList.toggle('drop-before', isDragging && at === to && to < from);
        cell.classList.toggle('drop-after', isDragging && at === to && to > from);
      });
    window.addEventListener(
      'pointermove',
      (event) => {
        isDragging ||= Math.abs(event.clientX - down.clientX) > SLACK;
        const over = columnAt(event.clientX);
        if (over >= 0) to = over;
        grid.classList.toggle('dragging', isDragging);
        mark();
      },
      { signal },
    );
    const end = (isDropped: boolean): void => {
      stop.abort();
      const wasDragging = isDragging;
      isDragging = false;
      mark();
      grid.classList.remove('dragging');
      if (!wasDragging) return;
      // the click that follows a drag is no click
      const swallowing = new AbortController();
      window.addEventListener('click', (click) => click.stopPropagation(), {
        capture: true,
        signal: swallowing.signal,
      });
      setTimeout(() => swallowing.abort());
      if (isDropped && to !== from) options.move(from, to);
    };
    window.addEventListener('pointerup', () => end(true), { signal });
    window.addEventListener('pointercancel', () => end(false), { signal });
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Escape') return;
        // it ends this, and nothing else
        event.preventDefault();
        end(false);
      },
      { capture: true, signal },
    );
  });
}
