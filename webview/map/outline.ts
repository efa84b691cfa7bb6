import type { MapWords } from '../../src/inspector/wireMap';
import { element } from '../elements';
import { icon } from '../icons';
import { isOpenable, type MapItem } from '../../src/inspector/wireMapModel';
import { factsOf, nameOf } from './mapWording';

/** Of a row, in pixels; the style sheet has the same. */
const ROW = 24;
/** Rows made beyond what is in view, so that scrolling shows no gaps. */
const MARGIN = 12;

export interface Outline {
  readonly element: HTMLElement;
  /** Another set of rows, or other things to say of them. */
  show(rows: readonly MapItem[], active: MapItem): void;
  /** Nothing of before stays in the page. */
  clear(): void;
  focus(): void;
}

export interface OutlineDoors {
  readonly words: MapWords;
  readonly activate: (item: MapItem) => void;
  readonly open: (item: MapItem, isOpen: boolean) => void;
  /** Enter, or a double click: what the item offers first. */
  readonly choose: (item: MapItem) => void;
}

/**
 * The same hierarchy as rows that can be read, heard and gone through with the arrow keys. Only those
 * in view are made; each says where in the whole it is.
 */
export function createOutline({ words, activate, open, choose }: OutlineDoors): Outline {
  const sizer = element('div', { class: 'outline-rows', role: 'presentation' });
  const made = element(
    'div',
    { class: 'outline', role: 'tree', tabindex: '0', 'aria-label': words.outline },
    sizer,
  );
  let rows: readonly MapItem[] = [];
  let active: MapItem | undefined;
  let typed = '';
  let typedAt = 0;

  function draw(): void {
    const first = Math.max(0, Math.floor(made.scrollTop / ROW) - MARGIN);
    const last = Math.min(
      rows.length,
      Math.ceil((made.scrollTop + made.clientHeight) / ROW) + MARGIN,
    );
    const at = active === undefined ? -1 : rows.indexOf(active);
    const inView = rows.slice(first, last).map((item, index) => rowOf(item, first + index, at));
    // what is active is always there: it is what is read out
    if (active !== undefined && at >= 0 && (at < first || at >= last))
      inView.push(rowOf(active, at, at));
    sizer.style.height = `${rows.length * ROW}px`;
    sizer.replaceChildren(...inView);
    if (at >= 0) made.setAttribute('aria-activedescendant', rowId(at));
    else made.removeAttribute('aria-activedescendant');
  }

  function rowOf(item: MapItem, index: number, activeAt: number): HTMLElement {
    const facts = factsOf(item, words);
    const siblings = item.parent?.level;
    const size = siblings ? siblings.items.length + (siblings.tail ? 1 : 0) : 1;
    const openable = isOpenable(item);
    const isBusy = item.kind === 'tail' && item.phase === 'loading';
    const row = element(
      'div',
      {
        class: 'outline-row',
        role: 'treeitem',
        id: rowId(index),
        'aria-level': String(item.depth),
        'aria-posinset': String(item.place + 1),
        'aria-setsize': String(size),
        'aria-selected': String(index === activeAt),
        'aria-expanded': openable ? String(item.isOpen) : undefined,
        'aria-busy': isBusy ? 'true' : undefined,
        'data-kind': item.kind,
      },
      element('span', { class: 'twistie' }, ...twistie(item)),
      element('span', { class: 'outline-name' }, nameOf(item, words)),
      element('span', { class: 'outline-facts' }, facts),
    );
    row.title = [nameOf(item, words), facts].filter(Boolean).join(' · ');
    row.style.top = `${index * ROW}px`;
    row.style.paddingInlineStart = `${4 + (item.depth - 1) * 14}px`;
    return row;
  }

  function itemAt(target: EventTarget | null): MapItem | undefined {
    const row = target instanceof Element ? target.closest('.outline-row') : null;
    return row === null ? undefined : rows[Number(row.id.slice(rowId('').length))];
  }

  function move(to: number): void {
    const item = rows[Math.min(rows.length - 1, Math.max(0, to))];
    if (item !== undefined) activate(item);
  }

  function keydown(event: KeyboardEvent): void {
    if (active === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = rows.indexOf(active);
    const page = Math.max(1, Math.floor(made.clientHeight / ROW) - 1);
    // what is typed after a step is another name
    if (event.key.length !== 1) typed = '';
    switch (event.key) {
      case 'ArrowDown':
        move(at + 1);
        break;
      case 'ArrowUp':
        move(at - 1);
        break;
      case 'PageDown':
        move(at + page);
        break;
      case 'PageUp':
        move(at - page);
        break;
      case 'Home':
        move(0);
        break;
      case 'End':
        move(rows.length - 1);
        break;
      case 'ArrowRight':
        if (isOpenable(active) && !active.isOpen) open(active, true);
        else if (rows[at + 1]?.parent === active) move(at + 1);
        break;
      case 'ArrowLeft':
        if (isOpenable(active) && active.isOpen) open(active, false);
        else if (active.parent !== undefined) activate(active.parent);
        break;
      case 'Enter':
      case ' ':
        choose(active);
        break;
      default:
        if (event.key.length !== 1) return;
        search(event.key, at, event.timeStamp);
    }
    event.preventDefault();
  }

  /** Typing goes to the next name that begins so. */
  function search(key: string, at: number, when: number): void {
    typed = when - typedAt > 800 ? key : typed + key;
    typedAt = when;
    const wanted = typed.toLocaleLowerCase();
    const from = typed.length === 1 ? at + 1 : at;
    const order = [...rows.slice(from), ...rows.slice(0, from)];
    const found = order.find((item) => nameOf(item, words).toLocaleLowerCase().startsWith(wanted));
    if (found !== undefined) activate(found);
  }

  made.addEventListener('keydown', keydown);
  made.addEventListener('scroll', draw, { passive: true });
  made.addEventListener('click', (event) => {
    const item = itemAt(event.target);
    if (item === undefined) return;
    activate(item);
    if (item.kind === 'tail') choose(item);
    else if (event.target instanceof Element && event.target.closest('.twistie') !== null)
      open(item, !item.isOpen);
  });
  made.addEventListener('dblclick', (event) => {
    const item = itemAt(event.target);
    if (item?.kind === 'customer') choose(item);
  });
  new ResizeObserver(draw).observe(made);

  return {
    element: made,
    show(next, at) {
      const isElsewhere = at !== active;
      rows = next;
      active = at;
      sizer.style.height = `${rows.length * ROW}px`;
      if (isElsewhere) scrollTo(rows.indexOf(at));
      draw();
    },
    clear() {
      rows = [];
      active = undefined;
      draw();
    },
    focus: () => made.focus(),
  };

  function scrollTo(at: number): void {
    if (at < 0) return;
    const top = at * ROW;
    if (top < made.scrollTop) made.scrollTop = top;
    else if (top + ROW > made.scrollTop + made.clientHeight)
      made.scrollTop = top + ROW - made.clientHeight;
  }
}

function rowId(index: number | ''): string {
  return `outline-row-${index}`;
}

function twistie(item: MapItem): readonly Node[] {
  if (item.kind === 'tail') return item.phase === 'failed' ? [icon('warning')] : [];
  return isOpenable(item) ? [icon(item.isOpen ? 'down' : 'next')] : [];
}
