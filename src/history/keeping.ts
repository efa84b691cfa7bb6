import type { Memento } from 'vscode';
import { systemCode } from '../api/thrown';
import type { Log } from '../privacy/log';
import type { Masking } from '../privacy/masking';
import type { StoredAnswer } from '../inspector/commandTarget';
import { askedBehindMask, forgetAsked, keepAsked } from './behindMasks';
import { readEntry, writtenEntry } from './entryFile';
import { jsonOf, type History, type HistoryEntry } from './history';
import { KeptFiles } from './keptFiles';

export interface KeepingCollaborators {
  /** Where the files are; made when it is first needed. */
  readonly folder: string;
  /** Entries kept for all windows, at the most: from the user's own settings. */
  readonly mostEntries: () => number;
  readonly history: History;
  readonly masking: Masking;
  readonly globalState: Memento;
  readonly log: Log;
  /** Told once that nothing can be kept, by the system's code. */
  cannotKeep(code: string): void;
}

/** Of all files together, so that nobody wonders where a disk went. */
const MOST_BYTES = 64_000_000;
/** One answer does not push out all the others. */
const MOST_ANSWER_BYTES = 48_000_000;

/**
 * The history as it outlives its window: each entry is a file, written behind everybody's back. What
 * cannot be written or read costs nothing but itself.
 */
export class Keeping {
  readonly #with: KeepingCollaborators;
  readonly #files: KeptFiles;
  /** One file at a time, in the order of the entries. */
  #writing: Promise<void> = Promise.resolve();
  #hasFailed = false;

  constructor(collaborators: KeepingCollaborators) {
    this.#with = collaborators;
    const { folder, mostEntries } = collaborators;
    this.#files = new KeptFiles(folder, { entries: mostEntries, bytes: MOST_BYTES });
  }

  /** Entries of before this window, the newest first, as many as it shows; their answers stay on disk. */
  async restore(most: number): Promise<readonly HistoryEntry[]> {
    const { log, globalState } = this.#with;
    try {
      const ids = await this.#files.ids();
      const read = await Promise.all(ids.slice(0, most).map((id) => this.#restored(id)));
      await forgetAsked(globalState, (id) => !ids.includes(id));
      return read.filter((entry) => entry !== undefined);
    } catch (error) {
      log.warn(`The history of before could not be read: ${systemCode(error)}.`);
      return [];
    }
  }

  /** Writes the entry as soon as those before it are written. Never rejects. */
  keep(entry: HistoryEntry): Promise<void> {
    this.#writing = this.#writing.then(() => this.#write(entry));
    return this.#writing;
  }

  usage(): Promise<{ readonly entries: number; readonly bytes: number }> {
    return this.#files.usage();
  }

  /** Removes what is kept of every window, and what was about to be. */
  async clear(): Promise<void> {
    await this.#writing;
    await this.#files.clear();
    await forgetAsked(this.#with.globalState, () => true);
  }

  async #write({ id }: HistoryEntry): Promise<void> {
    const { history, masking, globalState, log } = this.#with;
    // it may have been dropped or cleared while it waited, and its answer with it
    const entry = history.entries().find((one) => one.id === id);
    if (entry === undefined) return;
    try {
      const { content, isMasked, hasAnswer } = await writtenEntry(
        entry,
        masking,
        MOST_ANSWER_BYTES,
      );
      const removed = await this.#files.write(id, content);
      if (hasAnswer) history.keep(id, this.#stored(id, isMasked));
      if (isMasked) await keepAsked(globalState, id, entry.request.query.identifierValue);
      history.lose(new Set(removed));
      await forgetAsked(globalState, (asked) => removed.includes(asked));
      this.#hasFailed = false;
    } catch (error) {
      if (this.#hasFailed) return;
      this.#hasFailed = true;
      const code = systemCode(error);
      log.warn(`The history could not be written to disk: ${code}. It goes on in memory.`);
      this.#with.cannotKeep(code);
    }
  }

  async #restored(id: string): Promise<HistoryEntry | undefined> {
    const { log, globalState } = this.#with;
    const line = await this.#files.firstLine(id).catch((error: unknown) => {
      log.warn(`A file of the history could not be read: ${id}, ${systemCode(error)}.`);
    });
    if (line === undefined) return undefined;
    const read = readEntry(id, line);
    if (read === undefined) {
      log.warn(`A file of the history is broken, and left out: ${id}.`);
      return undefined;
    }
    const { entry, isMasked, hasAnswer } = read;
    return {
      ...(isMasked ? askedAgain(entry, askedBehindMask(globalState, id)) : entry),
      ...(hasAnswer && { stored: this.#stored(id, isMasked) }),
    };
  }

  #stored(id: string, isMasked: boolean): StoredAnswer {
    return {
      isMasked,
      read: async () => {
        const content = await this.#files.read(id).catch((error: unknown) => {
          this.#with.log.warn(`An answer could not be read: ${id}, ${systemCode(error)}.`);
        });
        if (content === undefined) return undefined;
        const end = content.indexOf('\n');
        const read = end < 0 ? undefined : readEntry(id, content.slice(0, end));
        const answer = read?.answer(content.slice(end + 1));
        if (read === undefined || answer === undefined) {
          this.#with.log.warn(`A file of the history is broken: ${id}.`);
          return undefined;
        }
        return { answer, ...jsonOf(read.entry.outcome, answer) };
      },
    };
  }
}

/** With whom it was about, where that is known: its file has the shape alone. */
function askedAgain(entry: HistoryEntry, identifierValue: string | undefined): HistoryEntry {
  if (identifierValue === undefined) return { ...entry, isAskedMasked: true };
  const { connectionId, query } = entry.request;
  return {
    ...entry,
    request: { connectionId, query: { ...query, identifierValue } },
    ...(entry.value !== undefined && { value: identifierValue }),
  };
}
