import { element, rovingFocus } from './controls';
import { joinPointer, pointerSegments } from './pointers';
import type { JsonWords } from './words';

/** Where the cursor is, as a path whose parts lead to the objects and arrays around it. */
export interface Breadcrumb {
  readonly dom: HTMLElement;
  show(pointer: string | undefined): void;
}

/** A deeper path shows its innermost parts only. */
const shownParts = 24;
const longestLabel = 60;

export function createBreadcrumb(words: JsonWords, reveal: (pointer: string) => void): Breadcrumb {
  const list = element('ol', 'json-path');
  const dom = element('nav', 'json-breadcrumb', list);
  dom.setAttribute('aria-label', words.path);
  const roving = rovingFocus(list);
  let shown: string | undefined;

  function part(label: string, title: string, pointer: string, isLast: boolean): HTMLElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'json-path-part';
    button.textContent = label.length > longestLabel ? `${label.slice(0, longestLabel)}…` : label;
    button.title = title;
    button.tabIndex = -1;
    if (isLast) button.setAttribute('aria-current', 'location');
    button.addEventListener('click', () => reveal(pointer));
    return element('li', '', button);
  }

  return {
    dom,
    show(pointer) {
      if (pointer === shown) return;
      shown = pointer;
      const segments = pointer === undefined ? [] : pointerSegments(pointer);
      if (segments.length === 0) {
        // a lone `$` beside the tabs would look like one of them
        list.replaceChildren();
        return;
      }
      const parts = [part('$', words.wholeAnswer, '', false)];
      const first = Math.max(0, segments.length - shownParts);
      for (let at = first; at < segments.length; at++) {
        const segment = segments[at] ?? '';
        const label = /^\d+$/.test(segment) ? `[${segment}]` : segment === '' ? '""' : segment;
        const below = joinPointer(segments.slice(0, at + 1));
        parts.push(
          part(
            at === first && first > 0 ? `… ${label}` : label,
            below,
            below,
            at === segments.length - 1,
          ),
        );
      }
      list.replaceChildren(...parts);
      roving.refresh();
      dom.scrollLeft = dom.scrollWidth;
    },
  };
}
