// Runs inside the extension host, be it of the VS Code in the browser or of the desktop's.
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import Mocha from 'mocha';

/** Starts each line that the harness passes on; the rest of the host's output is VS Code's own. */
const mark = '[host test]';

/** Runs every `*.test.js` beside this file, and rejects where one fails. */
export async function run(): Promise<void> {
  const grep = process.env.HOST_TEST_GREP;
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 30_000,
    reporter: Progress,
    ...(grep !== undefined && { grep }),
  });
  const files = (await readdir(__dirname)).filter((file) => file.endsWith('.test.js')).sort();
  for (const file of files) mocha.addFile(path.join(__dirname, file));

  const counts = await new Promise<{ passed: number; failed: number }>((resolve) => {
    const runner = mocha.run(() => {
      resolve({ passed: runner.stats?.passes ?? 0, failed: runner.stats?.failures ?? 0 });
    });
  });
  const resultFile = process.env.HOST_TEST_RESULT;
  if (resultFile !== undefined) await writeFile(resultFile, JSON.stringify(counts));
  if (counts.failed > 0) throw new Error(`${counts.failed} host tests failed`);
}

class Progress extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const { EVENT_SUITE_BEGIN, EVENT_TEST_PASS, EVENT_TEST_FAIL } = Mocha.Runner.constants;
    runner.on(EVENT_SUITE_BEGIN, (suite) => {
      if (!suite.root) say(suite.titlePath().join(' › '));
    });
    runner.on(EVENT_TEST_PASS, (test) => say(`  ✓ ${test.title} (${test.duration ?? 0} ms)`));
    runner.on(EVENT_TEST_FAIL, (test, error: Error) => {
      say(`  ✗ ${test.title}\n${error.stack ?? error.message}`);
    });
  }
}

function say(text: string): void {
  for (const line of text.split('\n')) console.log(`${mark} ${line}`);
}
