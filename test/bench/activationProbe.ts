import { performance } from 'node:perf_hooks';
import * as vscode from 'vscode';

const EXTENSION = 'customer-hierarchy.customer-hierarchy-inspector';
const QUIET_MS = 2_000;
const AFTERMATH_MS = 500;

/**
 * Runs inside the extension host: activates the extension and prints the longest stretch, in
 * milliseconds, in which the host's event loop did not turn meanwhile, code loading included.
 */
export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension(EXTENSION);
  if (!extension) throw new Error(`${EXTENSION} is not installed.`);
  if (extension.isActive) throw new Error('It was active before anything asked for it.');
  // other extensions are still starting up: what they block is not ours
  await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  const loop = watchLoop();
  await extension.activate();
  await new Promise((resolve) => setTimeout(resolve, AFTERMATH_MS));
  console.log(`activate-block-ms ${loop.stop()}`);
}

function watchLoop(): { stop(): number } {
  let longest = 0;
  let last = performance.now();
  let watching = true;
  const turn = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (watching) setImmediate(turn);
  };
  setImmediate(turn);
  return {
    stop: () => {
      watching = false;
      return longest;
    },
  };
}
