import fc from 'fast-check';
import { setImmediate as everythingSettled } from 'node:timers/promises';
import type { Memento } from 'vscode';
import { describe, expect, it } from 'vitest';
import { SteadyMemento } from '../../src/steadyState';

type Values = Readonly<Record<string, unknown>>;
type Message =
  | { readonly kind: 'everything'; readonly text: string }
  | { readonly kind: 'written'; readonly updates: readonly (() => void)[] };

/**
 * How VS Code keeps a `globalState`: the extension host holds all of it, and sends all of it to the
 * window some time after an update; the window tells the host of all of it whenever that changed,
 * and only then that it was written. Here, each of these steps is taken when the test says so.
 */
class KeptByVsCode implements Memento {
  stored = '{}';
  #held: Values = {};
  #waiting: (() => void)[] = [];
  readonly #toWindow: { text: string; updates: readonly (() => void)[] }[] = [];
  readonly #toHost: Message[] = [];

  keys = (): readonly string[] => Object.keys(this.#held);
  get = <T>(key: string, fallback?: T): T => (this.#held[key] ?? fallback) as T;

  update = (key: string, value: unknown): Promise<void> => {
    this.#held = { ...this.#held, [key]: value };
    return new Promise((resolve) => this.#waiting.push(resolve));
  };

  /** Some time after an update. */
  send = (): boolean => {
    if (this.#waiting.length === 0) return false;
    this.#toWindow.push({ text: JSON.stringify(this.#held), updates: this.#waiting });
    this.#waiting = [];
    return true;
  };

  reachWindow = (): boolean => {
    const sent = this.#toWindow.shift();
    if (sent === undefined) return false;
    this.#store(sent.text);
    this.#toHost.push({ kind: 'written', updates: sent.updates });
    return true;
  };

  reachHost = (): boolean => {
    const message = this.#toHost.shift();
    if (message?.kind === 'everything') this.#held = JSON.parse(message.text) as Values;
    else for (const update of message?.updates ?? []) update();
    return message !== undefined;
  };

  /** What another window updated has come to this one. */
  updateElsewhere(key: string, value: unknown): void {
    this.#store(JSON.stringify({ ...this.storedValues(), [key]: value }));
  }

  storedValues(): Values {
    return JSON.parse(this.stored) as Values;
  }

  /** Lets everything under way arrive. */
  async arrive(): Promise<void> {
    do await everythingSettled();
    while ([this.send(), this.reachWindow(), this.reachHost()].includes(true));
  }

  #store(text: string): void {
    if (text === this.stored) return;
    this.stored = text;
    this.#toHost.push({ kind: 'everything', text });
  }
}

/** The second of two updates is made while what comes of the first one is on its way back. */
function updateTwice(memento: Memento, kept: KeptByVsCode): void {
  void memento.update('width', 100);
  kept.send();
  kept.reachWindow();
  void memento.update('order', 'b a');
  kept.reachHost();
}

it('is needed: VS Code itself loses an update that meets what comes back from one before', async () => {
  const kept = new KeptByVsCode();
  updateTwice(kept, kept);
  await kept.arrive();
  expect(kept.storedValues()).toEqual({ width: 100 });
});

describe('what is remembered', () => {
  it('has the update that meets what comes back from one before', async () => {
    const kept = new KeptByVsCode();
    const memento = new SteadyMemento(kept);
    updateTwice(memento, kept);
    expect(memento.get('order')).toBe('b a');
    expect([...memento.keys()].sort()).toEqual(['order', 'width']);
    await kept.arrive();
    expect(kept.storedValues()).toEqual({ width: 100, order: 'b a' });
  });

  it('has every update at once and for good, whatever comes back in between', async () => {
    const keys = fc.constantFrom('own', 'other');
    const value = fc.constantFrom(1, [2], undefined);
    const step = fc.oneof(
      fc.record({ kind: fc.constant('update' as const), key: keys, value }),
      fc.record({ kind: fc.constant('elsewhere' as const), value: fc.nat(9) }),
      fc.constantFrom(
        ...(['send', 'reachWindow', 'reachHost', 'settle'] as const).map((kind) => ({ kind })),
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const kept = new KeptByVsCode();
        const memento = new SteadyMemento(kept);
        const updated: Record<string, unknown> = {};
        const promises: Promise<void>[] = [];
        const values = () =>
          Object.fromEntries(Object.keys(updated).map((key) => [key, memento.get(key)]));
        for (const each of steps) {
          if (each.kind === 'update') {
            updated[each.key] = each.value;
            promises.push(memento.update(each.key, each.value));
          } else if (each.kind === 'elsewhere') kept.updateElsewhere('elsewhere', each.value);
          else if (each.kind === 'settle') await everythingSettled();
          else kept[each.kind]();
          expect(values()).toEqual(updated);
        }
        await kept.arrive();
        await Promise.all(promises);
        expect(values()).toEqual(updated);
        expect(kept.storedValues()).toMatchObject(JSON.parse(JSON.stringify(updated)) as Values);
      }),
      { numRuns: 2000 },
    );
  });

  it('is sent with every later update as long as it is not certain, so that a reload finds it', () => {
    const kept = new KeptByVsCode();
    const memento = new SteadyMemento(kept);
    updateTwice(memento, kept);
    void memento.update('tab', 'map');
    kept.send();
    kept.reachWindow();
    expect(kept.storedValues()).toEqual({ width: 100, order: 'b a', tab: 'map' });
  });

  it('is what another window made of it later', async () => {
    const kept = new KeptByVsCode();
    const memento = new SteadyMemento(kept);
    const updated = memento.update('width', 100);
    await kept.arrive();
    await updated;
    kept.updateElsewhere('width', 200);
    await kept.arrive();
    expect(memento.get('width')).toBe(200);
    expect(kept.storedValues()).toEqual({ width: 200 });
  });

  it('is what VS Code has, where that does not take an update again and again', async () => {
    const kept = new KeptByVsCode();
    const memento = new SteadyMemento(kept);
    const state = { isUnderWay: true };
    const updated = memento.update('width', 100).finally(() => (state.isUnderWay = false));
    while (state.isUnderWay) {
      kept.updateElsewhere('width', 200);
      kept.reachHost();
      kept.send();
      kept.reachWindow();
      kept.reachHost();
      await everythingSettled();
    }
    await updated;
    expect(memento.get('width')).toBe(200);
  });

  it('is told of where it cannot be written', async () => {
    const full = new Error('disk full');
    const kept = new KeptByVsCode();
    kept.update = () => Promise.reject(full);
    const memento = new SteadyMemento(kept);
    const updates = [memento.update('width', 100), memento.update('order', 'b a')];
    for (const update of updates) await expect(update).rejects.toBe(full);
    expect(memento.get('width')).toBeUndefined();
  });
});
