type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** What the keys mean in a form: Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y, with ⌘ in their place on a Mac. */
export function undoKey(event: Pressed, isMac: boolean): 'undo' | 'redo' | undefined {
  const isCommand = isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  if (!isCommand || event.altKey) return undefined;
  const letter = letterOf(event);
  if (letter === 'z') return event.shiftKey ? 'redo' : 'undo';
  return letter === 'y' && !event.shiftKey && !isMac ? 'redo' : undefined;
}

/** Of a keyboard without Latin letters, the key at their place. */
function letterOf({ key, code }: Pressed): string {
  return /^[a-z]$/i.test(key) ? key.toLowerCase() : code.replace(/^Key/, '').toLowerCase();
}
