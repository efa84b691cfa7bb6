#!/usr/bin/env node
// Stands in for the executable of desktop VS Code where that cannot be had: takes the arguments
// that say what to test, runs it in the VS Code in the browser, and ends with its exit code.
import { bundleHarness } from '../../scripts/harness.mjs';

/** @type {unknown} */
const module = await import(await bundleHarness('test/vscode/hostRun.ts'));
const { runInExtensionHost } = /** @type {typeof import('../vscode/hostRun')} */ (module);

const [underTest = '', ...others] = given('extensionDevelopmentPath');

process.exitCode = await runInExtensionHost({
  extensionDevelopmentPath: underTest,
  otherExtensionPaths: others,
  extensionTestsPath: given('extensionTestsPath')[0] ?? '',
  onTestLine: (line) => console.log(line),
});

/** @param {string} name */
function given(name) {
  const prefix = `--${name}=`;
  const found = process.argv.filter((text) => text.startsWith(prefix));
  if (found.length === 0) throw new Error(`The argument ${prefix}… is missing.`);
  return found.map((text) => text.slice(prefix.length));
}
