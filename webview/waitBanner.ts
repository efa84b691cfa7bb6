import type { WaitView } from '../src/inspector/wire';
import { element, show } from './elements';
import { icon } from './icons';

export interface WaitBanner {
  readonly element: HTMLElement;
  /** Counts down from now on; without a wait there is nothing to show. */
  show(wait: WaitView | undefined): void;
}

/** Says why a run waits before it is tried again, and counts down; not read out each second. */
export function createWaitBanner(): WaitBanner {
  const why = element('span');
  const again = element('span', { class: 'countdown' });
  const note = element('span', { class: 'dim' });
  const banner = element(
    'div',
    { class: 'banner waiting' },
    icon('clock'),
    element('p', {}, why, ' ', again, ' ', note),
  );
  show(banner, false);
  let timer: ReturnType<typeof setInterval> | undefined;
  return {
    element: banner,
    show(wait) {
      clearInterval(timer);
      show(banner, wait !== undefined);
      if (wait === undefined) return;
      // the host may run on another computer: its clock says nothing here
      const until = performance.now() + wait.milliseconds;
      const count = () => {
        const seconds = Math.max(0, Math.ceil((until - performance.now()) / 1000));
        again.textContent = wait.again.replace('{seconds}', String(seconds));
        if (seconds === 0) clearInterval(timer);
      };
      why.textContent = wait.why;
      note.textContent = `(${wait.note})`;
      timer = setInterval(count, 250);
      count();
    },
  };
}
