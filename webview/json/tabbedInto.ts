/**
 * An editor shows by its cursor that it has the keyboard, and the cursor may be out of sight: whoever comes
 * in by the Tab key sees a ring around it as well, until they go on.
 */
export function showTabbedInto(editor: HTMLElement): void {
  let isByTab = false;
  const show = (isShown: boolean): void => {
    editor.classList.toggle('json-tabbed-into', isShown);
  };
  document.addEventListener('keydown', ({ key }) => (isByTab = key === 'Tab'), { capture: true });
  document.addEventListener('pointerdown', () => (isByTab = false), { capture: true });
  editor.addEventListener('focusin', () => show(isByTab));
  // from outside the page, of which nothing else is heard here
  editor.addEventListener('keyup', ({ key }) => {
    if (key === 'Tab') show(true);
  });
  for (const type of ['keydown', 'pointerdown', 'focusout'])
    editor.addEventListener(type, () => show(false));
}
