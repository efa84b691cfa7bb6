import type { CopyableThing, Words } from '../src/inspector/wire';
import { button } from './controls';
import { element, show } from './elements';
import { icon, type IconName } from './icons';
import { createJsonView, type JsonViewState } from './jsonView';
import { withKey } from './toolbar';

export interface JsonTab {
  readonly element: HTMLElement;
  begin(textLength: number): void;
  append(piece: string): void;
  end(): void;
  pointerAtCursor(): string;
  state(): JsonViewState;
  restore(state: JsonViewState): void;
}

export interface JsonTabOptions {
  readonly words: Words;
  readonly nonce: string;
  readonly copy: (what: CopyableThing, pointer?: string) => void;
  readonly openJson: () => void;
  /** The cursor or the scroll position is elsewhere. */
  readonly moved: () => void;
}

/** The whole answer as the server sent it, and what can be taken from it. */
export function createJsonTab(options: JsonTabOptions): JsonTab {
  const { words, nonce, copy } = options;
  const parent = element('div', { class: 'json-place', role: 'region' });
  parent.setAttribute('aria-label', words.answerLabel);
  const empty = element(
    'div',
    { class: 'empty' },
    icon('braces'),
    element('h2', {}, words.nothingYet),
    element('p', {}, withKey(words.nothingYetHint)),
  );
  const view = createJsonView(parent, {
    nonce,
    onCopyValue: (pointer) => copy('value', pointer),
    onCopyPath: (pointer) => copy('pointer', pointer),
    onCursor: options.moved,
  });
  parent.addEventListener('scroll', options.moved, { capture: true, passive: true });
  const pointerAtCursor = (): string => view.pointerAtCursor() ?? '';
  const tool = (name: string, label: string, picture: IconName, press: () => void): HTMLElement =>
    button({ name, label, look: 'icon', icon: picture, press }).element;
  const tools = element(
    'div',
    { class: 'tools' },
    tool('copyJsPath', words.copyJsPath, 'code', () => copy('jsPath', pointerAtCursor())),
    tool('copyJson', words.copyJson, 'copy', () => copy('json')),
    tool('openJson', words.openJson, 'open', options.openJson),
  );
  show(parent, false);
  show(tools, false);
  return {
    element: element('div', { class: 'json' }, tools, empty, parent),
    begin(textLength) {
      show(empty, false);
      show(parent, true);
      show(tools, true);
      view.begin(textLength);
    },
    append: (piece) => view.append(piece),
    end: () => view.end(),
    pointerAtCursor,
    state: () => view.state(),
    restore: (state) => view.restore(state),
  };
}
