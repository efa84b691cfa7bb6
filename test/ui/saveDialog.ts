import { expect } from 'vitest';
import type { Workbench } from '../vscode/workbench';

/** Answers the dialog that asks for a file to save to, by keyboard. */
export async function saveDialog(workbench: Workbench, file: string): Promise<void> {
  await workbench.quickInput.shown();
  await workbench.quickInput.fill(file);
  // the dialog takes no answer as long as it looks the folder up, and does not say when it has
  const dialog = workbench.page.locator('.quick-input-widget');
  await expect
    .poll(
      async () => {
        if (await dialog.isVisible()) await workbench.page.keyboard.press('Enter');
        return dialog.isVisible();
      },
      { interval: 500, timeout: 20_000 },
    )
    .toBe(false);
}
