import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { root, temporaryFolder } from '../../scripts/processes.mjs';
import type { Webview } from '../vscode/webview';
import { openWorkbench, type Workbench } from '../vscode/workbench';
import { median, type Figure } from './figure';
import {
  LAST,
  replay,
  rowsFor,
  sandboxAnswers,
  type LargeAnswer,
  type Replay,
} from './largeAnswers';
import {
  collectGarbage,
  firstPainted,
  lastMatchFound,
  linePainted,
  pageHeap,
  runPainted,
  scrolled,
} from './painted';

const RUNS = 3;
/** Rows of an answer of 20 KB. */
const SMALL = 21;
/** Characters as they are shown; VS Code opens no document of more than 50 MB. */
const LARGE_LENGTHS = { '10mb': 10_000_000, '50mb': 50_000_000 } as const;
type LargeSize = keyof typeof LARGE_LENGTHS;

/** An editor and an inspector each. */
const PAIRS: Readonly<Record<LargeSize, number>> = { '10mb': 5, '50mb': 3 };

const firstLinesLimits: Readonly<Record<LargeSize, number>> = { '10mb': 0.12, '50mb': 0.05 };
const WHOLE_LIMIT = 0.35;

/**
 * Large answers in the JSON tab, beside the same texts in VS Code's own editor in the same window.
 * Painted means: in the page, at the next frame.
 */
export async function measureJson(vsix: string): Promise<readonly Figure[]> {
  const [sample, middle] = await sandboxAnswers([SMALL, 500]);
  if (sample === undefined || middle === undefined) throw new Error('The sandbox gave no answer.');
  const rows = {
    '10mb': rowsFor(middle, LARGE_LENGTHS['10mb']),
    '50mb': rowsFor(middle, LARGE_LENGTHS['50mb']),
  };
  // of the answer as it comes over the wire
  const tenReceived = Math.round((10_000_000 / middle.marked('x').length) * middle.limit);
  const [ten, fifty, received] = await sandboxAnswers([rows['10mb'], rows['50mb'], tenReceived]);
  if (ten === undefined || fifty === undefined || received === undefined)
    throw new Error('The sandbox gave no answer.');
  const server = await replay([sample, ten, fifty, received]);
  const workbench = await openWithProbe(vsix);
  try {
    await workbench.executeCommand('testHarness.quiet');
    const panelOpen = await openPanel(workbench, server);
    const runs = new Runs(workbench, server);
    const small = await runs.painted(SMALL);
    const large = await runs.painted(received.limit);
    const heap = await runs.heapAdded(fifty.limit);
    await workbench.executeCommand('workbench.action.closeAllEditors');
    // a panel that is open already, and stays on show beside the editor
    await workbench.executeCommand('customerHierarchy.openInspector', {});
    const ratios = [
      ...(await overEditor(workbench, '10mb', ten)),
      ...(await overEditor(workbench, '50mb', fifty)),
    ];
    await workbench.executeCommand('workbench.action.closeAllEditors');
    await workbench.executeCommand('workbench.action.editorLayoutSingle');
    await workbench.executeCommand('customerHierarchy.openInspector', {});
    await shownInInspector(workbench, ten, 'Scrolled');
    return [
      ...ratios,
      { name: 'json-heap-50mb-mb', value: heap.page, unit: 'mb', limit: 80 },
      { name: 'host-heap-50mb-mb', value: heap.host, unit: 'mb', limit: 120 },
      { name: 'answer-20kb-ms', value: small, unit: 'ms', limit: 120 },
      { name: 'answer-10mb-ms', value: large, unit: 'ms', limit: 1200 },
      { name: 'json-find-ms', value: await findTime(workbench), unit: 'ms', limit: 60 },
      { name: 'json-scroll-p95-ms', value: await scrollTime(workbench), unit: 'ms', limit: 25 },
      { name: 'panel-open-ms', value: panelOpen, unit: 'ms' },
    ];
  } finally {
    await workbench.close();
    server.close();
  }
}

/** A window with the packaged extension, and with one of the bench that has answers to show. */
async function openWithProbe(vsix: string): Promise<Workbench> {
  const folder = path.join(root, 'out', 'build', 'answerProbe');
  await build({
    entryPoints: [path.join(root, 'test', 'bench', 'answerProbe.ts')],
    outfile: path.join(folder, 'dist', 'extension.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
  });
  await mkdir(folder, { recursive: true });
  const manifest = {
    name: 'answer-probe',
    publisher: 'test-harness',
    version: '1.0.0',
    engines: { vscode: '^1.100.0' },
    main: './dist/extension.js',
    activationEvents: ['onStartupFinished'],
  };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  // the place of the editor that is measured stays there without it: the panel keeps its width
  const settings = { 'workbench.editor.closeEmptyGroups': false };
  return openWorkbench({ vsix, extraExtensionPaths: [folder], logFiles: false, settings });
}

/** @returns how long it takes from the command to a form that can be used, for the first time */
async function openPanel(workbench: Workbench, server: Replay): Promise<number> {
  const added = await workbench.executeCommand('customerHierarchy.addConnection', {
    name: 'Bench',
    host: server.origin,
    signIn: 'token',
    credentials: { token: 'token-of-the-bench' },
  });
  const { id } = added as { readonly id: string };
  const started = Date.now();
  const query = { identifierType: 'mobile', identifierValue: '919800000001', limit: SMALL };
  await workbench.executeCommand('customerHierarchy.openInspector', {
    request: { connectionId: id, query },
    run: false,
  });
  return (await firstPainted(await workbench.webview('#inspector'))) - started;
}

/** Pressing Run in the panel that is open. */
class Runs {
  constructor(
    private readonly workbench: Workbench,
    private readonly server: Replay,
  ) {}

  /** @returns milliseconds from Run to the first lines of the answer on screen */
  async painted(limit: number): Promise<number> {
    const times: number[] = [];
    // the first one is not of the open panel's usual days: code is still cold
    for (let run = 0; run <= RUNS; run++) {
      const milliseconds = await this.#run(limit);
      if (run > 0) times.push(milliseconds);
    }
    return median(times);
  }

  /** @returns megabytes that an answer adds to the heaps of the page and of the extension host */
  async heapAdded(limit: number): Promise<{ readonly page: number; readonly host: number }> {
    const megabytes = async () => ({
      page: await pageHeap(await this.workbench.webview('#inspector')),
      host: Number(await this.workbench.executeCommand('bench.heapMegabytes')),
    });
    // what is let go of to make room for the next answer would count as if that took less
    await this.workbench.executeCommand('customerHierarchy.clearHistory', { confirm: false });
    await this.#run(SMALL);
    const before = await megabytes();
    await this.#run(limit);
    // the answer has been compared with its documentation, and its text is at rest
    const frame = await this.workbench.webview('#inspector');
    await contractReported(frame);
    const after = await megabytes();
    return { page: after.page - before.page, host: after.host - before.host };
  }

  async #run(limit: number): Promise<number> {
    const frame = await this.workbench.webview('#inspector');
    await frame.locator('vscode-text-field[data-name=limit] input').fill(String(limit));
    const painted = runPainted(frame, this.server.nextMark());
    await frame.locator('[data-name=run]').click();
    return (await painted).first;
  }
}

/**
 * The first lines, and the whole, of a text in the inspector over its first lines in the editor. Both
 * take turns, and each pair gives a ratio, of which the middle one counts: either swings by half from
 * one time to the next, with whatever the machine and the editor's own collection of garbage are at.
 * Each begins with nothing left to clear away and nothing under way of the one before.
 */
async function overEditor(
  workbench: Workbench,
  size: LargeSize,
  answer: LargeAnswer,
): Promise<readonly Figure[]> {
  const first: number[] = [];
  const whole: number[] = [];
  for (let pair = 0; pair < PAIRS[size]; pair++) {
    const own = await shownInEditor(workbench, answer, `Editor-${size}-${pair}-`);
    const shown = await shownInInspector(workbench, answer, `Shown-${size}-${pair}-`);
    first.push(shown.first / own);
    whole.push(shown.whole / own);
  }
  return [
    {
      name: `json-first-lines-${size}-ratio`,
      value: median(first),
      unit: 'ratio',
      limit: firstLinesLimits[size],
    },
    { name: `json-whole-${size}-ratio`, value: median(whole), unit: 'ratio', limit: WHOLE_LIMIT },
  ];
}

async function withFile<Result>(
  text: string,
  use: (file: string) => Promise<Result>,
): Promise<Result> {
  const { folder, remove } = temporaryFolder('bench-answer-');
  try {
    const file = path.join(folder, 'answer.json');
    await writeFile(file, text);
    return await use(file);
  } finally {
    await remove();
  }
}

async function shownInEditor(
  workbench: Workbench,
  answer: LargeAnswer,
  mark: string,
): Promise<number> {
  return withFile(answer.marked(mark), async (file) => {
    await tidyUp(workbench);
    const painted = linePainted(workbench.page.mainFrame(), '.monaco-editor .view-lines', mark);
    const started = await workbench.executeCommand('bench.showInEditor', file, mark);
    const milliseconds = (await painted) - Number(started);
    await workbench.executeCommand('workbench.action.closeActiveEditor');
    return milliseconds;
  });
}

async function shownInInspector(
  workbench: Workbench,
  answer: LargeAnswer,
  mark: string,
): Promise<{ readonly first: number; readonly whole: number }> {
  return withFile(answer.marked(mark), async (file) => {
    await tidyUp(workbench);
    const frame = await workbench.webview('#inspector');
    const painted = runPainted(frame, mark);
    const started = Number(await workbench.executeCommand('bench.showInInspector', file));
    const { firstAt, wholeAt } = await painted;
    await contractReported(frame);
    return { first: firstAt - started, whole: wholeAt - started };
  });
}

/** The extension host is idle again: the report on an answer comes last. */
function contractReported(frame: Webview): Promise<void> {
  return frame.locator('.contract > :last-child').waitFor({ timeout: 120_000 });
}

/** In the window and in the webview; the host's is cleared away by the probe. */
async function tidyUp(workbench: Workbench): Promise<void> {
  await collectGarbage(workbench.page, await workbench.webview('#inspector'));
}

async function findTime(workbench: Workbench): Promise<number> {
  const frame = await workbench.webview('#inspector');
  await frame.locator('.cm-content').focus();
  await workbench.page.keyboard.press('Control+F');
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    await frame.locator('.cm-content').focus();
    await workbench.page.keyboard.press('Control+Home');
    times.push(await lastMatchFound(frame, LAST));
  }
  await workbench.page.keyboard.press('Escape');
  return median(times);
}

async function scrollTime(workbench: Workbench): Promise<number> {
  return scrolled(await workbench.webview('#inspector'));
}
