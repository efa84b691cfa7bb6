import type { PhaseView, TimingView } from '../src/inspector/wire';
import type { Words } from '../src/inspector/wireWords';
import { element } from './elements';

/** Narrower than this nobody sees a bar; in per cent of the whole. */
const NARROWEST = 0.6;

/** Where the time went: a table for whoever reads it, with bars beside it that follow each other. */
export function timingTable(words: Words, { summary, phases }: TimingView): readonly HTMLElement[] {
  const head = element(
    'tr',
    {},
    element('th', { scope: 'col' }, words.phase),
    element('th', { scope: 'col', class: 'duration' }, words.time),
    element('td', { 'aria-hidden': 'true' }),
  );
  return [
    element('p', { class: 'timing-summary quiet' }, summary),
    element(
      'table',
      { class: 'timing', 'aria-label': words.timingHeading },
      element('thead', {}, head),
      element('tbody', {}, ...phases.map(phaseRow)),
    ),
  ];
}

function phaseRow({ kind, name, explanation, duration, start, share }: PhaseView): HTMLElement {
  const bar = element('span', { class: `bar bar-${kind}` });
  // one property at a time: the page's policy has no place for style attributes
  const width = Math.max(share * 100, NARROWEST);
  bar.style.marginInlineStart = `${Math.min(start * 100, 100 - width)}%`;
  bar.style.width = `${width}%`;
  return element(
    'tr',
    { title: explanation },
    element('th', { scope: 'row' }, name),
    element('td', { class: 'duration' }, duration),
    element('td', { class: 'track', 'aria-hidden': 'true' }, bar),
  );
}
