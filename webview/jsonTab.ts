import type { CopyableThing } from '../src/inspector/wire';
import { PrettyStream } from '../src/inspector/wirePrinting';
import type { Words } from '../src/inspector/wireWords';
import { element, show } from './elements';
import { icon } from './icons';
import { createJsonView, type JsonViewState } from './jsonView';
import { withKey } from './toolbar';

export interface JsonTab {
  readonly element: HTMLElement;
  /** Where the cursor is and what can be done with the answer; nothing as long as there is none. */
  readonly tools: HTMLElement;
  /** @param note says what the text is, where it is no JSON */
  begin(textLength: number, note?: string): void;
  /** As received, in UTF-8, no character cut in two. */
  append(piece: Uint8Array): void;
  end(): void;
  /** A run failed, and nothing came that could be shown here. */
  nothing(hint: string, title?: string): void;
  /** Undefined as long as there is no answer. */
  pointerAtCursor(): string | undefined;
  /** False where there is nothing to search. */
  openSearch(): boolean;
  /** Puts the cursor at a value, or at what is around it where it is not there. */
  reveal(pointer: string, focus: boolean): void;
  state(): JsonViewState;
  restore(state: JsonViewState): void;
}

export interface JsonTabOptions {
  readonly words: Words;
  readonly nonce: string;
  readonly copy: (what: CopyableThing, pointer?: string) => void;
  readonly openJson: () => void;
  readonly goToCustomer: () => void;
  readonly revealInTree: (pointer: string) => void;
  /** The cursor or the scroll position is elsewhere. */
  readonly moved: () => void;
}

/** Printed, an answer is about so many times as long: enough for a line that tells how far it is. */
const printedLength = 2;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The whole answer as the server sent it, and what can be taken from it. */
export function createJsonTab(options: JsonTabOptions): JsonTab {
  const { words, nonce, copy } = options;
  const parent = element('div', { class: 'json-place' });
  const heading = element('h2', {}, words.nothingYet);
  const hint = element('p', {}, withKey(words.nothingYetHint));
  const empty = element('div', { class: 'empty' }, icon('braces'), heading, hint);
  const notice = element('p', { class: 'json-notice' });
  let printing = new PrettyStream();
  const view = createJsonView(parent, {
    nonce,
    words: words.json,
    onCopyValue: (pointer) => copy('value', pointer),
    onCopyPath: (pointer) => copy('pointer', pointer),
    onCopyJsPath: (pointer) => copy('jsPath', pointer),
    onCopyJson: () => copy('json'),
    onOpenJson: options.openJson,
    onGoToCustomer: options.goToCustomer,
    onRevealInTree: options.revealInTree,
    onCursor: options.moved,
  });
  parent.addEventListener('scroll', options.moved, { capture: true, passive: true });
  const tools = element('div', { class: 'tools' }, view.bar);
  show(notice, false);
  show(parent, false);
  show(view.bar, false);
  const showAnswer = (isThere: boolean): void => {
    show(empty, !isThere);
    show(parent, isThere);
    show(view.bar, isThere);
  };
  return {
    element: element('div', { class: 'json' }, empty, notice, parent),
    tools,
    begin(textLength, note) {
      notice.textContent = note ?? '';
      show(notice, note !== undefined);
      showAnswer(true);
      printing = new PrettyStream();
      view.begin(textLength * printedLength);
    },
    nothing(elsewhere, title = words.noAnswer) {
      show(notice, false);
      heading.textContent = title;
      hint.textContent = elsewhere;
      showAnswer(false);
    },
    append: (piece) => view.append(printing.feed(decoder.decode(piece))),
    end() {
      view.append(printing.end());
      view.end();
    },
    pointerAtCursor: () => view.pointerAtCursor(),
    openSearch() {
      if (parent.hidden) return false;
      view.openSearch();
      return true;
    },
    reveal: (pointer, focus) => view.reveal(pointer, focus),
    state: () => view.state(),
    restore: (state) => view.restore(state),
  };
}
