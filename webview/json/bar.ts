import { createBreadcrumb } from './breadcrumb';
import { element, iconButton, rovingFocus } from './controls';
import { withKeys, type JsonWords } from './words';

export interface BarActions {
  readonly reveal: (pointer: string) => void;
  readonly search: () => void;
  readonly goToCustomer: () => void;
  readonly revealInTree: () => void;
  readonly foldAll: () => void;
  readonly unfoldAll: () => void;
  readonly copyValue: () => void;
  readonly copyPath: () => void;
  readonly copyJson: () => void;
  readonly openJson: () => void;
}

/** Where the cursor is, and what can be done: with the view, with that value, with the whole answer. */
export interface Bar {
  readonly dom: HTMLElement;
  show(pointer: string | undefined): void;
}

export function createBar(words: JsonWords, actions: BarActions, commandKey: string): Bar {
  const breadcrumb = createBreadcrumb(words, actions.reveal);
  const copyValue = iconButton(
    'copyValue',
    withKeys(words.copyValue, `${commandKey}+Alt+C`),
    actions.copyValue,
  );
  const copyPath = iconButton(
    'copyPath',
    withKeys(words.copyPath, 'Shift+Alt+C'),
    actions.copyPath,
  );
  const revealInTree = iconButton(
    'revealInTree',
    withKeys(words.revealInTree, 'Shift+Alt+R'),
    actions.revealInTree,
  );
  const buttons = element(
    'div',
    'json-buttons',
    iconButton('search', withKeys(words.find, `${commandKey}+F`), actions.search),
    iconButton(
      'goToCustomer',
      withKeys(words.goToCustomer, `${commandKey}+Shift+O`),
      actions.goToCustomer,
    ),
    revealInTree,
    element('span', 'json-bar-line'),
    iconButton('foldAll', withKeys(words.foldAll, 'Ctrl+Alt+['), actions.foldAll),
    iconButton('unfoldAll', withKeys(words.unfoldAll, 'Ctrl+Alt+]'), actions.unfoldAll),
    element('span', 'json-bar-line'),
    copyValue,
    copyPath,
    element('span', 'json-bar-line'),
    iconButton('copyJson', words.copyJson, actions.copyJson),
    iconButton('openJson', words.openJson, actions.openJson),
  );
  buttons.setAttribute('role', 'toolbar');
  buttons.setAttribute('aria-label', words.tools);
  rovingFocus(buttons);

  return {
    dom: element('div', 'json-bar', breadcrumb.dom, buttons),
    show(pointer) {
      breadcrumb.show(pointer);
      for (const button of [copyValue, copyPath, revealInTree]) {
        button.setAttribute('aria-disabled', String(pointer === undefined));
      }
    },
  };
}
