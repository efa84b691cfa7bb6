import type { Frame, Page } from 'playwright-core';

/*
 * What a page shows, and when: functions that run in it and look at each change of its document. Times
 * are in milliseconds since 1970, so that they can be compared with those of another process.
 */

/** When a line with such a text was on screen below an element that may still have to come. */
export async function linePainted(frame: Frame, selector: string, text: string): Promise<number> {
  return frame.evaluate(
    ([where, wanted]) =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          const isThere = [...document.querySelectorAll(where)].some(({ textContent }) =>
            textContent.includes(wanted),
          );
          if (!isThere) return;
          observer.disconnect();
          requestAnimationFrame(() => resolve(Date.now()));
        };
        const observer = new MutationObserver(look);
        observer.observe(document, { subtree: true, childList: true, characterData: true });
        look();
      }),
    [selector, text] as const,
  );
}

interface RunPainted {
  /** Milliseconds from the click that began it; from the call where none did. */
  readonly first: number;
  readonly firstAt: number;
  /** When all of it could be searched and folded. */
  readonly wholeAt: number;
}

/** When the answer with such a mark in its first row was on screen, and when all of it was there. */
export async function runPainted(frame: Frame, mark: string): Promise<RunPainted> {
  return frame.evaluate(
    (wanted) =>
      new Promise<RunPainted>((resolve) => {
        let began = Date.now();
        let firstAt = 0;
        const view = document.querySelector('.json-view');
        const clicked = (): void => void (began = Date.now());
        addEventListener('mousedown', clicked, { once: true, capture: true });
        const look = (): void => {
          if (firstAt === 0) {
            if (!(view?.querySelector('.cm-content')?.textContent ?? '').includes(wanted)) return;
            firstAt = -1;
            requestAnimationFrame(() => {
              firstAt = Date.now();
              look();
            });
          }
          if (firstAt < 0 || view?.getAttribute('aria-busy') === 'true') return;
          observer.disconnect();
          removeEventListener('mousedown', clicked, { capture: true });
          resolve({ first: firstAt - began, firstAt, wholeAt: Date.now() });
        };
        const observer = new MutationObserver(look);
        observer.observe(document, {
          subtree: true,
          childList: true,
          characterData: true,
          attributeFilter: ['aria-busy'],
        });
      }),
    mark,
  );
}

/** When a page that is new showed something first: the inspector shows its form before all else. */
export async function firstPainted(frame: Frame): Promise<number> {
  return frame.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const observer = new PerformanceObserver((list) => {
          const [paint] = list.getEntriesByName('first-contentful-paint');
          if (paint === undefined) return;
          observer.disconnect();
          resolve(performance.timeOrigin + paint.startTime);
        });
        observer.observe({ type: 'paint', buffered: true });
      }),
  );
}

/** Megabytes that the scripts of a page use, buffers included, once nothing is left to clear away. */
export async function pageHeap(frame: Frame): Promise<number> {
  const context = frame.page().context();
  // a webview has a process of its own, or shares that of the window
  const session = await context
    .newCDPSession(frame)
    .catch(() => context.newCDPSession(frame.page()));
  for (let round = 0; round < 3; round++) await session.send('HeapProfiler.collectGarbage');
  const used = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return (used.usedSize + used.backingStorageSize) / 1e6;
}

/**
 * Clears away what scripts left, in the window and in one of its webviews. Once: after some rounds the
 * browser forgets the code that was not used meanwhile, too, and what is measured next begins cold.
 */
export async function collectGarbage(page: Page, frame: Frame): Promise<void> {
  const context = page.context();
  const sessions = [await context.newCDPSession(page)];
  const own = await context.newCDPSession(frame).catch(() => undefined);
  if (own !== undefined) sessions.push(own);
  for (const session of sessions) {
    await session.send('HeapProfiler.collectGarbage');
    await session.detach();
  }
}

/** Milliseconds from the last letter typed into the open search box to the last match on screen. */
export async function lastMatchFound(frame: Frame, text: string): Promise<number> {
  return frame.evaluate(
    (wanted) =>
      new Promise<number>((resolve, reject) => {
        const input = document.querySelector<HTMLInputElement>('.json-search-input');
        if (input === null) {
          reject(new Error('The search box is not open.'));
          return;
        }
        const type = (value: string): void => {
          input.value = value;
          input.dispatchEvent(new Event('input', { bubbles: true }));
        };
        type('');
        setTimeout(() => {
          const began = performance.now();
          const observer = new MutationObserver(() => {
            if (document.querySelector('.json-match-current') === null) return;
            observer.disconnect();
            requestAnimationFrame(() => resolve(performance.now() - began));
          });
          observer.observe(document, { subtree: true, childList: true });
          type(wanted);
        }, 500);
      }),
    text,
  );
}

/** The time that 95 of 100 frames stay below while the text is scrolled a screen at a time. */
export async function scrolled(frame: Frame): Promise<number> {
  return frame.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const FRAMES = 300;
        const scroller = document.querySelector('.cm-scroller');
        const frames: number[] = [];
        let before: number | undefined;
        const step = (now: number): void => {
          if (before !== undefined) frames.push(now - before);
          before = now;
          if (scroller !== null && frames.length < FRAMES) {
            scroller.scrollTop += scroller.clientHeight * 0.8;
            requestAnimationFrame(step);
            return;
          }
          frames.sort((a, b) => a - b);
          resolve(frames[Math.floor(frames.length * 0.95)] ?? NaN);
        };
        requestAnimationFrame(step);
      }),
  );
}
