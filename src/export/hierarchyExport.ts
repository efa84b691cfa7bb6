import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import type { Connection } from '../api/connection';
import { isAboutConnection, type ApiError } from '../api/errors';
import type { CustomersApi, Page, Waiting } from '../api/page';
import { systemCode } from '../api/thrown';
import { Walk, type WalkPosition } from '../api/walk';
import type { LevelRead, WalkStep } from '../api/walkSteps';
import { errorSentenceIn, type Localisation } from '../connections/errorSentences';
import { maskedError } from '../privacy/masking';
import { Appending } from './appending';
import {
  endOfThrown,
  failsForAll,
  type EndOfRun,
  type EndOfWalk,
  type ExportEnd,
} from './exportEnd';
import { checkTarget, exportFiles, openAgain, PRIVATE, type ExportFiles } from './exportFiles';
import { takeLock, type ExportLock } from './exportLock';
import { mostCustomers, type ExportPlan } from './exportPlan';
import { Journal } from './journal';
import { isFailed, Reach, type PageRecord } from './journalRecord';
import { KeptWalk } from './keptWalk';
import { LaterPages } from './laterPages';
import { areWhole } from './lineCheck';
import { findingsOf } from './pageFindings';
import { pageLines } from './pageLines';
import type { Seal } from './seal';
import { Tally } from './tally';
import { ToCome } from './toCome';
import { placeOfWhole, syncedSize, wholeFile } from './wholeFile';
import { writeWhole } from './writeWhole';

export interface ExportProgress {
  /** `writing`: all customers are there, and become the file. */
  readonly phase: 'reading' | 'writing';
  readonly customers: number;
  /** Pages read, those of earlier runs included. */
  readonly pages: number;
  /** Of those read since it was opened, the ones that an earlier run had kept. */
  readonly kept: number;
  /** Customers that are known to be there and have not come. */
  readonly toCome: number;
}

export interface ExportDoors {
  readonly api: CustomersApi;
  readonly connection: Connection;
  /** Of the connection, at a time. */
  readonly concurrentRequests: number;
  readonly l10n: Localisation;
  readonly told?: (progress: ExportProgress) => void;
  readonly waiting?: (wait: Waiting | undefined) => void;
}

export type BegunExport =
  | { readonly kind: 'ready'; readonly export: HierarchyExport }
  /** An export into this file was begun before, and can be resumed. */
  | { readonly kind: 'unfinished' }
  /** Somebody is writing it, maybe in another window. */
  | { readonly kind: 'inUse' }
  | { readonly kind: 'notWritable'; readonly code: string };

export type ResumedExport =
  | { readonly kind: 'ready'; readonly export: HierarchyExport }
  /** Personal data in its journal is sealed with a key that is not here. */
  | { readonly kind: 'sealed' }
  | { readonly kind: 'inUse' }
  | { readonly kind: 'unreadable' };

/** What becomes of levels that could not be read, once all others were, and of more than a file holds. */
export type OfMissing =
  /** They are asked for again, from the first on; the file is made once all are there. */
  | 'ask'
  /** The file is made without them. */
  | 'leaveOut';

/** Lines wait for others, so that they are written in large pieces; no longer than this, though. */
const FLUSH_BYTES = 1 << 21;
const FLUSH_MS = 500;

/**
 * The hierarchy below a query as a file. What came is written as it comes, beside the wanted file and
 * with a journal; whatever ends it, it is resumed from there, and the file has the same content as if
 * nothing had happened. Runs once: to be resumed, also in the same window, it is opened anew.
 */
export class HierarchyExport {
  #memory: KeptWalk;
  #tally = new Tally();
  #toCome = new ToCome();
  #lines: Appending | undefined;
  /** The last that counts. */
  #last: PageRecord | undefined;
  #isInPlace = false;
  #flushedAt = 0;
  /** Failures of levels, which count once the connection is seen to work. */
  #held: PageRecord[] = [];
  #later: LaterPages | undefined;
  #kept = 0;

  private constructor(
    private readonly files: ExportFiles,
    readonly plan: ExportPlan,
    private readonly journal: Journal,
    private readonly lock: ExportLock,
    /** Undefined where all was read and written, and what is missing is the last step. */
    private readonly linesFile: FileHandle | undefined,
    private readonly ofMissing: OfMissing = 'ask',
  ) {
    this.#memory = new KeptWalk(journal);
    this.#lines = linesFile && new Appending(linesFile, 0);
  }

  /** Makes the files; asks nobody, and leaves the wanted file as it is. */
  static async begin(
    target: string,
    plan: ExportPlan,
    sealed?: { readonly key: string; readonly seal: Seal },
  ): Promise<BegunExport> {
    const files = exportFiles(target);
    let journal: Journal | undefined;
    let lock: ExportLock | undefined;
    try {
      await checkTarget(target);
      lock = await takeLock(files.lock);
      if (lock === undefined) return { kind: 'inUse' };
      journal = await Journal.create(files.journal, plan, sealed);
      // what is there of another one has lost its journal; a link would lead to somebody's file
      for (const one of [files.lines, files.pages]) await rm(one, { force: true });
      const linesFile = await open(files.lines, 'wx+', PRIVATE);
      return { kind: 'ready', export: new HierarchyExport(files, plan, journal, lock, linesFile) };
    } catch (error) {
      const code = systemCode(error);
      await journal?.close();
      if (journal !== undefined) await rm(files.journal, { force: true });
      await lock?.release();
      if (journal === undefined && code === 'EEXIST') return { kind: 'unfinished' };
      return { kind: 'notWritable', code };
    }
  }

  /** Rejects as the system does. */
  static async resume(
    target: string,
    sealOf: (key: string) => Promise<Seal | undefined>,
    ofMissing: OfMissing = 'ask',
  ): Promise<ResumedExport> {
    const files = exportFiles(target);
    const lock = await takeLock(files.lock);
    if (lock === undefined) return { kind: 'inUse' };
    let found: ResumedExport | undefined;
    try {
      found = await HierarchyExport.#opened(files, sealOf, lock, ofMissing);
      return found;
    } finally {
      if (found?.kind !== 'ready') await lock.release();
    }
  }

  static async #opened(
    files: ExportFiles,
    sealOf: (key: string) => Promise<Seal | undefined>,
    lock: ExportLock,
    ofMissing: OfMissing,
  ): Promise<ResumedExport> {
    const opened = await Journal.open(files.journal, sealOf);
    if (opened.kind !== 'journal') return opened;
    const { journal, plan } = opened;
    try {
      const whole = await placeOfWhole(files, plan, journal);
      // once it is whole, they may be in their place, or gone
      const linesFile =
        whole === undefined ? await openAgain(files.lines, { create: true }) : undefined;
      const found = new HierarchyExport(files, plan, journal, lock, linesFile, ofMissing);
      found.#isInPlace = whole === 'inPlace';
      await found.#restore(whole !== undefined);
      return { kind: 'ready', export: found };
    } catch (error) {
      await journal.close();
      throw error;
    }
  }

  /** Which key its journal is sealed with. */
  get sealKey(): string | undefined {
    return this.journal.key;
  }

  /** What an earlier run has done. */
  get progress(): ExportProgress {
    return {
      phase: 'reading',
      customers: this.#last?.lines ?? 0,
      pages: this.#tally.pages,
      kept: this.#kept,
      toCome: this.#toCome.count,
    };
  }

  /** Ends with the file in its place, or with all that came beside it. Never rejects. */
  async run(doors: ExportDoors, signal: AbortSignal): Promise<ExportEnd> {
    const end = await this.#end(doors, signal).catch(endOfThrown);
    await this.close();
    return { ...end, summary: this.#tally.summary() };
  }

  async close(): Promise<void> {
    await this.#closeFiles();
    await this.lock.release();
  }

  async #closeFiles(): Promise<void> {
    await this.journal.close().catch(() => undefined);
    await this.#later?.close().catch(() => undefined);
    await this.linesFile?.close().catch(() => undefined);
  }

  async #end(doors: ExportDoors, signal: AbortSignal): Promise<EndOfRun> {
    const { linesFile } = this;
    if (linesFile !== undefined) {
      this.#later = await LaterPages.open(this.files.pages, this.journal.seal);
      const isPart = this.#hasTooMany && this.ofMissing === 'leaveOut';
      const end = isPart ? undefined : await this.#walk(doors, signal).finally(() => this.#flush());
      if (end !== undefined) return end;
      if (this.#tally.failed > 0 && this.ofMissing === 'ask') return { kind: 'incomplete' };
      doors.told?.({ ...this.progress, phase: 'writing' });
      const { plan, files } = this;
      const [isWhole, size] = await Promise.all([
        areWhole(linesFile, this.#last?.lines ?? 0, signal),
        // of this format, the lines are the file
        plan.format === 'ndjson' ? syncedSize(linesFile) : undefined,
      ]);
      if (!isWhole) return { kind: 'damaged' };
      if (signal.aborted) return { kind: 'cancelled' };
      const { failed: notRead } = this.#tally.summary();
      const bytes =
        size ?? (await writeWhole(plan, linesFile, files.whole, { ...doors, notRead }, signal));
      if (bytes === undefined) return { kind: 'cancelled' };
      this.journal.append({ kind: 'whole', bytes });
      await this.journal.flush();
    }
    const isPart = this.#hasTooMany;
    await this.#putInPlace();
    return { kind: 'done', isPart };
  }

  /** More customers than the format holds are there, and more of them. */
  get #hasTooMany(): boolean {
    const { lines = 0, isOver = false } = this.#last ?? {};
    return lines >= mostCustomers(this.plan.format) && !(isOver && this.#memory.waiting === 0);
  }

  /** Everything is on the disk by now: it may end between any two of these. */
  async #putInPlace(): Promise<void> {
    const { target, lines, pages, journal } = this.files;
    await this.#closeFiles();
    if (!this.#isInPlace) await rename(wholeFile(this.files, this.plan), target);
    await rm(lines, { force: true });
    await rm(pages, { force: true });
    await rm(journal, { force: true });
  }

  /** @returns why it is not all there */
  async #walk(doors: ExportDoors, signal: AbortSignal): Promise<EndOfRun | undefined> {
    for (;;) {
      if (this.#hasTooMany) return { kind: 'tooMany', most: mostCustomers(this.plan.format) };
      const end = await this.#walkOn(doors, signal);
      if (end?.kind !== 'inVain') return end;
      // where the first question is answered, it is those that failed, and not the connection
      const { connection, waiting } = doors;
      const options = { signal, background: true, ofMany: true, ...(waiting && { waiting }) };
      const first = await doors.api.page(connection, this.plan.query, options);
      if (signal.aborted || first.kind === 'cancelled') return { kind: 'cancelled' };
      if (first.kind !== 'page') return { kind: 'stopped', error: end.error };
      this.#countHeld();
    }
  }

  /** @returns why it is not over; `inVain` where nothing but failures came in the end */
  async #walkOn(doors: ExportDoors, signal: AbortSignal): Promise<EndOfWalk | undefined> {
    const { plan } = this;
    const { connection, concurrentRequests, waiting } = doors;
    const api: CustomersApi = {
      page: async (to, query, options) =>
        (await this.#later?.find(to, query)) ??
        doors.api.page(to, query, { ...options, ofMany: true }),
    };
    const { defaultSource, defaultAccountId } = plan.sources;
    const asked: Connection = { ...connection, defaultSource, defaultAccountId };
    const walk = new Walk(api, asked, plan.query, {
      concurrentRequests,
      identifierPreference: plan.identifierPreference,
      ...(plan.depthLimit !== undefined && { depthLimit: plan.depthLimit }),
      ...(waiting && { waiting }),
      inOrder: true,
      memory: this.#memory,
      from: await this.#position(),
    });
    let error: ApiError | undefined;
    for await (const steps of walk.stepsOfPages(signal)) {
      const failed = steps.find((step) => step.kind === 'levelFailed');
      if (failed !== undefined) {
        ({ error } = failed);
        if (failsForAll(error)) return { kind: 'stopped', error };
      }
      const progress = steps.find((step) => step.kind === 'progress');
      if (progress === undefined) continue;
      // of whom nothing is known, there is nothing to be exported
      if (error !== undefined && isFirstFailed(progress.read)) return { kind: 'stopped', error };
      await this.#take(progress.read, steps, doors, error);
      const most = mostCustomers(plan.format);
      if (progress.customers >= most && walk.unread > 0) return { kind: 'tooMany', most };
    }
    if (signal.aborted) return { kind: 'cancelled' };
    // it was not this signal: a window that closes ends all that is asked
    if (walk.unended > 0 && this.#held.length < MOST_FAILURES) return { kind: 'cancelled' };
    // nothing came after these failures that would say that it was not the connection
    if (error !== undefined && this.#held.length > 0) return { kind: 'inVain', error };
    return undefined;
  }

  async #position(): Promise<WalkPosition | undefined> {
    const last = this.#last;
    if (last === undefined) return undefined;
    const position = {
      customers: last.lines,
      pages: this.#tally.pages,
      levels: this.#memory.levels,
    };
    if (last.isOver) return position;
    const level = last.root ?? (await this.#memory.take());
    return level === undefined ? position : { ...position, level: { level, offset: last.offset } };
  }

  /** What was said of a page: its lines, and the record that makes them count. */
  async #take(
    read: LevelRead,
    steps: readonly WalkStep[],
    doors: ExportDoors,
    error: ApiError | undefined,
  ): Promise<void> {
    const { level, page, offset, isOver } = read;
    const { number, announced } = level;
    if (page !== undefined || (error !== undefined && !isAboutConnection(error))) this.#countHeld();
    const lines = page === undefined ? [] : pageLines(page, steps, this.plan.masked);
    for (const pieces of lines) for (const piece of pieces) this.#lines?.add(piece);
    if (page !== undefined) await this.#keepLater(page);
    const received = this.#memory.keysOf(level).size;
    const findings = findingsOf(steps, page, received, {
      masked: this.plan.masked,
      sentence: (failure) =>
        errorSentenceIn(doors.l10n, this.plan.masked ? maskedError(failure) : failure),
    });
    const record: PageRecord = {
      kind: 'page',
      level: number,
      ...(number === 0 && { root: level }),
      ...(announced !== undefined && { announced }),
      offset,
      received,
      isOver,
      bytes: this.#lines?.bytes ?? 0,
      lines: (this.#last?.lines ?? 0) + lines.length,
      ...this.#memory.noted(number, isOver),
      findings,
    };
    if (page === undefined && error !== undefined && isAboutConnection(error))
      this.#held.push(record);
    else this.#count(record);
    if (this.#isTimeToFlush()) await this.#flush();
    doors.told?.(this.progress);
  }

  async #keepLater(page: Page): Promise<void> {
    if (this.#later?.has(page) === true) this.#kept++;
    else if (this.#tally.failed > 0) await this.#later?.keep(page);
  }

  #countHeld(): void {
    const held = this.#held;
    this.#held = [];
    for (const record of held) this.#count(record);
  }

  #count(record: PageRecord): void {
    this.journal.append(record);
    this.#note(record);
  }

  #note(record: PageRecord): void {
    this.#last = record;
    this.#tally.add(record);
    this.#toCome.add(record);
  }

  #isTimeToFlush(): boolean {
    const { bytes = 0, written = 0 } = this.#lines ?? {};
    return bytes - written > FLUSH_BYTES || performance.now() - this.#flushedAt > FLUSH_MS;
  }

  async #flush(): Promise<void> {
    // a record without its lines would not count
    await this.#lines?.flush();
    await this.#later?.flush();
    await this.journal.flush();
    this.#flushedAt = performance.now();
  }

  /** Takes in what counts of an earlier run, and cuts off the rest; nothing where it is whole. */
  async #restore(isWhole: boolean): Promise<void> {
    const { linesFile } = this;
    const size = (await linesFile?.stat())?.size ?? 0;
    const { end, firstFailed } = await this.#takeRecords(isWhole ? Infinity : size);
    if (linesFile === undefined) return;
    if (firstFailed !== undefined && this.ofMissing === 'ask') {
      this.#memory = new KeptWalk(this.journal);
      this.#tally = new Tally();
      this.#toCome = new ToCome();
      this.#last = undefined;
      await this.#takeRecords(size, firstFailed);
      await this.#cutAt(linesFile, firstFailed, size);
    } else await this.#cutAt(linesFile, end, size);
  }

  /** @returns where they end, and, where all levels were gone through, where the first failure begins */
  async #takeRecords(
    size: number,
    until = Infinity,
  ): Promise<{ readonly end: number; readonly firstFailed?: number }> {
    const reach = new Reach();
    let end = this.journal.recordsStart;
    let firstFailed: number | undefined;
    for await (const { record, start, end: after } of this.journal.records()) {
      // what is not there any more is made again of the lines
      if (record.kind === 'whole' || record.bytes > size || start >= until) break;
      this.#memory.restore(record);
      this.#note(record);
      reach.add(record);
      if (isFailed(record)) firstFailed ??= start;
      end = after;
    }
    return { end, ...(reach.isOver && firstFailed !== undefined && { firstFailed }) };
  }

  /** Of both files, what came after this place in the journal is gone. */
  async #cutAt(linesFile: FileHandle, end: number, size: number): Promise<void> {
    await this.journal.cutAt(end);
    const bytes = this.#last?.bytes ?? 0;
    if (size > bytes) await linesFile.truncate(bytes);
    this.#lines = new Appending(linesFile, bytes);
  }
}

/** In a row: then it is the connection, whatever it says. */
const MOST_FAILURES = 8;

function isFirstFailed({ level, page, offset }: LevelRead): boolean {
  return page === undefined && level.number === 0 && offset === 0;
}
