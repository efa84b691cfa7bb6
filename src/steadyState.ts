import type { ExtensionContext, Memento } from 'vscode';

/** More than that, and something else is at it: then the storage has its way. */
const MOST_WRITES = 5;

/** The context, with a `globalState` and a `workspaceState` that lose no update. */
export function withSteadyState(context: ExtensionContext): ExtensionContext {
  const { globalState, workspaceState } = context;
  const globalSteady = Object.assign(new SteadyMemento(globalState), {
    setKeysForSync: (keys: readonly string[]) => globalState.setKeysForSync(keys),
  });
  // not copied: some of its properties only proposed API may read
  return Object.create(context, {
    globalState: { value: globalSteady },
    workspaceState: { value: new SteadyMemento(workspaceState) },
  }) as ExtensionContext;
}

/**
 * A memento of VS Code sends all that it holds some time after an update, and takes over, whole, what
 * comes back, although that is older where there was another update meanwhile: that one is gone from
 * what it holds, and is never sent, or overwritten by what is sent next. So what was updated here is
 * answered from here until the storage was seen to agree, is sent again with whatever else is
 * updated, and once more where it was lost after all. After that, what another window changes is seen.
 */
export class SteadyMemento implements Memento {
  readonly #memento: Memento;
  /** What the storage has not agreed to yet, as JSON; undefined for what is to be removed. */
  readonly #unconfirmed = new Map<string, string | undefined>();
  /** Goes on until the storage agrees. */
  #confirming: Promise<void> | undefined;
  /** The last write, and with it all before. */
  #written: Promise<unknown> = Promise.resolve();

  constructor(memento: Memento) {
    this.#memento = memento;
  }

  keys(): readonly string[] {
    const keys = new Set(this.#memento.keys());
    for (const [key, text] of this.#unconfirmed) {
      if (text === undefined) keys.delete(key);
      else keys.add(key);
    }
    return [...keys];
  }

  readonly get: Memento['get'] = (key: string, fallback?: unknown) => {
    if (!this.#unconfirmed.has(key)) return this.#memento.get(key, fallback);
    const text = this.#unconfirmed.get(key);
    return text === undefined ? fallback : parsed(text);
  };

  /** @returns when the storage has it; fails where it cannot be written */
  async update(key: string, value: unknown): Promise<void> {
    this.#unconfirmed.set(key, JSON.stringify(value));
    this.#write();
    this.#confirming ??= this.#confirm();
    await this.#confirming;
  }

  #write(): void {
    this.#written = Promise.all([
      this.#written,
      ...[...this.#unconfirmed].map(([key, text]) => this.#memento.update(key, parsed(text))),
    ]);
    // whoever made the update is told
    this.#written.catch(() => undefined);
  }

  async #confirm(): Promise<void> {
    try {
      for (let writes = 1; ; writes++) {
        await this.#allWritten();
        for (const [key, text] of this.#unconfirmed) {
          if (JSON.stringify(this.#memento.get(key)) === text) this.#unconfirmed.delete(key);
        }
        if (this.#unconfirmed.size === 0 || writes === MOST_WRITES) return;
        this.#write();
      }
    } finally {
      this.#unconfirmed.clear();
      this.#confirming = undefined;
      this.#written = Promise.resolve();
    }
  }

  /** Also what is written meanwhile: only when nothing is under way, nothing older can come back. */
  async #allWritten(): Promise<void> {
    for (let last; last !== this.#written;) {
      last = this.#written;
      await last;
    }
  }
}

function parsed(text: string | undefined): unknown {
  return text === undefined ? undefined : JSON.parse(text);
}
