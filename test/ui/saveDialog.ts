import { expect } from 'vitest';
import type { Workbench } from '../vscode/workbench';

/** Answers the dialog that asks for a file to save to, by keyboard. */
export async function saveDialog({ page, quickInput }: Workbench, file: string): Promise<void> {
  await quickInput.shown();
  // the dialog fills in its own name late, takes no answer as long as it looks the folder up, and
  // does not say when it has: it is answered once the name stayed
  const dialog = page.locator('.quick-input-widget');
  await expect
    .poll(
      async () => {
        if (!(await dialog.isVisible())) return false;
        if ((await quickInput.read()).value === file) await page.keyboard.press('Enter');
        else await quickInput.fill(file);
        return dialog.isVisible();
      },
      { interval: 500, timeout: 20_000 },
    )
    .toBe(false);
}
