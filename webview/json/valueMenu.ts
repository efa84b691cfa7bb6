import type { EditorView } from '@codemirror/view';
import { createContextMenu, type ContextMenu, type MenuItem } from './contextMenu';
import { foldAtCursor, unfoldAtCursor } from './folding';
import type { JsonWords } from './words';

export interface ValueActions {
  readonly copyValue: () => void;
  readonly copyPath: () => void;
  readonly copyJsPath: () => void;
  readonly search: () => void;
}

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
      { label: words.menuCopyValue, keys: `${commandKey}+Alt+C`, run: actions.copyValue },
      { label: words.menuCopyPath, keys: 'Shift+Alt+C', run: actions.copyPath },
      { label: words.menuCopyJsPath, keys: '', run: actions.copyJsPath },
    ];
    const folds: MenuItem[] = [
      { label: words.fold, keys: 'Ctrl+Shift+[', run: () => void foldAtCursor(view) },
      { label: words.unfold, keys: 'Ctrl+Shift+]', run: () => void unfoldAtCursor(view) },
    ];
    return [
      [...selected, ...value],
      folds,
      [{ label: words.menuFind, keys: `${commandKey}+F`, run: actions.search }],
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
