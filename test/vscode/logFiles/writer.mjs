// As much of @vscode/spdlog as VS Code calls: every line goes to its file at once.
import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';

const levels = /** @type {const} */ (['trace', 'debug', 'info', 'warn', 'error', 'critical']);

class Logger {
  /** @param {string} file */
  constructor(file) {
    mkdirSync(path.dirname(file), { recursive: true });
    const lines = Object.fromEntries(
      levels.map((level) => [
        level,
        (/** @type {string} */ text) =>
          appendFileSync(file, `${new Date().toISOString()} [${level}] ${text}\n`),
      ]),
    );
    Object.assign(this, lines);
  }
  getLevel() {
    return 0;
  }
  setLevel = nothing;
  setPattern = nothing;
  clearFormatters = nothing;
  flush = nothing;
  drop = nothing;
}

/** @param {string} _name @param {string} file */
async function createLogger(_name, file) {
  return new Logger(file);
}
export { createLogger as createAsyncRotatingLogger, createLogger as createRotatingLogger };
export const version = 0;
export { nothing as setFlushOn, nothing as setLevel };

function nothing() {
  return undefined;
}
