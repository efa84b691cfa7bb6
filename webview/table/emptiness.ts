import type { Words } from '../../src/inspector/wireWords';
import { element, show } from '../elements';
import { icon } from '../icons';
import type { NoRows } from '../noRows';
import { withKey } from '../toolbar';

/** Why there is no grid. */
export type Emptiness =
  | { readonly kind: 'nothingYet' }
  | { readonly kind: 'noRows'; readonly why: NoRows }
  /** Rows are on their way. */
  | { readonly kind: 'loading' }
  | { readonly kind: 'noCustomers' }
  | { readonly kind: 'noMatch' }
  | { readonly kind: 'noColumns' };

export interface EmptyPlace {
  readonly element: HTMLElement;
  show(why: Emptiness | undefined): void;
}

/** Stands in the place of the grid as long as there is none. */
export function createEmptyPlace(
  words: Words,
  actions: { readonly clearFilter: () => void; readonly resetColumns: () => void },
): EmptyPlace {
  const heading = element('h2');
  const hint = element('p');
  const step = element('button', { type: 'button', class: 'link' });
  let press: (() => void) | undefined;
  step.addEventListener('click', () => press?.());
  const place = element(
    'div',
    { class: 'empty' },
    icon('table'),
    heading,
    hint,
    element('p', {}, step),
  );

  function say(title: string, text: string, label?: string, does?: () => void): void {
    heading.textContent = title;
    hint.textContent = text;
    step.textContent = label ?? '';
    show(step, label !== undefined);
    press = does;
  }

  return {
    element: place,
    show(why) {
      show(place, why !== undefined);
      switch (why?.kind) {
        case undefined:
          return;
        case 'nothingYet':
          say(words.nothingYet, withKey(words.nothingYetHint));
          return;
        case 'noRows':
          say(why.why.title, why.why.hint);
          return;
        case 'loading':
          say(words.map.loading, '');
          return;
        case 'noCustomers':
          say(words.table.noCustomers, words.table.noCustomersHint);
          return;
        case 'noMatch':
          say(
            words.table.noMatch,
            words.table.noMatchHint,
            words.table.clearFilter,
            actions.clearFilter,
          );
          return;
        case 'noColumns':
          say(words.table.noColumns, '', words.table.resetColumns, actions.resetColumns);
      }
    },
  };
}
