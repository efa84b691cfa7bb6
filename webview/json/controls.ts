import { icon } from './icons';

export type IconName = Parameters<typeof icon>[0];

/** A small button with a picture; `label` is its name and its tooltip. */
export function iconButton(name: IconName, label: string, run: () => void): HTMLButtonElement {
  const button = plainButton('json-button', label, run);
  button.dataset.name = name;
  button.append(icon(name));
  return button;
}

/** A button that stays pressed, with a short text for a picture. */
export function toggleButton(text: string, label: string, run: () => void): HTMLButtonElement {
  const button = plainButton('json-button json-toggle', label, run);
  button.textContent = text;
  button.setAttribute('aria-pressed', 'false');
  return button;
}

function plainButton(className: string, label: string, run: () => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = className;
  button.title = label;
  button.setAttribute('aria-label', label);
  button.addEventListener('click', run);
  return button;
}

export function element(tag: string, className: string, ...children: Node[]): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
}

/**
 * One Tab stop for a row of buttons; the arrow keys, Home and End go from one to the next, as in
 * every toolbar.
 */
export function rovingFocus(row: HTMLElement): { refresh(): void } {
  const buttons = (): HTMLButtonElement[] => [...row.querySelectorAll('button')];
  const makeStop = (stop: HTMLButtonElement | undefined): void => {
    for (const button of buttons()) button.tabIndex = button === stop ? 0 : -1;
  };

  row.addEventListener('focusin', (event) => {
    if (event.target instanceof HTMLButtonElement) makeStop(event.target);
  });
  row.addEventListener('keydown', (event) => {
    const all = buttons();
    const at = all.findIndex((button) => button === document.activeElement);
    const to = movedTo(event.key, at, all.length);
    if (at === -1 || to === undefined) return;
    event.preventDefault();
    all[to]?.focus();
  });
  const refresh = (): void => {
    const all = buttons();
    makeStop(all.find((button) => button.tabIndex === 0 && all.length > 1) ?? all[0]);
  };
  refresh();
  return { refresh };
}

function movedTo(key: string, at: number, length: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return (at + 1) % length;
    case 'ArrowLeft':
    case 'ArrowUp':
      return (at + length - 1) % length;
    case 'Home':
      return 0;
    case 'End':
      return length - 1;
    default:
      return undefined;
  }
}
