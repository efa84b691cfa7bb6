import type { Frame, Page } from 'playwright-core';

/** The document of a webview: an ordinary Playwright frame. */
export type Webview = Frame;

/**
 * Finds the webview whose document holds an element. It is two frames deep, and VS Code replaces the
 * inner one whenever it loads the document anew.
 */
export async function findWebview(page: Page, rootSelector: string): Promise<Webview> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    for (const frame of page.frames().filter(isDocumentOfWebview)) {
      const found = await frame
        .locator(rootSelector)
        .first()
        .isVisible()
        .catch(() => false);
      if (found) return frame;
    }
    // no event tells that an element appeared in some frame
    await page.waitForTimeout(50);
  }
  throw new Error(`No webview holds ${rootSelector}.`);
}

function isDocumentOfWebview(frame: Frame): boolean {
  return frame.parentFrame()?.url().includes('/webview/browser/pre/') ?? false;
}
