import type { Words } from '../src/inspector/wireWords';
import { button } from './controls';
import { element, show } from './elements';
import { icon } from './icons';

export interface Toolbar {
  readonly element: HTMLElement;
  /** Without one, what was shown stays, faded. */
  showUrl(url: string | undefined): void;
  /** What stands there may not be shown any more; the next one is on its way. */
  hideUrl(): void;
  setFormOpen(isOpen: boolean): void;
  setRunning(isRunning: boolean): void;
  /** `why` explains steps that are not offered. */
  enableSteps(canPrevious: boolean, canNext: boolean, why?: string): void;
  /** Whether running would ask what the answer on screen answers. */
  setUnchanged(isUnchanged: boolean): void;
  /** Goes to Run, or to Cancel where that has its place. */
  focus(): void;
}

/** A run of fewer milliseconds does not make the Cancel button flash up. */
const CANCEL_COMES = 150;

export interface ToolbarOptions {
  readonly words: Words;
  readonly toggleForm: () => void;
  readonly run: () => void;
  readonly cancel: () => void;
  readonly step: (to: 'next' | 'previous') => void;
  readonly copy: (what: 'url' | 'curl') => void;
}

/** The address that the form asks, as a browser shows it, and what can be done with it. */
export function createToolbar(options: ToolbarOptions): Toolbar {
  const { words } = options;
  const toggle = element(
    'button',
    { type: 'button', class: 'toggle', 'aria-controls': 'form', 'data-name': 'toggleForm' },
    icon('down'),
  );
  toggle.addEventListener('click', () => options.toggleForm());
  const address = element('code', {
    class: 'url',
    role: 'textbox',
    tabindex: '0',
    'aria-readonly': 'true',
    'aria-label': 'URL',
  });
  const press = (name: 'copyUrl' | 'copyCurl', what: 'url' | 'curl') =>
    button({
      name,
      label: words[name],
      look: 'icon',
      icon: what === 'url' ? 'link' : 'terminal',
      press: () => options.copy(what),
    });
  const run = button({
    name: 'run',
    label: words.run,
    look: 'primary',
    icon: 'run',
    hint: withKey(words.runHint),
    press: options.run,
  });
  const cancel = button({
    name: 'cancel',
    label: words.cancel,
    look: 'secondary',
    icon: 'stop',
    hint: words.cancelHint,
    press: options.cancel,
  });
  const step = (to: 'next' | 'previous') =>
    button({
      name: to,
      label: words[to],
      look: 'icon',
      icon: to,
      press: () => options.step(to),
    });
  const previous = step('previous');
  const next = step('next');
  show(cancel.element, false);
  let changing: ReturnType<typeof setTimeout> | undefined;
  /** One takes the place of the other, and the keyboard with it. */
  const offerCancel = (isOffered: boolean): void => {
    const [comes, goes] = isOffered ? [cancel.element, run.element] : [run.element, cancel.element];
    if (goes.hidden) return;
    const hadFocus = document.activeElement === goes;
    show(comes, true);
    show(goes, false);
    if (hadFocus) comes.focus();
  };

  return {
    element: element(
      'header',
      { class: 'toolbar' },
      element('h1', { class: 'unseen' }, words.title),
      toggle,
      element(
        'div',
        { class: 'address' },
        element('b', { class: 'method' }, 'GET'),
        address,
        press('copyUrl', 'url').element,
        press('copyCurl', 'curl').element,
      ),
      element('div', { class: 'steps' }, previous.element, next.element),
      element('div', { class: 'go' }, cancel.element, run.element),
    ),
    showUrl(url) {
      address.classList.toggle('stale', url === undefined);
      if (url === undefined) return;
      address.replaceChildren(...urlParts(url));
      address.title = url;
    },
    hideUrl() {
      address.replaceChildren('…');
      address.title = '';
    },
    setFormOpen(isOpen) {
      const label = isOpen ? words.hideForm : words.showForm;
      toggle.setAttribute('aria-expanded', String(isOpen));
      toggle.setAttribute('aria-label', label);
      toggle.title = label;
    },
    setRunning(isRunning) {
      clearTimeout(changing);
      if (isRunning) changing = setTimeout(() => offerCancel(true), CANCEL_COMES);
      else offerCancel(false);
    },
    setUnchanged(isUnchanged) {
      run.relabel(
        isUnchanged ? words.runAgain : words.run,
        withKey(isUnchanged ? words.runAgainHint : words.runHint),
      );
      run.element.setAttribute('appearance', isUnchanged ? 'secondary' : 'primary');
    },
    focus: () => (run.element.hidden ? cancel : run).element.focus(),
    enableSteps(canPrevious, canNext, why) {
      previous.enable(canPrevious, why);
      next.enable(canNext, why);
    },
  };
}

/** The host leaves the key's name to the page, which knows the keyboard. */
export function withKey(text: string): string {
  return text.replace('{key}', navigator.platform.startsWith('Mac') ? '⌘⏎' : 'Ctrl+Enter');
}

/** The same characters, with names and values told apart, and with places where a line may end. */
function urlParts(url: string): readonly Node[] {
  const [address, query] = splitOnce(url, '?');
  const parts: Node[] = [element('span', { class: 'dim' }, address)];
  if (query === undefined) return parts;
  query.split('&').forEach((parameter, at) => {
    const [name, value] = splitOnce(parameter, '=');
    parts.push(
      element('wbr'),
      element('span', { class: 'dim' }, `${at === 0 ? '?' : '&'}${name}=`),
    );
    parts.push(element('span', { class: 'strong' }, value ?? ''));
  });
  return parts;
}

function splitOnce(text: string, separator: string): readonly [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
