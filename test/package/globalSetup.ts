import type { TestProject } from 'vitest/node';
import { packageExtension } from '../../scripts/package.mjs';
import { ensureChromium, ensureCurl, ensureVsCode } from '../../scripts/setup.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** The package that was just made. */
    vsix: string;
  }
}

export async function setup(project: TestProject): Promise<void> {
  await ensureVsCode();
  await ensureChromium();
  await ensureCurl();
  project.provide('vsix', await packageExtension());
}
