import type { Words } from '../../src/inspector/wireWords';
import { element } from '../elements';
import { icon } from '../icons';
import { withKey } from '../toolbar';

/** What the Table tab holds, once somebody wanted to see it. */
export function createTableView(words: Words): { readonly element: HTMLElement } {
  const empty = element(
    'div',
    { class: 'empty' },
    icon('table'),
    element('h2', {}, words.nothingYet),
    element('p', {}, withKey(words.nothingYetHint)),
  );
  return { element: element('div', { class: 'table' }, empty) };
}
