import type { Page } from 'playwright-core';
import { sentencesInCode } from '../../scripts/sentences.mjs';
import { faults } from '../../src/sandbox/faults';
import { codeTargets } from '../../src/snippets/codeTargets';
import type { Webview } from '../vscode/webview';
import { untranslated } from '../vscode/language';

/** Of the API, of HTTP, of programs and of keyboards. */
const names = `JSON JavaScript URL HTTP http CSV PNG SVG curl POSIX GET true false null
  Ctrl Cmd Alt Shift Enter Escape Backspace
  limit offset sortBy sortOrder source accountId mobile company parentCustomer parentChildCustomer
  associationEntityType associationEntityIdentifierType associationEntityIdentifierValue
  includeNoOfChildren includeCustomerAssociateDetail createdon lastUpdatedOn
  cardnumber externalId martjackId wechat email userId fbId`;
/** VS Code itself goes on in English where its language pack is missing. */
const ofVsCode = /\(Press '.*?\)|^Welcome$/g;
const hostName = /[\w-]+(?:\.[\w-]+){2,}/g;
const headerName = /^(?:x-[\w-]+|accept(?:-\w+)?|user-agent|content-\w+|date|vary|connection)$/i;

/** Tells what was not translated of texts in the pseudo-language. */
export async function foreignTexts(): Promise<
  (texts: readonly string[], answer?: string) => readonly string[]
> {
  const { sentences } = await sentencesInCode();
  const notTranslated = codeTargets
    .flatMap(({ language, client }) => [language, client])
    .filter((text) => !sentences.has(text));
  // a language that nobody speaks writes dates as English does
  const parts = ['dateStyle', 'timeStyle'].flatMap((style) => {
    const format = new Intl.DateTimeFormat('en', { [style]: 'full', timeZone: 'UTC' });
    const short = new Intl.DateTimeFormat('en', { month: 'short', hour: 'numeric' });
    return Array.from({ length: 12 }, (_, month) => Date.UTC(2024, month, month * 2 + 1, month * 2))
      .flatMap((at) => [...format.formatToParts(at), ...short.formatToParts(at)])
      .filter(({ type }) => ['month', 'weekday', 'dayPeriod', 'timeZoneName'].includes(type))
      .map(({ value }) => value);
  });
  const always = new Set(wordsOf([names, ...notTranslated, ...parts].join(' ')));
  const ids = faults.map(({ id }) => id).sort((one, other) => other.length - one.length);
  return (texts, answer = '') => {
    const known = new Set(wordsOf(answer));
    const isForeign = (word: string) => !always.has(word) && !known.has(word);
    return texts.filter((text) => {
      const rest = untranslated(text).replaceAll(ofVsCode, '').replaceAll(hostName, '');
      const left = ids.reduce((less, id) => less.replaceAll(id, ''), rest);
      return !headerName.test(text) && wordsOf(left).some(isForeign);
    });
  };
}

function wordsOf(text: string): readonly string[] {
  return text.match(/\p{L}{3,}/gu) ?? [];
}

/** All that parts of the window say, to the eye and to a screen reader. */
export async function textsAt(page: Page, selector: string): Promise<readonly string[]> {
  return page.locator(selector).evaluateAll((parts) =>
    parts
      .filter((part) => part.checkVisibility())
      .flatMap((part) => {
        const texts: string[] = [];
        const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
        while (walker.nextNode() !== null) {
          const { data, parentElement } = walker.currentNode as Text;
          // a row that is used again keeps, unseen, what it showed before
          if (parentElement?.checkVisibility() === true) texts.push(data);
        }
        return [part.getAttribute('aria-label') ?? '', texts.join('\n')].filter(
          (text) => text.trim() !== '',
        );
      }),
  );
}

/** All that a page says, but for the answer and for code. */
export async function textsOf(frame: Webview): Promise<readonly string[]> {
  return frame.evaluate(() => {
    const texts: string[] = [];
    const said = ['aria-label', 'title', 'placeholder', 'aria-description', 'aria-valuetext'];
    const visit = (node: Node): void => {
      if (node instanceof Text) texts.push(node.data.trim());
      if (node instanceof Element) {
        if (node.matches('.cm-content, pre, code, .url, script, style')) return;
        texts.push(...said.map((name) => node.getAttribute(name) ?? ''));
        node.shadowRoot?.childNodes.forEach(visit);
      }
      node.childNodes.forEach(visit);
    };
    visit(document.body);
    return [...new Set(texts)].filter((text) => text !== '');
  });
}

/** What is cut off, and neither says so by an ellipsis nor can be scrolled; and a page that is too wide. */
export async function clippedIn(frame: Webview): Promise<readonly string[]> {
  return frame.evaluate(() => {
    const described = (one: Element) =>
      `${one.localName}.${one.className} “${one.textContent.trim().slice(0, 60)}”`;
    const isCut = (one: Element): boolean => {
      if (!one.checkVisibility({ visibilityProperty: true }) || one.clientWidth < 2) return false;
      const { overflowX, textOverflow } = getComputedStyle(one);
      const isLabel = one.matches('button, .label, h2, h3, label, vscode-button');
      const hides = overflowX === 'hidden' || overflowX === 'clip' || isLabel;
      return hides && one.scrollWidth > one.clientWidth + 1 && textOverflow !== 'ellipsis';
    };
    /** Lines of text that are higher than what they are in. */
    const isSqueezed = (one: Element): boolean =>
      one.matches('button, .label, h2, h3, label, .strip span, .quiet') &&
      one.clientHeight > 0 &&
      one.scrollHeight > one.clientHeight + 4;
    const { scrollWidth } = document.documentElement;
    return [
      ...(scrollWidth > innerWidth ? [`The page is ${scrollWidth} wide.`] : []),
      ...[...document.querySelectorAll('body *')]
        .filter((one) => isCut(one) || isSqueezed(one))
        .map(described),
    ];
  });
}
