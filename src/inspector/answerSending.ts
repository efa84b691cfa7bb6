import { contractSteps, type EarlierPage } from '../api/contract';
import type { ContractReport } from '../api/departures';
import type { Page } from '../api/page';
import { inTurns } from './inTurns';
import type { DeparturesView, HostToPage } from './wire';

/** An answer on its way to the page. */
export interface SentAnswer {
  readonly run: number;
  readonly page: Page;
  /** The pages turned on the way here. */
  readonly earlier: readonly EarlierPage[];
}

export interface SendingCollaborators {
  post(message: HostToPage): void;
  /** The text of an answer as it may be shown, piece by piece, no character cut in two. */
  pieces(page: Page): Iterable<string>;
  /** Lets other work of the host have its turn between two pieces of a large answer. */
  breathe(): Promise<void>;
  /** `pieces` failed. */
  notShown(error: unknown): void;
  readonly words: {
    departures(report: ContractReport): DeparturesView;
    notShown(): string;
  };
}

/** Characters sent first: little enough for the first lines to be there at once. */
const FIRST_LENGTH = 128 * 1024;
/** And then at a time: as many as the page prints in one turn that nobody notices. */
const PIECE_LENGTH = 512 * 1024;

const encoder = new TextEncoder();

/** Sends one answer at a time to the page, in pieces; what is sent next ends what was sent before. */
export class AnswerSending {
  readonly #with: SendingCollaborators;
  /** Counts up to end the sending of an answer that is no longer wanted. */
  #ticket = 0;
  #contract: { readonly of: SentAnswer; readonly report: ContractReport } | undefined;

  constructor(collaborators: SendingCollaborators) {
    this.#with = collaborators;
  }

  stop(): void {
    this.#ticket += 1;
  }

  /** How an answer departs from its documentation, as soon as that is known. */
  report(of: SentAnswer | undefined): ContractReport | undefined {
    return this.#contract?.of === of ? this.#contract?.report : undefined;
  }

  /** The JSON, then how it departs from its documentation: nobody waits for that. */
  async send(answer: SentAnswer): Promise<void> {
    const { run, page } = answer;
    this.stop();
    const ticket = this.#ticket;
    if (!(await this.#pieces(run, this.#with.pieces(page)))) return;
    const report = await this.#reportOnce(answer, () => ticket === this.#ticket);
    if (report === undefined) return;
    this.#with.post({ kind: 'departures', run, departures: this.#with.words.departures(report) });
  }

  async sendText(run: number, text: string): Promise<void> {
    this.stop();
    await this.#pieces(run, [text]);
  }

  /** @returns whether all of it was sent: nothing else was to be shown meanwhile, and nothing failed */
  async #pieces(run: number, texts: Iterable<string>): Promise<boolean> {
    const ticket = this.#ticket;
    try {
      return await this.#postPieces(run, texts, ticket);
    } catch (error) {
      this.#with.notShown(error);
      // a part of it would look like all of it
      if (ticket === this.#ticket)
        this.#with.post({ kind: 'jsonNotShown', run, sentence: this.#with.words.notShown() });
      return false;
    }
  }

  async #postPieces(run: number, texts: Iterable<string>, ticket: number): Promise<boolean> {
    // what is masked already is on screen while the rest is being masked
    for (const piece of piecesOf(texts)) {
      // has a buffer of its own
      this.#with.post({ kind: 'jsonPiece', run, piece: encoder.encode(piece) });
      await this.#with.breathe();
      if (ticket !== this.#ticket) return false;
    }
    this.#with.post({ kind: 'jsonEnd', run });
    return true;
  }

  async #reportOnce(
    answer: SentAnswer,
    isWanted: () => boolean,
  ): Promise<ContractReport | undefined> {
    if (this.#contract?.of === answer) return this.#contract.report;
    const steps = contractSteps(answer.page, answer.earlier);
    const report = await inTurns(steps, () => this.#with.breathe(), isWanted);
    if (report !== undefined) this.#contract = { of: answer, report };
    return report;
  }
}

/** The texts as they come, those that are long cut wherever no character is cut in two. */
function* piecesOf(texts: Iterable<string>): Generator<string> {
  let longest = FIRST_LENGTH;
  for (const text of texts) {
    for (let from = 0; from < text.length;) {
      let to = Math.min(from + longest, text.length);
      if (/[\udc00-\udfff]/.test(text.charAt(to))) to++;
      yield text.slice(from, to);
      longest = PIECE_LENGTH;
      from = to;
    }
  }
}
