import type { TestProject } from 'vitest/node';
import { packageExtension } from '../../scripts/package.mjs';
import { ensureChromium, ensureVsCode } from '../../scripts/setup.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** The package that was just made. */
    vsix: string;
  }
}

export async function setup(project: TestProject): Promise<void> {
  await ensureVsCode();
  await ensureChromium();
  project.provide('vsix', await packageExtension());
}
