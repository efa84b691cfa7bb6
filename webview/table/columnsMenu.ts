import { columnGroups, type ColumnChoice, type TableColumn } from '../../src/inspector/wireTable';
import type { TableWords } from '../../src/inspector/wireWords';
import { button } from '../controls';
import { element, show } from '../elements';
import { filled } from '../filled';
import { icon, type IconName } from '../icons';
import { moveColumn, toggleColumn } from './columnChoice';

export interface ColumnsMenuOptions {
  readonly words: TableWords;
  readonly columns: () => readonly TableColumn[];
  /** Those on screen, in their order. */
  readonly shown: () => readonly TableColumn[];
  readonly choice: () => ColumnChoice | undefined;
  readonly leftOut: () => number;
  readonly choose: (choice: ColumnChoice | undefined, said: string) => void;
  /** It is closed, and what opened it takes the keyboard. */
  readonly closed: () => void;
}

export interface ColumnsMenu {
  readonly element: HTMLElement;
  readonly isOpen: boolean;
  open(): void;
  close(): void;
  /** Somebody chose columns elsewhere. */
  refresh(): void;
}

/** A list to show, hide and move columns; each thing in it can be done by mouse or by keyboard. */
export function createColumnsMenu(options: ColumnsMenuOptions): ColumnsMenu {
  const { words } = options;
  const list = element('div', { class: 'table-choices' });
  const reset = button({
    name: 'resetColumns',
    label: words.resetColumns,
    look: 'secondary',
    press: () => {
      options.choose(undefined, words.saidReset);
      focus(options.shown()[0]?.id);
    },
  });
  const leftOut = element('p', { class: 'quiet' });
  const menu = element(
    'div',
    { class: 'table-menu', role: 'dialog', 'aria-label': words.columns, tabindex: '-1' },
    element('p', { class: 'quiet' }, words.columnsHint),
    list,
    leftOut,
    reset.element,
  );
  show(menu, false);

  function boxes(): readonly HTMLInputElement[] {
    return [...list.querySelectorAll('input')];
  }

  function focus(id: string | undefined): void {
    const box = boxes().find(({ dataset }) => dataset.column === id) ?? boxes()[0];
    for (const each of boxes()) each.tabIndex = each === box ? 0 : -1;
    box?.focus();
  }

  function draw(): void {
    const shown = options.shown();
    const ids = new Set(shown.map(({ id }) => id));
    const hidden = options.columns().filter(({ id }) => !ids.has(id));
    list.replaceChildren(
      ...shown.map((column, at) => choice(column, at, shown.length)),
      ...columnGroups.flatMap((group) => {
        const members = hidden.filter((column) => column.group === group);
        if (members.length === 0) return [];
        const heading = element('div', { class: 'table-group' }, words.groups[group]);
        return [heading, ...members.map((column) => choice(column))];
      }),
    );
    const count = options.leftOut();
    show(leftOut, count > 0);
    leftOut.textContent = filled(words.leftOut, { count });
  }

  /** @param at its place, where it is shown */
  function choice(column: TableColumn, at?: number, count = 0): HTMLElement {
    const { id, label, group, isEmpty } = column;
    const box = element('input', { type: 'checkbox', tabindex: '-1', 'data-column': id });
    box.checked = at !== undefined;
    box.addEventListener('change', () => toggle(column));
    const notes = [
      ...(at !== undefined && group !== 'customer' ? [words.groups[group]] : []),
      ...(isEmpty ? [words.emptyColumn] : []),
    ];
    const text = element('span', { class: 'table-text' }, label);
    if (notes.length > 0)
      text.append(element('span', { class: 'quiet' }, ` · ${notes.join(', ')}`));
    const row = element('div', { class: 'table-choice' }, element('label', {}, box, text));
    if (at === undefined) return row;
    const mover = (name: IconName, hint: string, to: number): HTMLElement => {
      const made = element(
        'button',
        { type: 'button', tabindex: '-1', title: filled(hint, { column: label }) },
        icon(name),
      );
      made.setAttribute('aria-label', filled(hint, { column: label }));
      made.disabled = to < 0 || to >= count;
      made.addEventListener('click', () => move(column, to));
      return made;
    };
    row.append(mover('up', words.moveUp, at - 1), mover('down', words.moveDown, at + 1));
    return row;
  }

  function toggle({ id, label }: TableColumn): void {
    const isShown = options.shown().some((column) => column.id === id);
    options.choose(
      toggleColumn(options.columns(), options.choice(), id),
      filled(isShown ? words.saidHidden : words.saidShown, { column: label }),
    );
    focus(id);
  }

  function move({ id, label }: TableColumn, to: number): void {
    const count = options.shown().length;
    if (to < 0 || to >= count) return;
    options.choose(
      moveColumn(options.columns(), options.choice(), id, to),
      filled(words.saidMoved, { column: label, number: to + 1, count }),
    );
    focus(id);
  }

  function keydown(event: KeyboardEvent): void {
    const all = boxes();
    const at = all.findIndex((box) => box === document.activeElement);
    const isArrow = event.key === 'ArrowDown' || event.key === 'ArrowUp';
    const by = event.key === 'ArrowDown' ? 1 : -1;
    if (event.key === 'Escape') close(true);
    else if (at < 0) return;
    else if (isArrow && event.altKey) {
      const column = options.shown()[at];
      if (column !== undefined) move(column, at + by);
    } else if (isArrow) focus(all[Math.max(0, Math.min(at + by, all.length - 1))]?.dataset.column);
    else if (event.key === 'Home') focus(all[0]?.dataset.column);
    else if (event.key === 'End') focus(all.at(-1)?.dataset.column);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function close(givesFocus: boolean): void {
    if (menu.hidden) return;
    show(menu, false);
    document.removeEventListener('pointerdown', outside, true);
    if (givesFocus) options.closed();
  }

  function outside(event: Event): void {
    const { target } = event;
    // what opened it closes it by itself
    if (target instanceof Element && target.closest('[data-name=columns]') !== null) return;
    if (target instanceof Node && menu.contains(target)) return;
    close(false);
  }

  menu.addEventListener('keydown', keydown);
  // whoever goes on with the keyboard is done with it
  menu.addEventListener('focusout', (event) => {
    const to = event.relatedTarget;
    if (to instanceof Element && !menu.contains(to) && to.closest('[data-name=columns]') === null)
      close(false);
  });
  return {
    element: menu,
    get isOpen() {
      return !menu.hidden;
    },
    open() {
      draw();
      show(menu, true);
      document.addEventListener('pointerdown', outside, true);
      focus(options.shown()[0]?.id);
    },
    close: () => close(true),
    refresh() {
      if (!menu.hidden) draw();
    },
  };
}
