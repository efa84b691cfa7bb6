/**
 * An editor shows by its cursor that it has the keyboard, and the cursor may be out of sight: whoever comes
 * in by the Tab key sees a ring around it as well, until they go on.
 */
export function showTabbedInto(editor: HTMLElement): void {
  editor.addEventListener('keyup', ({ key }) => {
    if (key === 'Tab') editor.classList.add('json-tabbed-into');
  });
  for (const type of ['keydown', 'pointerdown', 'focusout'])
    editor.addEventListener(type, () => editor.classList.remove('json-tabbed-into'));
}
