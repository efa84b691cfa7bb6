import type { Choice } from '../src/inspector/wire';
import type { Control } from './controls';
import { element } from './elements';
import { icon } from './icons';

export interface ComboBoxOptions {
  readonly label: string;
  readonly name: string;
  readonly choices: readonly Choice[];
  /** Whether something else than the choices may be typed. */
  readonly freeText: boolean;
  readonly placeholder?: string;
  readonly changed: () => void;
}

/**
 * A text field that offers values (the toolkit has none): typing narrows the list down, the arrow
 * keys walk it, Enter takes one, Escape closes it. After the ARIA pattern for comboboxes.
 */
export function comboBox(options: ComboBoxOptions): Control<string> {
  const listId = `list-${options.name}`;
  const input = element('input', {
    type: 'text',
    role: 'combobox',
    'aria-label': options.label,
    'aria-controls': listId,
    'aria-expanded': 'false',
    'aria-autocomplete': options.freeText ? 'list' : 'none',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: options.placeholder,
    readonly: options.freeText ? undefined : '',
    'data-name': options.name,
  });
  const list = element('ul', { id: listId, role: 'listbox', 'aria-label': options.label });
  const arrow = element('span', { class: 'combo-arrow', 'aria-hidden': 'true' }, icon('down'));
  const box = element('div', { class: 'combo' }, input, arrow, list);
  list.hidden = true;

  let offered: readonly Choice[] = [];
  let active = -1;

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
    const isNew = input.value !== choice.value;
    input.value = choice.value;
    close();
    if (isNew) options.changed();
  };
  const open = (narrowBy: string): void => {
    const wanted = narrowBy.toLowerCase();
    offered = options.choices.filter(({ value }) => value.toLowerCase().includes(wanted));
    list.replaceChildren(...offered.map((choice, at) => item(choice, `${listId}-${at}`, take)));
    list.hidden = offered.length === 0;
    input.setAttribute('aria-expanded', String(!list.hidden));
    mark(offered.findIndex(({ value }) => value === input.value));
  };
  const openAll = (): void => {
    open('');
  };

  input.addEventListener('input', () => {
    open(input.value);
    options.changed();
  });
  box.addEventListener('mousedown', (event) => {
    if (event.target instanceof Element && list.contains(event.target)) return;
    if (!list.hidden) close();
    else openAll();
    if (event.target !== input) {
      event.preventDefault();
      input.focus();
    }
  });
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey) return;
    const isOpen = !list.hidden;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        event.preventDefault();
        if (!isOpen) openAll();
        const step = event.key === 'ArrowDown' ? 1 : -1;
        if (isOpen) mark((active + step + offered.length) % offered.length);
        return;
      }
      case 'Enter': {
        const choice = offered[active];
        if (!isOpen || choice === undefined) return;
        event.preventDefault();
        take(choice);
        return;
      }
      case ' ':
        if (options.freeText) return;
        event.preventDefault();
        openAll();
        return;
      case 'Escape':
        if (isOpen) {
          event.preventDefault();
          close();
        }
    }
  });

  return {
    element: box,
    get: () => input.value,
    set: (value) => {
      input.value = value;
    },
    focus: () => input.focus(),
    describe(text, isInvalid) {
      box.classList.toggle('invalid', isInvalid);
      input.setAttribute('aria-invalid', String(isInvalid));
      input.setAttribute('aria-description', text ?? '');
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
