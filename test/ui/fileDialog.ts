import { expect } from 'vitest';
import type { Workbench } from '../vscode/workbench';

/** Answers the dialog that asks for a file, to save to or to open, by keyboard. */
export async function answerFileDialog(
  { page, quickInput }: Workbench,
  file: string,
): Promise<void> {
  const { title } = await quickInput.shown();
  const input = page.locator('.quick-input-widget:visible');
  const isOpen = async () =>
    (await input.locator('.quick-input-title').allInnerTexts()).includes(title);
  // the dialog fills in its own name late, takes no answer as long as it looks the folder up, and
  // does not say when it has: it is answered once the name stayed
  await expect
    .poll(
      async () => {
        if (!(await isOpen())) return false;
        const box = input.locator('.quick-input-box input');
        const [value] = await box.evaluateAll((boxes) =>
          boxes.map((one) => (one as HTMLInputElement).value),
        );
        if (value === file) await page.keyboard.press('Enter');
        else await box.fill(file, { timeout: 2000 }).catch(() => undefined);
        return isOpen();
      },
      { interval: 500, timeout: 20_000 },
    )
    .toBe(false);
}
