type Pressed = Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'isComposing'
>;

/** Escape by itself, where it does not end what an input method has begun to write. */
export function isCancelKey(event: Pressed): boolean {
  const { ctrlKey, metaKey, shiftKey, altKey, isComposing } = event;
  return event.key === 'Escape' && !(ctrlKey || metaKey || shiftKey || altKey || isComposing);
}
