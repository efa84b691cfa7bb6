import { createBreadcrumb } from './breadcrumb';
import { element, iconButton, rovingFocus } from './controls';

export interface BarActions {
  readonly reveal: (pointer: string) => void;
  readonly search: () => void;
  readonly foldAll: () => void;
  readonly unfoldAll: () => void;
  readonly copyValue: () => void;
  readonly copyPath: () => void;
}

/** The strip above the answer: where the cursor is, and what can be done. */
export interface Bar {
  readonly dom: HTMLElement;
  show(pointer: string | undefined): void;
}

export function createBar(actions: BarActions, commandKey: string): Bar {
  const breadcrumb = createBreadcrumb(actions.reveal);
  const copyValue = iconButton(
    'copyValue',
    `Copy value at the cursor (${commandKey}+Alt+C)`,
    actions.copyValue,
  );
  const copyPath = iconButton(
    'copyPath',
    'Copy path of the value at the cursor (Shift+Alt+C)',
    actions.copyPath,
  );
  const buttons = element(
    'div',
    'json-buttons',
    iconButton('search', `Find (${commandKey}+F)`, actions.search),
    iconButton('foldAll', 'Fold all (Ctrl+Alt+[)', actions.foldAll),
    iconButton('unfoldAll', 'Unfold all (Ctrl+Alt+])', actions.unfoldAll),
    element('span', 'json-bar-line'),
    copyValue,
    copyPath,
  );
  buttons.setAttribute('role', 'toolbar');
  buttons.setAttribute('aria-label', 'JSON');
  rovingFocus(buttons);

  return {
    dom: element('div', 'json-bar', breadcrumb.dom, buttons),
    show(pointer) {
      breadcrumb.show(pointer);
      for (const button of [copyValue, copyPath]) {
        button.setAttribute('aria-disabled', String(pointer === undefined));
      }
    },
  };
}
