import type { Frame } from 'playwright-core';

/**
 * Writes down which of some texts a page shows, with every change of it and every frame, from when it
 * says that personal data is masked.
 * @returns what it showed of them by then
 */
export async function toldMeanwhile(
  page: Frame,
  texts: readonly string[],
): Promise<() => Promise<readonly string[]>> {
  await page.evaluate((wanted) => {
    const told = new Set<string>();
    const look = () => {
      if (document.querySelector('.strip .masked:not([hidden])') === null) return;
      // what is not displayed is not in it
      const text = document.body.innerText;
      for (const one of wanted) if (text.includes(one)) told.add(one);
      document.body.dataset.told = JSON.stringify([...told]);
    };
    new MutationObserver(look).observe(document.querySelector('#inspector') ?? document.body, {
      attributes: true,
      characterData: true,
      childList: true,
      subtree: true,
    });
    const everyFrame = () => {
      look();
      requestAnimationFrame(everyFrame);
    };
    everyFrame();
  }, texts);
  return async () => {
    const told = await page.evaluate(() => document.body.dataset.told);
    if (told === undefined) throw new Error('The page never said that personal data is masked.');
    return JSON.parse(told) as readonly string[];
  };
}
