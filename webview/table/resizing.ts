/** The border of a header that can be dragged. */
export const RESIZER = 'table-resizer';

export interface ResizingOptions {
  /** While it is dragged. */
  readonly show: (column: number, pixels: number) => void;
  /** It was let go there. */
  readonly resize: (column: number, pixels: number) => void;
  /** Nothing came of it. */
  readonly stay: () => void;
  /** As wide as what it holds. */
  readonly fit: (column: number) => void;
}

/** Drags the border behind a header; a double click on it makes the column fit what it holds. */
export function addResizing(head: HTMLElement, options: ResizingOptions): void {
  head.addEventListener('pointerdown', (down) => {
    const border = borderOf(down);
    const cell = border?.parentElement ?? undefined;
    if (border === undefined || cell === undefined || down.button !== 0) return;
    const column = columnOf(cell);
    const before = cell.getBoundingClientRect().width;
    const stop = new AbortController();
    const { signal } = stop;
    let pixels = before;
    const end = (isMeant: boolean): void => {
      stop.abort();
      cell.classList.remove('resizing');
      if (isMeant && pixels !== before) options.resize(column, pixels);
      else options.stay();
    };
    border.setPointerCapture(down.pointerId);
    cell.classList.add('resizing');
    // the header may be drawn anew meanwhile, and then no event comes by way of the border any more
    const follow = (
      name: 'pointermove' | 'pointerup' | 'pointercancel' | 'lostpointercapture',
      then: (event: PointerEvent) => void,
    ): void =>
      head.ownerDocument.addEventListener(
        name,
        (event) => event.pointerId === down.pointerId && then(event),
        { signal },
      );
    follow('pointermove', ({ clientX }) => {
      pixels = before + clientX - down.clientX;
      options.show(column, pixels);
    });
    follow('pointerup', () => end(true));
    follow('pointercancel', () => end(false));
    follow('lostpointercapture', () => end(true));
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
  // what is meant for the border sorts nothing, and opens nothing
  head.addEventListener('click', (event) => {
    if (borderOf(event) !== undefined) event.stopPropagation();
  });
  head.addEventListener('dblclick', (event) => {
    const cell = borderOf(event)?.parentElement ?? undefined;
    if (cell === undefined) return;
    event.stopPropagation();
    options.fit(columnOf(cell));
  });
}

/** Whether the border of a header is meant, and not the header. */
export function borderOf({ target }: Event): HTMLElement | undefined {
  if (!(target instanceof Element)) return undefined;
  return target.closest<HTMLElement>(`.${RESIZER}`) ?? undefined;
}

function columnOf(header: Element): number {
  return Number(header.getAttribute('aria-colindex')) - 1;
}
