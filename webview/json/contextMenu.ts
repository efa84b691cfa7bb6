import { element } from './controls';

export interface MenuItem {
  readonly label: string;
  /** The keys that do the same. */
  readonly keys: string;
  run(): void;
}

export interface ContextMenu {
  /** @param groups are set apart by lines; x and y are in pixels of the window */
  open(groups: readonly (readonly MenuItem[])[], x: number, y: number): void;
  close(): void;
  dispose(): void;
}

/** A menu over the page, made when it opens; `closed` gives the focus back. */
export function createContextMenu(
  parent: HTMLElement,
  label: string,
  closed: () => void,
): ContextMenu {
  let menu: HTMLElement | undefined;

  function remove(): void {
    const old = menu;
    menu = undefined;
    old?.remove();
    document.removeEventListener('mousedown', outside, true);
    window.removeEventListener('blur', remove);
  }

  function outside(event: MouseEvent): void {
    if (event.target instanceof Node && menu?.contains(event.target)) return;
    remove();
  }

  function entry(item: MenuItem): HTMLElement {
    const keys = element('span', 'json-menu-keys', document.createTextNode(item.keys));
    keys.setAttribute('aria-hidden', 'true');
    const button = element('button', 'json-menu-item', document.createTextNode(item.label), keys);
    button.setAttribute('role', 'menuitem');
    button.tabIndex = -1;
    button.addEventListener('mousemove', () => button.focus());
    button.addEventListener('click', () => {
      remove();
      closed();
      item.run();
    });
    return button;
  }

  function keydown(event: KeyboardEvent): void {
    const entries = [...(menu?.querySelectorAll('button') ?? [])];
    const at = entries.findIndex((each) => each === document.activeElement);
    const go = (to: number): void => entries[(to + entries.length) % entries.length]?.focus();
    event.stopPropagation();
    if (event.key === 'ArrowDown') go(at + 1);
    else if (event.key === 'ArrowUp') go(at === -1 ? -1 : at - 1);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(-1);
    else if (event.key === 'Escape' || event.key === 'Tab') {
      remove();
      closed();
    } else return;
    event.preventDefault();
  }

  return {
    open(groups, x, y) {
      remove();
      const opened = element('div', 'json-menu');
      menu = opened;
      opened.setAttribute('role', 'menu');
      opened.setAttribute('aria-label', label);
      groups.forEach((group, at) => {
        if (at > 0) {
          const line = element('div', 'json-menu-line');
          line.setAttribute('role', 'separator');
          opened.append(line);
        }
        opened.append(...group.map(entry));
      });
      opened.addEventListener('keydown', keydown);
      parent.append(opened);
      const { width, height } = opened.getBoundingClientRect();
      opened.style.left = `${Math.max(0, Math.min(x, window.innerWidth - width - 4))}px`;
      opened.style.top = `${Math.max(0, y + height > window.innerHeight ? y - height : y)}px`;
      opened.querySelector('button')?.focus();
      document.addEventListener('mousedown', outside, true);
      window.addEventListener('blur', remove);
    },
    close: remove,
    dispose: remove,
  };
}
