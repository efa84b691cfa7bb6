import { element, iconButton, toggleButton } from './controls';
import type { SearchQuery } from './matching';
import { filled, withKeys, type JsonWords } from './words';

export interface SearchBoxActions {
  readonly changed: (query: SearchQuery) => void;
  readonly next: () => void;
  readonly previous: () => void;
  readonly closed: () => void;
}

/** How the search stands; `total` may still grow while `counting`. */
type SearchStatus =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'notAnExpression' }
  | {
      readonly kind: 'matches';
      readonly number: number | undefined;
      readonly total: number;
      readonly counting: boolean;
    };

export interface SearchBox {
  readonly dom: HTMLElement;
  readonly query: () => SearchQuery;
  set(query: SearchQuery): void;
  show(status: SearchStatus): void;
  focus(): void;
}

export function createSearchBox(words: JsonWords, actions: SearchBoxActions): SearchBox {
  const input = document.createElement('input');
  input.type = 'text';
  input.className = 'json-search-input';
  input.placeholder = words.findPlaceholder;
  input.spellcheck = false;
  input.autocomplete = 'off';
  input.setAttribute('aria-label', words.find);

  const status = element('span', 'json-search-status');
  status.setAttribute('aria-hidden', 'true');
  // said once counting is over, not at every step of it
  const announced = element('span', 'json-unseen');
  announced.setAttribute('role', 'status');

  const toggle = (text: string, label: string): HTMLButtonElement => {
    const button = toggleButton(text, label, () => {
      setPressed(button, !isPressed(button));
      actions.changed(query());
    });
    return button;
  };
  const caseSensitive = toggle('Aa', withKeys(words.matchCase, 'Alt+C'));
  const regularExpression = toggle('.*', withKeys(words.regularExpression, 'Alt+R'));
  const previous = iconButton(
    'previousMatch',
    withKeys(words.previousMatch, 'Shift+Enter'),
    actions.previous,
  );
  const next = iconButton('nextMatch', withKeys(words.nextMatch, 'Enter'), actions.next);
  const close = iconButton('closeFind', withKeys(words.closeFind, 'Escape'), actions.closed);

  const field = element('div', 'json-search-field', input, caseSensitive, regularExpression);
  const dom = element('div', 'json-search', field, status, previous, next, close, announced);
  dom.setAttribute('role', 'search');

  function query(): SearchQuery {
    return {
      text: input.value,
      caseSensitive: isPressed(caseSensitive),
      regularExpression: isPressed(regularExpression),
    };
  }

  input.addEventListener('input', () => actions.changed(query()));
  dom.addEventListener('keydown', (event) => {
    const run = shortcut(event);
    if (run === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  });

  function shortcut(event: KeyboardEvent): (() => void) | undefined {
    if (event.key === 'Escape') return actions.closed;
    if (event.key === 'Enter' && event.target === input) {
      return event.shiftKey ? actions.previous : actions.next;
    }
    if (!event.altKey || event.ctrlKey || event.metaKey) return undefined;
    if (event.code === 'KeyC') return () => caseSensitive.click();
    if (event.code === 'KeyR') return () => regularExpression.click();
    return undefined;
  }

  return {
    dom,
    query,
    set(wanted) {
      input.value = wanted.text;
      setPressed(caseSensitive, wanted.caseSensitive);
      setPressed(regularExpression, wanted.regularExpression);
    },
    show(now) {
      const said = statusWords(now, words);
      status.textContent = said;
      const none = now.kind === 'notAnExpression' || (now.kind === 'matches' && now.total === 0);
      const failed = none && !(now.kind === 'matches' && now.counting);
      dom.classList.toggle('json-search-failed', failed);
      input.setAttribute('aria-invalid', String(now.kind === 'notAnExpression'));
      if (now.kind !== 'matches' || !now.counting) announced.textContent = said;
      const idle = now.kind !== 'matches' || (now.total === 0 && !now.counting);
      previous.disabled = idle;
      next.disabled = idle;
    },
    focus() {
      input.focus();
      input.select();
    },
  };
}

function statusWords(status: SearchStatus, words: JsonWords): string {
  if (status.kind === 'nothing') return '';
  if (status.kind === 'notAnExpression') return words.notAnExpression;
  if (status.total === 0) return status.counting ? words.searching : words.noMatch;
  const count = filled(status.counting ? '{total}+' : '{total}', { total: status.total });
  if (status.number === undefined)
    return status.total === 1 && !status.counting
      ? words.oneMatch
      : filled(words.matches, { count });
  return filled(words.matchOf, { number: status.number, count });
}

function isPressed(button: HTMLButtonElement): boolean {
  return button.getAttribute('aria-pressed') === 'true';
}

function setPressed(button: HTMLButtonElement, pressed: boolean): void {
  button.setAttribute('aria-pressed', String(pressed));
}
