export type Pressed = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'
>;

/** What the keys mean in a form: Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y, with ⌘ in their place on a Mac. */
export function undoKey(event: Pressed, isMac: boolean): 'undo' | 'redo' | undefined {
  const letter = commandLetter(event, isMac);
  if (letter === 'z') return event.shiftKey ? 'redo' : 'undo';
  return letter === 'y' && !event.shiftKey && !isMac ? 'redo' : undefined;
}

/** The letter that is pressed with Ctrl, or with ⌘ on a Mac, and not with Alt. */
export function commandLetter(event: Pressed, isMac: boolean): string | undefined {
  const isCommand = isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  return isCommand && !event.altKey ? letterOf(event) : undefined;
}

/** Of a keyboard without Latin letters, the key at their place. */
function letterOf({ key, code }: Pressed): string {
  return /^[a-z]$/i.test(key) ? key.toLowerCase() : code.replace(/^Key/, '').toLowerCase();
}
