import { Text } from '@codemirror/state';
import type { KeptText } from './keptText';

/*
 * The editor's lines, made when it looks at them. It keeps its text as a tree whose leaves hold some
 * lines as strings each; ours hold where these lines are in the kept text instead, since strings for
 * two million lines would take as much again as the text. The tree's own classes are not part of the
 * editor's interface, but are reached through it; a test tells when they are not as we think.
 */

/** Lines of a leaf: as many as one of the editor's own may have. */
const leafLines = 32;
/** Leaves whose lines are kept as strings: more than are on any screen. */
const keptLeaves = 64;

/** Everything that the editor's leaves have: those are complete, and `Text` is abstract. */
type Leaf = { readonly [Name in keyof Text]: Text[Name] };
const EditorLeaf = Text.empty.constructor as new (text: readonly string[], length: number) => Leaf;
const { from: treeOf } = Text.of(Array.from({ length: 2 * leafLines }, () => ''))
  .constructor as unknown as { from: (children: readonly Text[]) => Text };

/** Lines of a kept text, and the strings of those that were looked at last. */
class LineReader {
  readonly #read = new Map<LazyLeaf, readonly string[]>();

  constructor(readonly text: KeptText) {}

  lines(leaf: LazyLeaf): readonly string[] {
    const known = this.#read.get(leaf);
    if (known !== undefined) return known;
    const lines = this.text.slice(leaf.start, leaf.start + leaf.length).split('\n');
    if (this.#read.size >= keptLeaves) {
      const [oldest] = this.#read.keys();
      if (oldest !== undefined) this.#read.delete(oldest);
    }
    this.#read.set(leaf, lines);
    return lines;
  }
}

class LazyLeaf extends EditorLeaf {
  readonly #reader: LineReader;
  readonly #lines: number;
  readonly start: number;

  constructor(reader: LineReader, start: number, length: number, lines: number) {
    super([], length);
    this.#reader = reader;
    this.#lines = lines;
    this.start = start;
  }

  get text(): readonly string[] {
    return this.#reader.lines(this);
  }

  set text(_lines: readonly string[]) {
    // the editor's own leaf sets it when it is made
  }

  override get lines(): number {
    return this.#lines;
  }
}

/** Is a `Text`: its class extends the one of the editor's own leaves. */
function lazyLeaf(...given: ConstructorParameters<typeof LazyLeaf>): Text {
  const leaf: Leaf = new LazyLeaf(...given);
  return leaf;
}

const readers = new WeakMap<KeptText, LineReader>();

/**
 * Lines end with a line feed and nothing else, so that offsets are the same in editor and text.
 *
 * @param added what the kept text has from `from` on
 */
export function editorLines(kept: KeptText, from: number, added: string): Text {
  const reader = readers.get(kept) ?? new LineReader(kept);
  readers.set(kept, reader);
  const leaves: Text[] = [];
  let start = 0;
  let lines = 1;
  for (let feed = added.indexOf('\n'); feed !== -1; feed = added.indexOf('\n', feed + 1)) {
    if (lines === leafLines) {
      leaves.push(lazyLeaf(reader, from + start, feed - start, lines));
      start = feed + 1;
      lines = 0;
    }
    lines++;
  }
  leaves.push(lazyLeaf(reader, from + start, added.length - start, lines));
  const [only] = leaves;
  return leaves.length === 1 && only !== undefined ? only : treeOf(leaves);
}
