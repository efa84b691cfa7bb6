import type { CodeToHost, CodeView } from '../src/inspector/wireCode';
import type { Words } from '../src/inspector/wireWords';
import { button } from './controls';
import { element } from './elements';

export interface CodePreview {
  /** Its heading with buttons, and the code. */
  readonly elements: readonly HTMLElement[];
  show(code: CodeView): void;
  /** Whether somebody can see it: it is written as soon as they can. */
  lookedAt(isLookedAt: boolean): void;
  /** There is another request: what is shown of the one before goes, and is not masked perhaps. */
  renew(): void;
  /** There is no request any more. */
  clear(): void;
}

/** The request in the language that was chosen last, with a button to choose another. */
export function createCodePreview(
  words: Words,
  wish: (what: CodeToHost['what']) => void,
): CodePreview {
  const now = { isLookedAt: false, isOld: false };
  const choose = button({
    name: 'chooseCode',
    label: words.chooseCode,
    look: 'secondary',
    icon: 'down',
    hint: words.chooseCode,
    press: () => wish('choose'),
  });
  const tools = [
    choose,
    button({
      name: 'copyCode',
      label: words.copyCode,
      look: 'secondary',
      icon: 'copy',
      press: () => wish('copy'),
    }),
    button({
      name: 'openCode',
      label: words.openCode,
      look: 'secondary',
      icon: 'open',
      press: () => wish('open'),
    }),
  ];
  const code = element('code');
  const ask = (): void => {
    if (!now.isLookedAt || !now.isOld) return;
    now.isOld = false;
    wish('show');
  };
  return {
    elements: [
      element(
        'div',
        { class: 'curl-head' },
        element('h2', {}, words.codeHeading),
        element('div', { class: 'code-tools' }, ...tools.map((tool) => tool.element)),
      ),
      element('pre', { class: 'snippet', tabindex: '0' }, code),
    ],
    show({ title, tokens }) {
      choose.relabel(title, words.chooseCode);
      code.replaceChildren(
        ...tokens.map(([kind, text]) =>
          kind === 'plain' ? text : element('span', { class: `code-${kind}` }, text),
        ),
      );
    },
    lookedAt(isLookedAt) {
      now.isLookedAt = isLookedAt;
      ask();
    },
    renew() {
      code.replaceChildren();
      now.isOld = true;
      ask();
    },
    clear() {
      code.replaceChildren();
      now.isOld = false;
    },
  };
}
