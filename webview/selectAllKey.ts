import { commandLetter, type Pressed } from './undoKeys';

/** Ctrl+A, with ⌘ in its place on a Mac. */
export function isSelectAllKey(event: Pressed, isMac: boolean): boolean {
  return !event.shiftKey && commandLetter(event, isMac) === 'a';
}

/**
 * Selects what is typed into a field by itself, and says so. VS Code gets each key that goes through a
 * page, and answers this one with a Select All of its own: a moment later, when what is typed meanwhile
 * would be selected, too, and overwritten by the next digit.
 */
export function selectedInField(target: EventTarget | undefined): boolean {
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  if (isField) target.select();
  return isField;
}
