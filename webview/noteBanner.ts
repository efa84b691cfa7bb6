import { button } from './controls';
import { element, show } from './elements';
import { icon } from './icons';

export interface NoteBanner {
  readonly element: HTMLElement;
  show(sentence: string | undefined): void;
}

/** Says something that nobody asked for, until it is dismissed. */
export function createNoteBanner(
  dismissName: string,
  dismissLabel: string,
  passFocus: () => void,
): NoteBanner {
  const text = element('p');
  const dismiss = button({
    name: dismissName,
    label: dismissLabel,
    look: 'icon',
    icon: 'clear',
    press: () => {
      passFocus();
      show(banner, false);
    },
  });
  const banner = element('div', { class: 'banner told' }, icon('info'), text, dismiss.element);
  show(banner, false);
  return {
    element: banner,
    show(sentence) {
      show(banner, sentence !== undefined);
      text.textContent = sentence ?? '';
    },
  };
}
