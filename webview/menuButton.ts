import { element } from './elements';
import { icon, type IconName } from './icons';

interface MenuEntry {
  readonly label: string;
  readonly note?: string;
  readonly icon?: IconName;
  readonly run: () => void;
}

export interface MenuButton {
  readonly element: HTMLElement;
  /** Groups are set apart by lines; a text in the place of a group says why there is none. */
  offer(groups: readonly (readonly MenuEntry[] | string)[]): void;
}

export interface MenuButtonOptions {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly icon: IconName;
}

/** Letters typed within this many milliseconds are looked for together. */
const TYPING_PAUSE = 700;

/** A button that drops a menu down, after the ARIA pattern: the arrow keys walk it, Escape closes it. */
export function menuButton(options: MenuButtonOptions): MenuButton {
  const id = `menu-${options.name}`;
  const opener = element(
    'button',
    {
      type: 'button',
      class: 'bar-button',
      title: options.hint,
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
      'aria-controls': id,
      'data-name': options.name,
    },
    icon(options.icon),
    options.label,
    icon('down'),
  );
  const menu = element('div', { id, class: 'menu', role: 'menu', 'aria-label': options.label });
  const box = element('div', { class: 'menu-box' }, opener, menu);
  menu.hidden = true;
  let typed = { text: '', at: 0 };

  const entries = (): readonly HTMLElement[] => [...menu.querySelectorAll('button')];
  const go = (to: number): void => {
    const all = entries();
    all[(to + all.length) % all.length]?.focus();
  };
  const close = (): void => {
    menu.hidden = true;
    opener.setAttribute('aria-expanded', 'false');
  };
  const open = (at: number): void => {
    menu.hidden = false;
    opener.setAttribute('aria-expanded', 'true');
    menu.classList.remove('to-the-left');
    const { right } = menu.getBoundingClientRect();
    menu.classList.toggle('to-the-left', right > document.documentElement.clientWidth);
    go(at);
  };
  const goToTyped = (letter: string): void => {
    const now = Date.now();
    typed = { text: now - typed.at > TYPING_PAUSE ? letter : typed.text + letter, at: now };
    const all = entries();
    const at = all.findIndex((entry) => entry === document.activeElement);
    const from = typed.text.length === 1 ? at + 1 : at;
    const order = all.map((_, index) => all[(from + index) % all.length]);
    order.find((entry) => entry?.textContent.toLowerCase().startsWith(typed.text))?.focus();
  };
  const pressed = (key: string): boolean => {
    const at = entries().findIndex((entry) => entry === document.activeElement);
    switch (key) {
      case 'ArrowDown':
        go(at + 1);
        return true;
      case 'ArrowUp':
        go(at === -1 ? -1 : at - 1);
        return true;
      case 'Home':
        go(0);
        return true;
      case 'End':
        go(-1);
        return true;
      case 'Escape':
        close();
        opener.focus();
        return true;
      case 'Tab':
        close();
        opener.focus();
        // and on from there
        return false;
      default:
        if (key.length !== 1 || key === ' ') return false;
        goToTyped(key.toLowerCase());
        return true;
    }
  };

  opener.addEventListener('click', () => {
    if (menu.hidden) open(0);
    else close();
  });
  opener.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    open(event.key === 'ArrowDown' ? 0 : -1);
  });
  menu.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !pressed(event.key)) return;
    event.preventDefault();
    // the window around the page has an idea of its own of what Escape closes
    event.stopPropagation();
  });
  box.addEventListener('focusout', (event) => {
    const to = event.relatedTarget;
    if (!(to instanceof Node) || !box.contains(to)) close();
  });

  const entry = (made: MenuEntry): HTMLElement => {
    const item = element(
      'button',
      { type: 'button', class: 'menu-item', role: 'menuitem', tabindex: '-1' },
      ...(made.icon === undefined ? [] : [icon(made.icon)]),
      element('span', {}, made.label),
      ...(made.note === undefined ? [] : [element('small', {}, made.note)]),
    );
    item.addEventListener('mousemove', () => item.focus());
    item.addEventListener('click', () => {
      close();
      opener.focus();
      made.run();
    });
    return item;
  };

  return {
    element: box,
    offer(groups) {
      const hadFocus = menu.contains(document.activeElement);
      menu.replaceChildren(
        ...groups.flatMap((group, at) => [
          ...(at === 0 ? [] : [element('div', { class: 'menu-line', role: 'separator' })]),
          ...(typeof group === 'string'
            ? [element('p', { class: 'menu-note' }, group)]
            : group.map(entry)),
        ]),
      );
      if (!hadFocus) return;
      // what had the keyboard is gone, which closed the menu
      opener.focus();
      open(0);
    },
  };
}
