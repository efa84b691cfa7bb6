import type { Fact, RequestView } from '../src/inspector/wire';
import type { Words } from '../src/inspector/wireWords';
import { button } from './controls';
import { element } from './elements';

export interface RequestTab {
  readonly element: HTMLElement;
  show(request: RequestView): void;
}

/**
 * The request as it was sent, taken apart, and as a command to paste into a terminal; below it, how
 * its answer departs from the documentation.
 */
export function createRequestTab(
  words: Words,
  copyCurl: () => void,
  departures: HTMLElement,
): RequestTab {
  const sent = element('div', {}, element('p', { class: 'quiet' }, words.noRequestYet));
  const tab = element(
    'div',
    { class: 'request', tabindex: '0', 'aria-label': words.tabRequest, role: 'region' },
    sent,
    departures,
  );
  return {
    element: tab,
    show(request) {
      const copy = button({
        name: 'copySentCurl',
        label: words.copyCurl,
        look: 'secondary',
        icon: 'terminal',
        press: copyCurl,
      });
      const { note, parameters } = request;
      sent.replaceChildren(
        ...(note === undefined ? [] : [element('p', { class: 'quiet' }, note)]),
        heading(words.addressHeading),
        element(
          'p',
          { class: 'address' },
          element('b', { class: 'method' }, request.method),
          ' ',
          element('code', {}, request.origin),
          element('code', { class: 'path' }, request.path),
        ),
        ...(parameters.length === 0 ? [] : [heading(words.parametersHeading), table(parameters)]),
        heading(words.headersHeading),
        table(request.headers),
        ...(request.facts.length === 0 ? [] : [heading(words.timingHeading), table(request.facts)]),
        element('div', { class: 'curl-head' }, heading(words.curlHeading), copy.element),
        element('pre', { class: 'curl', tabindex: '0' }, element('code', {}, request.curl)),
      );
    },
  };
}

function heading(text: string): HTMLElement {
  return element('h2', {}, text);
}

function table(facts: readonly Fact[]): HTMLElement {
  const rows = facts.map(([name, value]) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, name),
      element('td', {}, element('code', {}, value)),
    ),
  );
  return element('table', {}, element('tbody', {}, ...rows));
}
