import { earlierPage, type EarlierPage } from '../api/contract';
import type { ContractReport } from '../api/departures';
import type { ApiError } from '../api/errors';
import type { RequestAsSent, Exchange } from '../api/exchange';
import type { Answer, HeldBy, Page, PageOptions, Waiting } from '../api/page';
import type { CustomersRequest } from '../api/query';
import { AnswerSending, type SentAnswer } from './answerSending';
import type { CommandTarget } from './commandTarget';
import { shortPage, type ShortPage } from './shortPage';
import { failureBody } from './failureBody';
import { fieldsOf, requestOf } from './fields';
import { FormChanges } from './formChanges';
import type {
  DeparturesView,
  FailureView,
  FieldName,
  FormFields,
  HostToPage,
  Layout,
  Paging,
  RequestView,
  StripView,
  WaitView,
} from './wire';

/** Values into words, so that the session itself needs neither a language nor the editor. */
export interface SessionWords {
  strip(page: Page, short?: ShortPage): StripView;
  failure(error: ApiError): FailureView;
  /** The JSON that came with it, as it may be shown; undefined where there was none. */
  body(error: ApiError): string | undefined;
  /** The request's connection was removed. */
  missingConnection(connectionId: string): FailureView;
  request(request: RequestAsSent, exchange?: Exchange): RequestView;
  /** Of an answer that no request got. */
  noRequest(heldBy: HeldBy): RequestView;
  asking(request: CustomersRequest): string;
  waiting(wait: Waiting): WaitView;
  /** @param isOlderBelow whether an answer from before stays on screen */
  cancelled(isOlderBelow: boolean): string;
  departures(report: ContractReport): DeparturesView;
  /** The text of an answer could not be made ready to be shown. */
  notShown(): string;
}

export interface SessionCollaborators {
  /** Undefined where the request's connection does not exist. */
  ask(request: CustomersRequest, options: PageOptions): Promise<Answer | undefined>;
  /** Sends to the page; only called between `attach` and `detach`. */
  post(message: HostToPage): void;
  /** What the page needs before anything else: words, choices, connections. */
  setup(fields: FormFields, layout: Layout): HostToPage;
  readonly words: SessionWords;
  /** The text of an answer as it may be shown, piece by piece, no character cut in two. */
  pieces(page: Page): Iterable<string>;
  /** Lets other work of the host have its turn between two pieces of a large answer. */
  breathe(): Promise<void>;
  /** The text of an answer could not be had from `pieces`. */
  notShown(error: unknown): void;
}

export interface SessionStart {
  readonly fields: FormFields;
  readonly layout: Layout;
  /** Of a session that went on with this form before. */
  readonly left?: LeftBehind;
}

interface LeftBehind {
  readonly changes: FormChanges;
  readonly runs: number;
  readonly shown: Shown | undefined;
  readonly failed: Failed | undefined;
}

/** Characters of an answer that is kept for when the inspector is opened again. */
const LONGEST_LEFT = 16_000_000;

type Step = 'next' | 'previous';

/** One question of this inspector. */
interface Attempt {
  /** Counts up; the newest wins. */
  readonly run: number;
  readonly fields: FormFields;
  /** Offsets of the pages turned on the way here: going back visits the same pages. */
  readonly trail: readonly number[];
}
interface Shown extends Attempt, SentAnswer {
  /** What a watch has to say of the answer. */
  readonly note?: string;
  /** It, or the page before it, has fewer rows than were asked for, although more follow. */
  readonly short?: ShortPage;
}
interface Failed extends Attempt {
  /** Undefined where the connection was missing. */
  readonly error: ApiError | undefined;
}
interface Running extends Attempt {
  /** Which way a page was turned, where this is one. */
  readonly turned: Step | undefined;
  readonly abort: AbortController;
  readonly announcement: string;
  /** The last try failed, and the next one is to come. */
  wait: Waiting | undefined;
}

/**
 * One inspector: its form, the run under way, the answer on screen and the failure above it, for
 * as long as the panel lives, however often its page is thrown away and made again.
 *
 * The newest run wins: an answer to an older one is dropped, whenever it comes. A failure never
 * takes the answer before it off the screen.
 */
export class InspectorSession {
  readonly #with: SessionCollaborators;
  readonly #changes: FormChanges;
  #layout: Layout;
  /** How often the form was filled in. */
  #fills = 0;
  #runs = 0;
  #shown: Shown | undefined;
  #failed: Failed | undefined;
  #running: Running | undefined;
  /** The run that was cancelled, until the page was told so: who has read it need not read it again. */
  #cancelled: number | undefined;
  /** Pages of the listing that is being turned through, by offset; also those turned back from. */
  #turned: ReadonlyMap<number, EarlierPage> = new Map();
  /** What came with the failure on screen, shown where there is no answer from before. */
  get body(): string | undefined {
    const error = this.#shown === undefined ? this.#failed?.error : undefined;
    return error && failureBody(error);
  }

  /** What a watch that brings no newer answer has to say, in words that are made when they are shown. */
  #told: (() => string | undefined) | undefined;
  #attached = false;
  readonly #sending: AnswerSending;

  constructor(collaborators: SessionCollaborators, start: SessionStart) {
    this.#with = collaborators;
    this.#sending = new AnswerSending(collaborators);
    this.#changes = start.left?.changes ?? new FormChanges(start.fields);
    this.#layout = start.layout;
    this.#runs = start.left?.runs ?? 0;
    this.#shown = start.left?.shown;
    this.#failed = start.left?.failed;
  }

  /** The page is there, perhaps again: it gets everything. */
  attach(): void {
    this.#attached = true;
    this.#with.post(this.#with.setup(this.fields, this.#layout));
    this.#showEverything();
  }

  /** What is shown of all this is different now: the page gets it again, and nothing is asked. */
  showAgain(): void {
    this.fill(this.fields);
    if (this.#attached) this.#showEverything();
  }

  #showEverything(): void {
    if (this.#shown !== undefined) this.#showAnswer(this.#shown);
    if (this.#failed !== undefined) this.#showFailure(this.#failed);
    this.#showCancelled();
    if (this.#told !== undefined) this.#showTold();
    if (this.#running === undefined) return;
    this.#showRunning(this.#running);
    if (this.#running.wait !== undefined) this.#showWait(this.#running);
  }

  /** The page is gone; what it showed is kept for the next one. */
  detach(): void {
    this.#attached = false;
    this.#sending.stop();
  }

  /** Follows what is typed, so that commands outside the page mean the form as it stands. */
  draft(fields: FormFields, layout: Layout, fill?: number): void {
    this.#layout = layout;
    // an echo of what was filled in before the last time: the page is about to get that
    if (fill === undefined || fill === this.#fills) this.#become(fields);
  }

  /** Fills in the form. */
  fill(fields: FormFields): void {
    this.#become(fields);
    this.#postForm();
  }

  /**
   * Takes the last change of the form back, or makes it again.
   * @param edits of the page that asks for it: where there are more by then, they stay
   * @returns the fields that are different now
   */
  change(which: 'undo' | 'redo', edits: number): readonly FieldName[] {
    const changed = which === 'undo' ? this.#changes.undo() : this.#changes.redo();
    if (changed.length > 0) this.#postForm(edits);
    return changed;
  }

  get canUndo(): boolean {
    return this.#changes.canUndo;
  }

  get canRedo(): boolean {
    return this.#changes.canRedo;
  }

  /** Fills in what the answer on screen answers. */
  fillInAnswered(): void {
    if (this.#shown !== undefined) this.fill(this.#shown.fields);
  }

  /** What another session can go on with, when the panel of this one is closed. */
  leave(): SessionStart {
    const shown = this.#shown;
    const isKept = shown === undefined || shown.page.text.length <= LONGEST_LEFT;
    return {
      fields: this.fields,
      layout: this.#layout,
      left: {
        changes: this.#changes,
        runs: this.#runs,
        shown: isKept ? shown : undefined,
        failed: isKept ? this.#failed : undefined,
      },
    };
  }

  #postForm(edits?: number): void {
    this.#fills += 1;
    const { fields } = this;
    this.#post({ kind: 'form', fields, fill: this.#fills, ...(edits !== undefined && { edits }) });
  }

  #become(fields: FormFields): void {
    this.#changes.record(fields, performance.now());
  }

  async run(fields: FormFields): Promise<void> {
    await this.#ask(fields, []);
  }

  async step(to: Step): Promise<void> {
    const shown = this.#shown;
    // pressed again before the page is there: the same page is meant
    if (shown === undefined || this.#running?.turned === to) return;
    const { offset, limit } = shown.page.query;
    if (to === 'next') {
      if (!paging(shown).canNext) return;
      const next = offset + shown.page.customers.length;
      await this.#step(to, shown, next, [...shown.trail, offset]);
    } else {
      if (!paging(shown).canPrevious) return;
      const previous = shown.trail.at(-1) ?? Math.max(0, offset - limit);
      await this.#step(to, shown, previous, shown.trail.slice(0, -1));
    }
  }

  /** Asks what failed once more; without a failure, what the form says. */
  async retry(): Promise<void> {
    const failed = this.#failed;
    await this.#ask(failed?.fields ?? this.fields, failed?.trail ?? []);
  }

  /** Ends the run under way; the failure before it goes, too: nobody asks for that any more. */
  cancel(): void {
    const cancelled = this.#abort();
    if (cancelled === undefined) return;
    // nor for what came with it
    if (this.#shown === undefined) this.#sending.stop();
    this.#failed = undefined;
    this.#cancelled = cancelled.run;
    this.#showCancelled();
  }

  #abort(): Running | undefined {
    const running = this.#running;
    this.#running = undefined;
    running?.abort.abort();
    return running;
  }

  /** Fills in the form; shows the answer that is known already, else asks where `ask` says so. */
  async open(request: CustomersRequest, answer: Answer | undefined, ask: boolean): Promise<void> {
    const fields = fieldsOf(request);
    this.fill(fields);
    if (answer !== undefined && answer.kind !== 'cancelled') {
      this.#abort();
      this.#forgetTold();
      this.#runs += 1;
      this.#settle({ run: this.#runs, fields, trail: [] }, answer);
    } else if (ask) {
      await this.#ask(fields, []);
    }
  }

  /** Where it shows the one answer, it shows the other in its place, with a note; the form stays. */
  renew(before: Page, after: Page, note: string): void {
    const shown = this.#shown;
    if (shown?.page.text !== before.text || this.#running !== undefined) return;
    this.#forgetTold();
    this.#runs += 1;
    this.#shown = { ...shown, run: this.#runs, page: after, note };
    this.#failed = undefined;
    this.#cancelled = undefined;
    this.#showAnswer(this.#shown);
  }

  /** Said of what is on screen until something else is there; asked for anew where it is shown anew. */
  tell(sentence: () => string | undefined): void {
    if (this.#running !== undefined) return;
    const wasTold = this.#told !== undefined;
    this.#told = sentence() === undefined ? undefined : sentence;
    if (wasTold || this.#told !== undefined) this.#showTold();
  }

  #forgetTold(): void {
    if (this.#told !== undefined) this.tell(() => undefined);
  }

  #showTold(): void {
    const sentence = this.#told?.();
    this.#post({ kind: 'noted', ...(sentence !== undefined && { sentence }) });
  }

  /** What commands act on while this inspector is the active editor. */
  target(): CommandTarget {
    const answer = this.#shown?.page;
    const text = answer?.text ?? this.body;
    return {
      request: requestOf(this.fields),
      ...(answer !== undefined && { answer }),
      ...(text !== undefined && { json: { text, pointer: '' } }),
    };
  }

  /** The answer on screen. */
  get page(): Page | undefined {
    return this.#shown?.page;
  }

  /** The answer of a run, as long as it is the one on screen. */
  pageOf(run: number): Page | undefined {
    return this.#shown?.run === run ? this.#shown.page : undefined;
  }

  /** The same with the number of its run. */
  get shown(): SentAnswer | undefined {
    return this.#shown;
  }

  /** How the answer on screen departs from its documentation, as soon as that is known. */
  get contract(): ContractReport | undefined {
    return this.#sending.report(this.#shown);
  }

  /** The failure on screen and what was asked. */
  get failure(): { readonly request: CustomersRequest; readonly error: ApiError } | undefined {
    const failed = this.#failed;
    if (failed?.error === undefined) return undefined;
    return { request: requestOf(failed.fields), error: failed.error };
  }

  /** The request that the answer on screen, or what came with the failure, answers; else the form's. */
  get request(): CustomersRequest {
    return requestOf((this.#shown ?? this.#failed)?.fields ?? this.fields);
  }

  /** The form as it stands. */
  get fields(): FormFields {
    return this.#changes.present;
  }

  /** Of the request on screen, where one was made: a failure that nothing was sent for leaves the one before it there. */
  get exchange(): Exchange | undefined {
    const error = this.#failed?.error;
    const page = this.#shown?.page;
    return (
      (error && exchangeOf(error)) ?? (page?.heldBy === undefined ? page?.exchange : undefined)
    );
  }

  dispose(): void {
    this.detach();
    this.#abort();
  }

  async #step(to: Step, shown: Shown, offset: number, trail: readonly number[]): Promise<void> {
    const fields: FormFields = { ...shown.fields, offset: String(offset) };
    this.fill(fields);
    await this.#ask(fields, trail, to);
  }

  async #ask(fields: FormFields, trail: readonly number[], turned?: Step): Promise<void> {
    this.#abort();
    this.#forgetTold();
    this.#cancelled = undefined;
    const request = requestOf(fields);
    const abort = new AbortController();
    this.#runs += 1;
    const announcement = this.#with.words.asking(request);
    const running: Running = {
      run: this.#runs,
      fields,
      trail,
      turned,
      abort,
      announcement,
      wait: undefined,
    };
    this.#running = running;
    this.#become(fields);
    this.#changes.endTyping();
    this.#showRunning(running);
    const waiting = (wait: Waiting | undefined) => {
      if (this.#running !== running) return;
      running.wait = wait;
      this.#showWait(running);
    };
    const answer = await this.#with.ask(request, { signal: abort.signal, waiting });
    if (this.#running !== running) return;
    if (answer?.kind === 'cancelled') {
      this.cancel();
      return;
    }
    this.#running = undefined;
    this.#settle(running, answer);
  }

  #settle(attempt: Attempt & { readonly turned?: Step | undefined }, answer?: Answer): void {
    const { run, fields, trail, turned } = attempt;
    this.#cancelled = undefined;
    if (answer?.kind === 'page') {
      const earlier = trail.flatMap((offset) => this.#turned.get(offset) ?? []);
      const before = turned !== undefined || trail.length > 0 ? this.#turned : [];
      this.#turned = new Map([...before, [answer.query.offset, earlierPage(answer)]]);
      const short = shortPage(answer, earlier.at(-1), [...this.#turned.values()]);
      this.#shown = { run, fields, trail, page: answer, earlier, ...(short && { short }) };
      this.#failed = undefined;
      this.#showAnswer(this.#shown);
    } else {
      this.#failed = { run, fields, trail, error: answer };
      this.#showFailure(this.#failed);
    }
  }

  #showRunning({ run, announcement }: Running): void {
    this.#post({ kind: 'running', run, announcement });
  }

  #showWait({ run, wait }: Running): void {
    this.#post({ kind: 'waiting', run, ...(wait && { wait: this.#with.words.waiting(wait) }) });
  }

  #showCancelled(): void {
    const run = this.#cancelled;
    if (run === undefined || !this.#attached) return;
    this.#cancelled = undefined;
    const sentence = this.#with.words.cancelled(this.#shown !== undefined);
    this.#post({ kind: 'cancelled', run, sentence });
  }

  #showAnswer(shown: Shown): void {
    this.#sending.stop();
    if (!this.#attached) return;
    const { run, page } = shown;
    this.#post({
      kind: 'answer',
      run,
      strip: noted(this.#with.words.strip(page, shown.short), shown.note),
      request:
        page.heldBy === undefined
          ? this.#with.words.request(page.exchange.request, page.exchange)
          : this.#with.words.noRequest(page.heldBy),
      ...(page.heldBy !== undefined && { isHeld: true as const }),
      paging: paging(shown),
      textLength: page.text.length,
    });
    void this.#sending.send(shown);
  }

  #showFailure({ run, error }: Failed): void {
    const { words } = this.#with;
    const exchange = error === undefined ? undefined : exchangeOf(error);
    // an answer from before stays, and goes on coming
    if (this.#shown === undefined) this.#sending.stop();
    const body = error === undefined || this.#shown !== undefined ? undefined : words.body(error);
    this.#post({
      kind: 'failed',
      run,
      failure:
        error === undefined
          ? words.missingConnection(this.request.connectionId)
          : words.failure(error),
      ...(body !== undefined && { textLength: body.length }),
      ...(exchange !== undefined && { request: words.request(exchange.request, exchange) }),
    });
    if (body !== undefined && this.#attached) void this.#sending.sendText(run, body);
  }

  #post(message: HostToPage): void {
    if (this.#attached) this.#with.post(message);
  }
}

function noted(strip: StripView, note: string | undefined): StripView {
  if (note === undefined) return strip;
  return { ...strip, facts: [...strip.facts, note], announcement: note };
}

/** An empty page is the end; a short one may not be (the server's own maximum is undocumented). */
function paging({ fields, page }: Shown): Paging {
  // what nobody asked for has no next page
  const canNext = page.customers.length > 0 && page.heldBy === undefined;
  return { canPrevious: page.query.offset > 0, canNext, of: fields };
}

/** What is known of the exchange behind a failure, where it got as far as one. */
export function exchangeOf(error: ApiError): Exchange | undefined {
  return 'exchange' in error ? error.exchange : undefined;
}
