import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { addResizing } from '../../../../webview/table/resizing';

/** As much of an element as resizing needs. */
class Part extends EventTarget {
  ownerDocument = new EventTarget();
  parentElement: Part | undefined;
  classList = { add: () => undefined, remove: () => undefined };
  closest = (): Part | undefined => this.parentElement;
  getBoundingClientRect = () => ({ width: 100 });
  getAttribute = () => '3';
  setPointerCapture = () => undefined;
}

class Pointer extends Event {
  readonly button = 0;
  constructor(
    name: string,
    readonly clientX: number,
    readonly pointerId = 1,
  ) {
    super(name);
  }
}

let page: EventTarget;
let head: Part;
let done: string[] = [];
beforeEach(() => {
  page = new EventTarget();
  vi.stubGlobal('Element', Part);
  vi.stubGlobal('window', page);
  done = [];
  head = new Part();
  const border = new Part();
  border.parentElement = new Part();
  head.parentElement = border;
  addResizing(head as unknown as HTMLElement, {
    show: (column, pixels) => done.push(`show ${column} ${pixels}`),
    resize: (column, pixels) => done.push(`resize ${column} ${pixels}`),
    stay: () => done.push('stay'),
    fit: () => done.push('fit'),
  });
});
afterEach(() => vi.unstubAllGlobals());

const say = (to: EventTarget, ...events: readonly Pointer[]) =>
  events.forEach((event) => to.dispatchEvent(event));

test.each(['pointerup', 'lostpointercapture'])(
  'a header drawn anew takes no drag away, nor keeps a listener for it: %s',
  (end) => {
    say(head, new Pointer('pointerdown', 50));
    // nothing comes by way of the border that was pressed
    say(head.ownerDocument, new Pointer('pointermove', 70), new Pointer('pointermove', 500, 2));
    say(head.ownerDocument, new Pointer(end, 70));
    expect(done).toEqual(['show 2 120', 'resize 2 120']);
    say(head.ownerDocument, new Pointer('pointermove', 90), new Pointer('pointerup', 90));
    page.dispatchEvent(Object.assign(new Event('keydown'), { key: 'Escape' }));
    expect(done).toHaveLength(2);
  },
);

test('a drag that is taken back leaves the column as it was', () => {
  say(head, new Pointer('pointerdown', 50));
  say(head.ownerDocument, new Pointer('pointermove', 70));
  page.dispatchEvent(Object.assign(new Event('keydown'), { key: 'Escape' }));
  say(head.ownerDocument, new Pointer('pointerup', 70));
  expect(done).toEqual(['show 2 120', 'stay']);
});
