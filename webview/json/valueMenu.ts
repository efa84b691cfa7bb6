import type { EditorView } from '@codemirror/view';
import { createContextMenu, type ContextMenu, type MenuItem } from './contextMenu';
import { contactKind } from './contacts';
import { timeAt } from './explaining';
import { foldAtCursor, foldKey, foldLevel, keyAtCursor, unfoldAtCursor } from './folding';
import { foldLevels } from './foldMany';
import { plainFieldOn } from './plainField';
import { filled, type JsonWords } from './words';

export interface ValueActions {
  readonly copyValue: () => void;
  readonly copyPath: () => void;
  readonly copyJsPath: () => void;
  readonly search: () => void;
  readonly explainTime: () => void;
  readonly revealInTree: () => void;
  readonly goToCustomer: () => void;
}

const longestKey = 30;

/** What can be done with the value under the pointer, or at the cursor when opened by key. */
export function addValueMenu(
  view: EditorView,
  parent: HTMLElement,
  words: JsonWords,
  actions: ValueActions,
  commandKey: string,
): ContextMenu {
  const menu = createContextMenu(parent, words.menu, () => view.focus());

  function groups(): MenuItem[][] {
    const { main } = view.state.selection;
    const selected: MenuItem[] = main.empty
      ? []
      : [
          {
            label: words.menuCopySelection,
            keys: `${commandKey}+C`,
            run: () => void navigator.clipboard.writeText(view.state.sliceDoc(main.from, main.to)),
          },
        ];
    const value: MenuItem[] = [
      { label: copyLabel(), keys: `${commandKey}+Alt+C`, run: actions.copyValue },
      { label: words.menuCopyPath, keys: 'Shift+Alt+C', run: actions.copyPath },
      { label: words.menuCopyJsPath, keys: '', run: actions.copyJsPath },
    ];
    const time: MenuItem[] =
      timeAt(view.state, main.head) === undefined
        ? []
        : [{ label: words.menuExplainTime, keys: 'Shift+Alt+T', run: actions.explainTime }];
    const folds: MenuItem[] = [
      { label: words.fold, keys: 'Ctrl+Shift+[', run: () => void foldAtCursor(view) },
      { label: words.unfold, keys: 'Ctrl+Shift+]', run: () => void unfoldAtCursor(view) },
      ...foldsOfKey(),
      ...foldLevels.map((level) => ({
        label: filled(words.menuFoldLevel, { level }),
        keys: `Ctrl+Alt+${level}`,
        run: () => foldLevel(view, level),
      })),
    ];
    const customers: MenuItem[] = [
      {
        label: words.menuRevealInTree,
        keys: 'Shift+Alt+R',
        run: actions.revealInTree,
      },
      {
        label: words.menuGoToCustomer,
        keys: `${commandKey}+Shift+O`,
        run: actions.goToCustomer,
      },
    ];
    return [
      [...selected, ...value, ...time],
      customers,
      folds,
      [{ label: words.menuFind, keys: `${commandKey}+F`, run: actions.search }],
    ];
  }

  /** E-mail addresses and phone numbers are there to be copied, and nothing of the page reaches anybody. */
  function copyLabel(): string {
    const { doc, selection } = view.state;
    const { number, text } = doc.lineAt(selection.main.head);
    const field = plainFieldOn(text);
    const beside = [number - 1, number + 1].filter((line) => line >= 1 && line <= doc.lines);
    const kind =
      field &&
      contactKind(
        field,
        beside.map((line) => doc.line(line).text),
      );
    switch (kind) {
      case 'email':
        return words.menuCopyEmail;
      case 'phone':
        return words.menuCopyPhone;
      case undefined:
        return words.menuCopyValue;
    }
  }

  function foldsOfKey(): MenuItem[] {
    const key = keyAtCursor(view);
    if (key === undefined) return [];
    const shown = key.length > longestKey ? `${key.slice(0, longestKey)}…` : key;
    return [
      {
        label: filled(words.menuFoldKey, { key: shown }),
        keys: '',
        run: () => foldKey(view, key),
      },
    ];
  }

  function contextmenu(event: MouseEvent): void {
    event.preventDefault();
    const byMouse = event.button === 2 || event.ctrlKey;
    if (byMouse) {
      const at = view.posAtCoords({ x: event.clientX, y: event.clientY }, false);
      const { from, to } = view.state.selection.main;
      if (at < from || at > to) view.dispatch({ selection: { anchor: at } });
      menu.open(groups(), event.clientX, event.clientY);
      return;
    }
    const caret = view.coordsAtPos(view.state.selection.main.head);
    const box = view.scrollDOM.getBoundingClientRect();
    menu.open(groups(), caret?.left ?? box.left, caret?.bottom ?? box.top);
  }

  view.scrollDOM.addEventListener('contextmenu', contextmenu);
  return menu;
}
