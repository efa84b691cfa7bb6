import path from 'node:path';
import { expect } from 'vitest';
import type { Workbench } from '../vscode/workbench';

/** Answers the dialog that asks for a file, to save to or to open, by keyboard. */
export async function answerFileDialog({ page }: Workbench, file: string): Promise<void> {
  const input = page.locator('.quick-input-widget:visible .quick-input-box input');
  /** What is in its box: a path from the first moment on, unlike in any other. */
  const held = async () => {
    const values = await input.evaluateAll((boxes) =>
      boxes.map((box) => (box as HTMLInputElement).value),
    );
    return values.find((value) => path.isAbsolute(value));
  };
  await expect.poll(held).toBeDefined();
  // it fills in its own name late, takes no answer as long as it looks the folder up, and does not say
  // when it has: it is answered once the name stayed
  await expect
    .poll(
      async () => {
        const value = await held();
        if (value === file) await page.keyboard.press('Enter');
        else if (value !== undefined) await input.fill(file, { timeout: 2000 });
        return held();
      },
      { interval: 500, timeout: 20_000 },
    )
    .toBeUndefined();
}
