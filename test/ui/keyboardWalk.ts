import type { Page } from 'playwright-core';
import type { Webview } from '../vscode/webview';

/** Where the keyboard stood on its way through a page. */
interface Stop {
  readonly name: string;
  /** The part of the page, by its place in the list that was given; -1 for none of them. */
  readonly part: number;
}

export interface Walk {
  readonly stops: readonly Stop[];
  /** What somebody with a keyboard, or with little room, would stumble over; in words. */
  readonly faults: readonly string[];
}

/** More stops than any page has: whoever takes so many goes round in a circle. */
const TOO_MANY = 150;

/**
 * Goes through a page by the Tab key, from its first stop until the page is left, and looks at each stop
 * whether it is in sight, whole, on top, and seen to have the keyboard; then at what was never reached, at
 * labels that are cut off, and at the width of the page.
 *
 * @param parts selectors of the parts of the page
 */
export async function walkByTab(
  page: Page,
  frame: Webview,
  parts: readonly string[],
): Promise<Walk> {
  const stops: Stop[] = [];
  const faults: string[] = [];
  await frame.evaluate(begin);
  // from here on it is by keyboard, also for those who show it to nobody else
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  for (;;) {
    const seen = await frame.evaluate(lookAtStop, parts);
    faults.push(...seen.faults);
    if (seen.stop === undefined) break;
    stops.push(seen.stop);
    if (stops.length > TOO_MANY) return { stops, faults: [...faults, 'The page is a trap.'] };
    await page.keyboard.press('Tab');
  }
  faults.push(...(await frame.evaluate(lookAtPage)));
  return { stops, faults };
}

interface WalkWindow {
  walk?: {
    readonly reached: Set<Element>;
    /** How each element looks without the keyboard. */
    readonly looks: ReadonlyMap<Element, string>;
  };
  /** What the functions below share, as they run in the page. */
  walking?: {
    readonly everything: (root: Document | ShadowRoot) => readonly Element[];
    readonly hostOf: (one: Element) => Element | undefined;
    readonly above: (one: Element) => readonly Element[];
    readonly look: (one: Element) => string;
  };
}

/** Runs in the page: goes to its first stop. */
function begin(): void {
  const here = globalThis as unknown as WalkWindow;
  const everything = (root: Document | ShadowRoot): readonly Element[] =>
    [...root.querySelectorAll('*')].flatMap((one) =>
      one.shadowRoot === null ? [one] : [one, ...everything(one.shadowRoot)],
    );
  const hostOf = (one: Element): Element | undefined => {
    const inside = one.getRootNode();
    return inside instanceof ShadowRoot ? inside.host : undefined;
  };
  /** The element, and what it is shown in, outwards. */
  const above = (one: Element): readonly Element[] => {
    const up = one.assignedSlot ?? one.parentElement ?? hostOf(one);
    return up === undefined ? [one] : [one, ...above(up)];
  };
  /** As far as it can tell that it has the keyboard. */
  const look = (one: Element): string =>
    [...above(one).slice(0, 4), ...(one.shadowRoot?.querySelectorAll('*') ?? [])]
      .flatMap((element) =>
        [undefined, '::before', '::after'].map((pseudo) => getComputedStyle(element, pseudo)),
      )
      .map((style) => {
        const isDrawn = style.outlineStyle !== 'none' && !style.outlineColor.endsWith(', 0)');
        const outline = isDrawn ? `${style.outlineWidth} ${style.outlineColor}` : '';
        const { borderColor, boxShadow, backgroundColor, textDecorationLine } = style;
        return [outline, borderColor, boxShadow, backgroundColor, textDecorationLine].join('|');
      })
      .join('\n');
  here.walking = { everything, hostOf, above, look };
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  const looks = new Map(everything(document).map((one) => [one, look(one)]));
  here.walk = { reached: new Set(), looks };
  scrollTo(0, 0);
  document.querySelector<HTMLElement>('button')?.focus();
}

/** Runs in the page. */
function lookAtStop(parts: readonly string[]): { stop: Stop | undefined; faults: string[] } {
  const { walk, walking } = globalThis as unknown as WalkWindow;
  if (walk === undefined || walking === undefined) throw new Error('The walk has not begun.');
  const { above, hostOf, look } = walking;
  const at = document.hasFocus() ? focused(document) : undefined;
  if (at === undefined || walk.reached.has(at)) return { stop: undefined, faults: [] };
  walk.reached.add(at);
  const named = at.closest('[data-name], [id], [class]') ?? at;
  const name = [hostOf(at)?.getAttribute('data-name') ?? named.getAttribute('data-name')]
    .concat(named.id, named.className, at.getAttribute('aria-label'))
    .filter((part) => part !== null && part !== '')
    .join(' ');
  const faults = placeFaults(at);
  if (look(at) === walk.looks.get(at)) faults.push('nothing shows that it has the keyboard');
  const part = parts.findIndex((selector) => above(at).some((one) => one.matches(selector)));
  return { stop: { name, part }, faults: faults.map((fault) => `${name}: ${fault}`) };

  function focused(root: Document | ShadowRoot): Element | undefined {
    const here = root.activeElement;
    if (here === null || here === document.body) return undefined;
    return here.shadowRoot === null ? here : (focused(here.shadowRoot) ?? here);
  }
  function placeFaults(one: Element): string[] {
    const whole = one.getBoundingClientRect();
    /** What of it is in sight, as far as its scrollers let it be. */
    const box = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    for (const around of [one, ...above(one).filter(isWindowed)]) {
      const { left, top, right, bottom } = around.getBoundingClientRect();
      box.left = Math.max(box.left, left);
      box.top = Math.max(box.top, top);
      box.right = Math.min(box.right, right);
      box.bottom = Math.min(box.bottom, bottom);
    }
    // what scrolls by itself need not be seen whole
    const isLarge = whole.height > 60 || one.closest('[role=grid]') !== null;
    const width = isLarge ? Math.min(60, whole.width) : whole.width;
    const height = isLarge ? Math.min(40, whole.height) : whole.height;
    if (box.right - box.left < width - 2 || box.bottom - box.top < height - 2)
      return [`in sight only from ${JSON.stringify(box)} of ${JSON.stringify(whole)}`];
    const x = (box.left + box.right) / 2;
    const y = (box.top + box.bottom) / 2;
    const hit = hitAt(document, x, y);
    if (hit !== null && (above(hit).includes(one) || above(one).slice(0, 3).includes(hit)))
      return [];
    return [`hidden behind ${hit?.outerHTML.slice(0, 60) ?? 'nothing'}`];
  }
  function hitAt(root: Document | ShadowRoot, x: number, y: number): Element | null {
    const hit = root.elementFromPoint(x, y);
    const inner = hit?.shadowRoot?.elementFromPoint(x, y) ?? null;
    return hit?.shadowRoot && inner !== hit ? (hitAt(hit.shadowRoot, x, y) ?? hit) : hit;
  }
  function isWindowed(one: Element): boolean {
    const { overflowX, overflowY, display } = getComputedStyle(one);
    return display !== 'contents' && (overflowX !== 'visible' || overflowY !== 'visible');
  }
}

/** Runs in the page: what the walk did not come by. */
function lookAtPage(): string[] {
  const { walk, walking } = globalThis as unknown as WalkWindow;
  const faults: string[] = [];
  const { scrollWidth } = document.documentElement;
  if (scrollWidth > innerWidth)
    faults.push(`The page is ${scrollWidth} wide, of which ${innerWidth} are in sight.`);
  const groups = '[role=toolbar], [role=menu], [role=grid], [role=tablist], [role=tree], nav';
  for (const one of walking?.everything(document) ?? []) {
    if (!one.checkVisibility({ visibilityProperty: true })) continue;
    const said = (one.getAttribute('aria-label') ?? one.textContent).trim().slice(0, 40);
    const name = `${one.localName}.${one.className} “${said}”`;
    const isControl = one.matches('button, input, [tabindex], [contenteditable=true]');
    const isStop = isControl && (one as HTMLElement).tabIndex >= 0 && !one.matches(':disabled');
    if (isStop && walk?.reached.has(one) === false) faults.push(`${name}: never reached by Tab`);
    if (one.matches('button[tabindex="-1"]') && one.closest(groups) === null)
      faults.push(`${name}: nothing leads the keyboard there`);
    const isLabel = one.matches('button, .label, h2, h3, th, label, vscode-button');
    if (isLabel && one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1)
      faults.push(`${name}: cut off`);
    const { right, width } = one.getBoundingClientRect();
    if (
      one.matches('button') &&
      width > 0 &&
      right > innerWidth + 1 &&
      !one.closest('nav, [role=grid]')
    )
      faults.push(`${name}: beyond the edge`);
  }
  return faults;
}
