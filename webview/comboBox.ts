import type { Choice } from '../src/inspector/wire';
import type { Control } from './controls';
import { element, showAsSent } from './elements';
import { icon } from './icons';

export interface ComboBoxOptions {
  readonly label: string;
  readonly name: string;
  readonly choices: readonly Choice[];
  /** Whether something else than the choices may be typed; where not, their labels are shown. */
  readonly freeText: boolean;
  readonly placeholder?: string;
  readonly changed: () => void;
}

export interface ComboBox extends Control<string> {
  /** Replaces what can be chosen; the value stays, also where it is no longer offered. */
  offer(choices: readonly Choice[]): void;
}

/** Letters typed within this many milliseconds are looked for together. */
const TYPING_PAUSE = 700;

/**
 * A field that offers values (the toolkit has no such text field, and its list keeps what it was
 * moved to when Escape is pressed): typing narrows the list down or goes to a choice, the arrow keys
 * walk it, Enter takes one, Escape closes it and leaves the value. After the ARIA pattern.
 */
export function comboBox(options: ComboBoxOptions): ComboBox {
  const { freeText } = options;
  const listId = `list-${options.name}`;
  const input = element('input', {
    type: 'text',
    role: 'combobox',
    'aria-label': options.label,
    'aria-controls': listId,
    'aria-expanded': 'false',
    'aria-haspopup': 'listbox',
    'aria-autocomplete': freeText ? 'list' : 'none',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: options.placeholder,
    readonly: freeText ? undefined : '',
    'data-name': options.name,
  });
  const list = element('ul', { id: listId, role: 'listbox', 'aria-label': options.label });
  const arrow = element('span', { class: 'combo-arrow', 'aria-hidden': 'true' }, icon('down'));
  const box = element('div', { class: 'combo' }, input, arrow, list);
  list.hidden = true;

  let choices = options.choices;
  let value = '';
  let offered: readonly Choice[] = [];
  let active = -1;
  let typed = { text: '', at: 0 };

  const show = (): void => {
    const label = choices.find((choice) => choice.value === value)?.label ?? '';
    input.value = freeText ? value : label;
    showAsSent(input, value);
  };
  const mark = (index: number): void => {
    active = index;
    [...list.children].forEach((item, at) => {
      item.setAttribute('aria-selected', String(at === index));
      if (at === index) item.scrollIntoView({ block: 'nearest' });
    });
    const id = list.children[index]?.id;
    if (id === undefined) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', id);
  };
  const close = (): void => {
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    mark(-1);
  };
  const take = (choice: Choice): void => {
    const isNew = value !== choice.value;
    value = choice.value;
    show();
    close();
    if (isNew) options.changed();
  };
  const open = (narrowBy = ''): void => {
    const wanted = narrowBy.toLowerCase();
    offered = choices.filter((choice) => choice.value.toLowerCase().includes(wanted));
    list.replaceChildren(...offered.map((choice, at) => item(choice, `${listId}-${at}`, take)));
    list.hidden = offered.length === 0;
    input.setAttribute('aria-expanded', String(!list.hidden));
    list.classList.remove('to-the-left');
    const { right } = list.getBoundingClientRect();
    list.classList.toggle('to-the-left', right > document.documentElement.clientWidth);
    mark(offered.findIndex((choice) => choice.value === value));
  };
  /** The first choice, from the one after the active, whose label begins with what is typed. */
  const goToTyped = (letter: string): void => {
    const now = Date.now();
    const text = now - typed.at > TYPING_PAUSE ? letter : typed.text + letter;
    typed = { text, at: now };
    if (list.hidden) open();
    const from = text.length === 1 ? active + 1 : Math.max(0, active);
    const order = offered.map((_, at) => (from + at) % offered.length);
    const found = order.find((at) => offered[at]?.label.toLowerCase().startsWith(text));
    if (found !== undefined) mark(found);
  };

  input.addEventListener('input', () => {
    value = input.value;
    showAsSent(input, value);
    open(value);
    options.changed();
  });
  box.addEventListener('mousedown', (event) => {
    if (event.target instanceof Element && list.contains(event.target)) return;
    if (list.hidden) open();
    else close();
    if (event.target !== input) {
      event.preventDefault();
      input.focus();
    }
  });
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey) return;
    if (!pressed(event.key)) return;
    event.preventDefault();
    // the window around the page has an idea of its own of what Escape closes
    event.stopPropagation();
  });

  /** @returns whether the key meant something here */
  function pressed(key: string): boolean {
    const isOpen = !list.hidden;
    switch (key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        if (!isOpen) {
          open();
          if (active < 0) mark(0);
          return true;
        }
        const step = key === 'ArrowDown' ? 1 : -1;
        const from = active < 0 && step < 0 ? 0 : active;
        mark((from + step + offered.length) % offered.length);
        return true;
      }
      case 'Home':
      case 'End':
        if (freeText || !isOpen) return false;
        mark(key === 'Home' ? 0 : offered.length - 1);
        return true;
      case 'Enter':
      case ' ': {
        if (key === ' ' && freeText) return false;
        const choice = isOpen ? offered[active] : undefined;
        if (choice !== undefined) take(choice);
        else if (!freeText && !isOpen) open();
        else return false;
        return true;
      }
      case 'Escape':
        if (isOpen) close();
        return isOpen;
      default:
        if (freeText || key.length !== 1) return false;
        goToTyped(key.toLowerCase());
        return true;
    }
  }

  return {
    element: box,
    get: () => value,
    set(wanted) {
      value = wanted;
      show();
    },
    focus: () => input.focus(),
    describe(text, isInvalid) {
      box.classList.toggle('invalid', isInvalid);
      input.setAttribute('aria-invalid', String(isInvalid));
      input.setAttribute('aria-description', text ?? '');
    },
    offer(offer) {
      choices = offer;
      show();
      if (!list.hidden) open();
    },
  };
}

function item(choice: Choice, id: string, take: (choice: Choice) => void): HTMLElement {
  const made = element('li', { id, role: 'option' }, element('span', {}, choice.label));
  if (choice.note !== undefined) made.append(element('small', {}, choice.note));
  // before the field loses the focus, and without taking it
  made.addEventListener('mousedown', (event) => {
    event.preventDefault();
    take(choice);
  });
  return made;
}
