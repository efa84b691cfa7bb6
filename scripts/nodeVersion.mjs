// Every script imports this first: where Node is too old, a sentence says so before anything breaks.
// Runs on the oldest Node that knows modules, so it keeps to what that can read.
import { readFileSync } from 'node:fs';

/**
 * @param {string} present such as 20.19.0
 * @param {string} range from package.json, such as >=20.19
 * @returns {string | undefined} what to tell the person at the keyboard; undefined where all is well
 */
export function nodeProblem(present, range) {
  const wanted = range.replace('>=', '');
  const [major = 0, minor = 0] = numbers(present);
  const [oldestMajor = 0, oldestMinor = 0] = numbers(wanted);
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return undefined;
  return `This is Node ${present}, and ${wanted} or newer is needed. Install it from https://nodejs.org, and try again.`;
}

/** @param {string} version */
function numbers(version) {
  return version.split('.').map(Number);
}

/** @type {unknown} */
const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const { engines } = /** @type {{engines: {node: string}}} */ (manifest);
const problem = nodeProblem(process.versions.node, engines.node);
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}
