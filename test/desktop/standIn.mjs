#!/usr/bin/env node
// Stands in for the executable of desktop VS Code where that cannot be had: takes the two arguments
// that say what to test, runs it in the VS Code in the browser, and ends with its exit code.
import { bundleHarness } from '../../scripts/harness.mjs';

/** @type {unknown} */
const module = await import(await bundleHarness('test/vscode/hostRun.ts'));
const { runInExtensionHost } = /** @type {typeof import('../vscode/hostRun')} */ (module);

process.exitCode = await runInExtensionHost({
  extensionDevelopmentPath: argument('extensionDevelopmentPath'),
  extensionTestsPath: argument('extensionTestsPath'),
  onTestLine: (line) => console.log(line),
});

/** @param {string} name */
function argument(name) {
  const prefix = `--${name}=`;
  const found = process.argv.find((text) => text.startsWith(prefix));
  if (found === undefined) throw new Error(`The argument ${prefix}… is missing.`);
  return found.slice(prefix.length);
}
