import type { Page } from 'playwright-core';

/** The entries of the menu that is open. */
export async function menuLabels(page: Page): Promise<string[]> {
  const menu = page.locator('.monaco-menu').last();
  await menu.waitFor();
  const labels = await menu.locator('.action-item .action-label:visible').allInnerTexts();
  return labels.map((label) => label.trim()).filter((label) => label !== '');
}

/**
 * Picks an entry; where that has a submenu, opens it. By keyboard: a menu does not take clicks in the
 * first moment after it opened.
 */
export async function pickFromMenu(page: Page, label: string): Promise<void> {
  const item = page
    .locator('.monaco-menu .action-item')
    .filter({ has: page.getByText(label, { exact: true }) })
    .last();
  await item.hover();
  const focused = item.and(page.locator('.focused'));
  const hasSeenPointer = await focused.waitFor({ timeout: 2000 }).then(
    () => true,
    () => false,
  );
  // a menu that was slow to come up has not seen the pointer come
  for (let step = 0; !hasSeenPointer && step < 50; step++) {
    if ((await focused.count()) > 0) break;
    await page.keyboard.press('ArrowDown');
  }
  await focused.waitFor();
  await page.keyboard.press('Enter');
}
