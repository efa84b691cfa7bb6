import type { DeparturesView, DepartureView, PlaceView } from '../src/inspector/wire';
import type { Words } from '../src/inspector/wireWords';
import { button } from './controls';
import { element, show } from './elements';

export interface Departures {
  readonly element: HTMLElement;
  /** Undefined as long as it is not known how the answer departs. */
  show(view: DeparturesView | undefined): void;
  /** Whether the answer is older than what else is told: something failed since. */
  setOlder(isOlder: boolean): void;
  /** Brings it into view, for the eyes and for the keyboard. */
  focus(): void;
}

export interface DeparturesOptions {
  readonly words: Words;
  /** Shows a place of the answer. */
  readonly reveal: (pointer: string) => void;
  readonly openDocument: () => void;
}

/** Where the answer departs from its documentation; each place leads to the JSON there. */
export function createDepartures({ words, reveal, openDocument }: DeparturesOptions): Departures {
  const heading = element('h2', { tabindex: '-1' }, words.departuresHeading);
  const open = button({
    name: 'openDepartures',
    label: words.openDepartures,
    look: 'secondary',
    icon: 'open',
    press: openDocument,
  });
  const content = element('div', {});
  const section = element(
    'section',
    { class: 'departures', 'aria-label': words.departuresHeading },
    element('div', { class: 'departures-head' }, heading, open.element),
    content,
  );
  show(section, false);

  const placeItem = ({ pointer, path, note }: PlaceView): HTMLElement => {
    const link = element(
      'button',
      { type: 'button', class: 'text-button', title: words.showInJson },
      element('code', {}, path),
    );
    link.addEventListener('click', () => reveal(pointer));
    const beside = note === undefined ? [] : [' ', element('span', { class: 'quiet' }, note)];
    return element('li', {}, link, ...beside);
  };
  const departureParts = ({ sentence, places, more }: DepartureView): readonly HTMLElement[] => [
    element('p', {}, sentence),
    element('ul', {}, ...places.map(placeItem)),
    ...(more === undefined ? [] : [element('p', { class: 'quiet' }, more)]),
  ];

  return {
    element: section,
    show(view) {
      show(section, view !== undefined);
      if (view === undefined) {
        content.replaceChildren();
        return;
      }
      show(open.element, view.groups.length > 0);
      content.replaceChildren(
        ...view.groups.flatMap(({ title, departures }) => [
          element('h3', {}, title),
          ...departures.flatMap(departureParts),
        ]),
        ...(view.more === undefined ? [] : [element('p', { class: 'quiet' }, view.more)]),
        ...(view.groups.length === 0
          ? [element('p', { class: 'quiet' }, words.departuresNone)]
          : []),
      );
    },
    setOlder(isOlder) {
      const title = isOlder ? words.departuresHeadingBefore : words.departuresHeading;
      heading.textContent = title;
      section.setAttribute('aria-label', title);
    },
    focus() {
      // by hand: scrollIntoView would move the whole page as well
      const scroller = section.parentElement;
      if (scroller !== null)
        scroller.scrollTop +=
          section.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
      heading.focus({ preventScroll: true });
    },
  };
}
