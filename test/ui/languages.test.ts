import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/processes.mjs';
import { SHOWCASE_MOBILE } from '../../src/sandbox/showcase';
import { PSEUDO_LANGUAGE, untranslated } from '../vscode/language';
import { useWorkbench } from './useWorkbench';

/** Words of the API, of HTTP and of programs: the same in every language. */
const sameInEveryLanguage = new Set(
  `JSON JavaScript URL HTTP CSV PNG SVG curl Ctrl Cmd Alt Shift Enter POSIX
  limit offset sortBy sortOrder associationEntityType identifierType identifierValue source accountId
  includeNoOfChildren includeCustomerAssociateDetail Cap Requestid`.split(/\s+/),
);

describe('in a language that nobody speaks', () => {
  const workbench = useWorkbench({ locale: PSEUDO_LANGUAGE });
  const frame = () => workbench().webview('#inspector');
  const find = async (selector: string): Promise<Locator> => (await frame()).locator(selector);
  const tab = async (index: number) => (await find('vscode-panel-tab')).nth(index).click();
  const shot = (name: string) =>
    workbench().screenshot(path.join(root, 'out', 'screens', `${name}-pseudo.png`));
  let known = new Set<string>();

  /** Words that are neither translated nor of the answer. */
  const foreign = (texts: readonly string[]): readonly string[] =>
    texts.filter((text) =>
      wordsOf(untranslated(text)).some(
        (word) => !known.has(word) && !sameInEveryLanguage.has(word),
      ),
    );

  beforeAll(async () => {
    const { page } = workbench();
    await page.locator('.activitybar .action-item [aria-label^="⟦"]').first().click();
    await page.locator('.part.sidebar .welcome-view-content', { hasText: '⟦' }).first().waitFor();
  });

  it('the empty views speak it', async () => {
    const texts = await workbench()
      .page.locator('.part.sidebar .welcome-view-content')
      .allInnerTexts();
    expect(texts.length).toBeGreaterThan(0);
    await shot('welcome');
    expect(foreign(texts)).toEqual([]);
  });

  it('rows and their tooltips do', async () => {
    await workbench().executeCommand('customerHierarchy.startSandbox', { parent: 0 });
    await workbench().executeCommand('customerHierarchy.openInspector', {
      request: { query: { identifierType: 'mobile', identifierValue: SHOWCASE_MOBILE } },
    });
    await (await find('.json-place')).filter({ hasText: '"entity"' }).waitFor();
    await workbench().executeCommand('customerHierarchy.copyJson', {});
    known = new Set(wordsOf(await workbench().clipboard('"entity"')));
    const rows = workbench().page.locator('.part.sidebar [role=treeitem]');
    await rows.nth(5).waitFor();
    const labels = await rows.evaluateAll((all) =>
      all.flatMap((row) => [row.getAttribute('aria-label') ?? '', row.textContent]),
    );
    await shot('tree');
    expect(foreign(labels)).toEqual([]);
  });

  it.each(['json', 'table', 'map', 'request'])('the inspector does: %s', async (name) => {
    await tab(['json', 'table', 'map', 'request'].indexOf(name));
    if (name === 'map') await (await find('.map-picture')).waitFor();
    if (name === 'table') await (await find('[role=grid] [role=row]')).nth(3).waitFor();
    if (name === 'request') await (await find('.timing')).waitFor();
    await shot(name);
    const page = await frame();
    expect.soft(foreign(await textsOf(page))).toEqual([]);
    expect.soft(await clippedIn(page)).toEqual([]);
  });

  it('lists of choices do', async () => {
    const { page } = workbench();
    const seen: string[] = [];
    for (const command of ['addConnection', 'inspectParent', 'copyAsCode', 'injectFault']) {
      // it ends with its list
      const ended = workbench().executeCommand(`customerHierarchy.${command}`);
      await page.locator('.quick-input-title', { hasText: '⟦' }).waitFor();
      seen.push(
        ...(await page
          .locator('.quick-input-widget')
          .evaluate((widget) =>
            [
              ...widget.querySelectorAll(
                '.quick-input-title, .quick-input-message, .monaco-list-row',
              ),
            ].map((part) => part.getAttribute('aria-label') ?? part.textContent),
          )),
      );
      await shot(command);
      await page.keyboard.press('Escape');
      await ended;
    }
    expect(foreign(seen)).toEqual([]);
  });
});

function wordsOf(text: string): readonly string[] {
  return text.match(/[A-Za-z]{3,}/g) ?? [];
}

/** All that a page says, but for the answer and for code. */
async function textsOf(frame: Frame): Promise<readonly string[]> {
  return frame.evaluate(() => {
    const texts: string[] = [];
    const visit = (node: Node): void => {
      if (node instanceof Text) texts.push(node.data);
      if (node instanceof Element) {
        if (node.matches('.cm-content, pre, code, .url, script, style')) return;
        for (const name of [
          'aria-label',
          'title',
          'placeholder',
          'aria-description',
          'aria-valuetext',
        ])
          texts.push(node.getAttribute(name) ?? '');
      }
      node.childNodes.forEach(visit);
    };
    visit(document.body);
    return texts.filter((text) => text.trim() !== '');
  });
}

/** What is cut off, and neither says so by an ellipsis nor can be scrolled. */
async function clippedIn(frame: Frame): Promise<readonly string[]> {
  return frame.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((element) => {
        if (!element.checkVisibility() || element.clientWidth === 0) return false;
        const { overflowX, textOverflow } = getComputedStyle(element);
        const isCut = element.scrollWidth > element.clientWidth + 1;
        const hides = overflowX === 'hidden' || overflowX === 'clip';
        return isCut && hides && textOverflow !== 'ellipsis' && element.clientWidth > 1;
      })
      .map(
        (element) => `${element.tagName}.${element.className} ${element.textContent.slice(0, 60)}`,
      ),
  );
}
