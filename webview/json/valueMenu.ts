import type { EditorView } from '@codemirror/view';
import { createContextMenu, type ContextMenu, type MenuItem } from './contextMenu';
import { foldAtCursor, unfoldAtCursor } from './folding';

export interface ValueActions {
  readonly copyValue: () => void;
  readonly copyPath: () => void;
  readonly search: () => void;
}

/** What can be done with the value under the pointer, or at the cursor when opened by key. */
export function addValueMenu(
  view: EditorView,
  parent: HTMLElement,
  actions: ValueActions,
  commandKey: string,
): ContextMenu {
  const menu = createContextMenu(parent, () => view.focus());

  function groups(): MenuItem[][] {
    const { main } = view.state.selection;
    const selected: MenuItem[] = main.empty
      ? []
      : [
          {
            label: 'Copy Selection',
            keys: `${commandKey}+C`,
            run: () => void navigator.clipboard.writeText(view.state.sliceDoc(main.from, main.to)),
          },
        ];
    const value: MenuItem[] = [
      { label: 'Copy Value', keys: `${commandKey}+Alt+C`, run: actions.copyValue },
      { label: 'Copy Path', keys: 'Shift+Alt+C', run: actions.copyPath },
    ];
    const folds: MenuItem[] = [
      { label: 'Fold', keys: 'Ctrl+Shift+[', run: () => void foldAtCursor(view) },
      { label: 'Unfold', keys: 'Ctrl+Shift+]', run: () => void unfoldAtCursor(view) },
    ];
    return [
      [...selected, ...value],
      folds,
      [{ label: 'Find…', keys: `${commandKey}+F`, run: actions.search }],
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
