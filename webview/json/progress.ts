import { element } from './controls';

/** A line that grows while a long answer is being shown. */
export interface Progress {
  readonly dom: HTMLElement;
  /** In characters; nothing is shown as long as the whole length is not known. */
  show(done: number, total: number): void;
  hide(): void;
}

export function createProgress(): Progress {
  const dom = element('div', 'json-progress');
  dom.hidden = true;
  return {
    dom,
    show(done, total) {
      dom.hidden = done >= total;
      if (total > 0) dom.style.transform = `scaleX(${Math.min(1, done / total)})`;
    },
    hide() {
      dom.hidden = true;
    },
  };
}
