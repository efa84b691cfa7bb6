/** Attributes by name; `class` and `data-…` included. An undefined one is left out. */
export type Attributes = Readonly<Record<string, string | undefined>>;

/** An element with attributes and children. Text goes in as text, never as markup. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes))
    if (value !== undefined) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Shows or hides an element, and everything in it, to everyone. */
export function show(shown: HTMLElement, isShown: boolean): void {
  shown.hidden = !isShown;
}

/** Characters that show others in another order than they are sent in. */
const MOVING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** With a character in it that moves others, a field shows its text in the order that it is sent in. */
export function showAsSent(field: HTMLElement, text: string): void {
  field.classList.toggle('as-sent', MOVING.test(text));
}
