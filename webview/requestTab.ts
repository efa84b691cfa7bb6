import type { Fact, RequestView } from '../src/inspector/wire';
import type { CodeToHost, CodeView } from '../src/inspector/wireCode';
import type { Words } from '../src/inspector/wireWords';
import { createCodePreview } from './codePreview';
import { button } from './controls';
import { element } from './elements';
import { timingTable } from './timingTable';

export interface RequestTab {
  readonly element: HTMLElement;
  show(request: RequestView): void;
  /** There is none any more. */
  clear(): void;
  /** The same request, written for another shell. */
  showCurl(text: string): void;
  showCode(code: CodeView): void;
  /** Whether the tab is the one on screen. */
  shown(isShown: boolean): void;
}

export interface RequestTabOptions {
  readonly words: Words;
  readonly copy: (what: 'sentCurl' | 'requestId') => void;
  readonly code: (what: CodeToHost['what']) => void;
  /** Stands below everything else. */
  readonly departures: HTMLElement;
}

/**
 * The request as it was sent, taken apart, and as a command to paste into a terminal; beside it, what
 * came back and where the time went; below, how the answer departs from the documentation.
 */
export function createRequestTab({
  words,
  copy,
  code: wish,
  departures,
}: RequestTabOptions): RequestTab {
  const none = element('p', { class: 'quiet' }, words.noRequestYet);
  const sent = element('div', {}, none);
  const tab = element(
    'div',
    { class: 'request', tabindex: '0', 'aria-label': words.tabRequest, role: 'region' },
    sent,
    departures,
  );

  const curl = element('code');
  const code = createCodePreview(words, wish);

  const question = (request: RequestView): readonly HTMLElement[] => [
    heading(words.addressHeading),
    element(
      'p',
      { class: 'address' },
      element('b', { class: 'method' }, request.method),
      ' ',
      element('code', {}, request.origin),
      element('code', { class: 'path' }, request.path),
    ),
    ...facts(words.parametersHeading, request.parameters),
    ...facts(words.headersHeading, request.headers),
    ...snippet(words.curlHeading, curl, {
      name: 'copySentCurl',
      label: words.copyCurl,
      copy: () => copy('sentCurl'),
    }),
    ...code.elements,
  ];
  const answer = (request: RequestView): readonly HTMLElement[] => [
    ...exchange(request),
    ...(request.timing === undefined
      ? []
      : [heading(words.timingHeading), ...timingTable(words, request.timing)]),
    ...facts(words.triesHeading, request.tries),
    ...facts(words.responseHeadersHeading, request.responseHeaders),
  ];
  const exchange = ({ facts: known, requestId }: RequestView): readonly HTMLElement[] => {
    if (known.length === 0) return [];
    const rows = known.map(row);
    if (requestId !== undefined) rows.push(requestIdRow(requestId));
    return [heading(words.exchangeHeading), table(rows)];
  };
  const requestIdRow = (id: string): HTMLElement => {
    const copyId = button({
      name: 'copyRequestIdOfTab',
      label: words.copyRequestId,
      look: 'icon',
      icon: 'copy',
      press: () => copy('requestId'),
    });
    return element(
      'tr',
      {},
      element('th', { scope: 'row' }, words.requestId),
      element(
        'td',
        {},
        element('span', { class: 'with-button' }, element('code', {}, id), copyId.element),
      ),
    );
  };

  return {
    element: tab,
    showCurl: (text) => curl.replaceChildren(text),
    showCode: (shown) => code.show(shown),
    shown: (isShown) => code.lookedAt(isShown),
    clear() {
      curl.replaceChildren();
      code.clear();
      sent.replaceChildren(none);
    },
    show(request) {
      const { note } = request;
      curl.replaceChildren(request.curl);
      code.renew();
      sent.replaceChildren(
        ...(note === undefined ? [] : [element('p', { class: 'quiet' }, note)]),
        ...(request.url === ''
          ? []
          : [
              element(
                'div',
                { class: 'sides' },
                element('div', { class: 'side' }, ...question(request)),
                element('div', { class: 'side' }, ...answer(request)),
              ),
            ]),
      );
    },
  };
}

/** The request as text in another language, with a button to copy it. */
function snippet(
  title: string,
  text: HTMLElement,
  {
    name,
    label,
    copy,
  }: { readonly name: string; readonly label: string; readonly copy: () => void },
): readonly HTMLElement[] {
  const press = button({ name, label, look: 'secondary', icon: 'terminal', press: copy });
  return [
    element('div', { class: 'curl-head' }, heading(title), press.element),
    element('pre', { class: 'curl', tabindex: '0' }, text),
  ];
}

function heading(text: string): HTMLElement {
  return element('h2', {}, text);
}

function facts(title: string, known: readonly Fact[]): readonly HTMLElement[] {
  return known.length === 0 ? [] : [heading(title), table(known.map(row))];
}

function table(rows: readonly HTMLElement[]): HTMLElement {
  return element('table', {}, element('tbody', {}, ...rows));
}

function row([name, value]: Fact): HTMLElement {
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, name),
    element('td', {}, element('code', {}, value)),
  );
}
