/** Turns of the page's event loop, so that long work leaves room for painting and typing. */
export interface Turns {
  /** Runs in a turn of its own, as soon as the browser has one. */
  next(run: () => void): void;
  /** Runs after what is on the page now was painted, or soon where nothing is painted (hidden). */
  afterPaint(run: () => void): void;
  /** Nothing that waits runs any more. */
  dispose(): void;
}

/** How long a turn may work before it lets the page breathe, in milliseconds. */
const turnLength = 12;
/** A hidden page paints never. */
const paintAtLatest = 100;

export function createTurns(): Turns {
  const channel = new MessageChannel();
  const waiting: (() => void)[] = [];
  channel.port1.onmessage = () => waiting.shift()?.();

  function next(run: () => void): void {
    waiting.push(run);
    channel.port2.postMessage(undefined);
  }

  return {
    next,
    afterPaint(run) {
      let due = true;
      const once = (): void => {
        if (!due) return;
        due = false;
        clearTimeout(timer);
        next(run);
      };
      const timer = setTimeout(once, paintAtLatest);
      requestAnimationFrame(once);
    },
    dispose() {
      waiting.length = 0;
      channel.port1.close();
    },
  };
}

/** @returns a question that says yes once this turn has worked long enough */
export function turnBudget(): () => boolean {
  const end = performance.now() + turnLength;
  return () => performance.now() >= end;
}
