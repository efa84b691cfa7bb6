import { inTurns } from '../inspector/inTurns';
import type { MapLevel, MapNode, MapToPage } from '../inspector/wireMap';
import type { Masking } from '../privacy/masking';
import type { CustomerRow, LevelRow } from './rows';

/** How a level stands, in words that may be shown. */
export type LevelStanding = Pick<MapLevel, 'phase' | 'reason'>;

export interface MapSendingDoors {
  readonly run: number;
  readonly masking: Pick<Masking, 'isOn'>;
  post(message: MapToPage): void;
  root(): MapNode;
  node(row: CustomerRow): MapNode;
  number(row: LevelRow): number;
  /** Makes the rows of a level step by step, so that they are there at once when they are asked for. */
  making(row: LevelRow): Iterable<undefined>;
  customers(row: LevelRow): readonly CustomerRow[];
  /** Undefined of a level that was not begun. */
  standing(row: LevelRow): LevelStanding | undefined;
  /** Told of a customer before the page is. */
  comes(row: CustomerRow): void;
  /** Everybody was named again. */
  named(): void;
}

/** As many nodes as a view shows, and then at a time. */
const FIRST_NODES = 100;
const NODES_IN_PIECE = 1000;
/** Said of a level of which the page gets the rest in a moment. */
const moreToCome: LevelStanding = { phase: 'loading' };

/** Sends a map to the page piece by piece: of many customers, everything else has its turn in between. */
export class MapSending {
  readonly #doors: MapSendingDoors;
  /** What the page has of each level, or is about to have, by the ids of their rows. */
  readonly #sent = new Map<string, { readonly level: LevelRow; rows: readonly CustomerRow[] }>();
  /** Levels of which the page does not have all that there is, in the order in which they changed. */
  readonly #due = new Set<LevelRow>();
  #isNamingAgain = false;
  #isSending = false;
  #sending: Promise<unknown> | undefined;
  #isEnded = false;

  constructor(doors: MapSendingDoors) {
    this.#doors = doors;
  }

  /** The page has nothing, and gets these levels, each after the node that it is below. */
  beginAnew(levels: Iterable<LevelRow>): void {
    this.#sent.clear();
    this.#due.clear();
    for (const level of levels) this.#due.add(level);
    this.#send();
  }

  /** Sends what the page does not have of a level. */
  send(level: LevelRow): void {
    this.#due.add(level);
    this.#send();
  }

  /** What may be said of people is another: the page gets it of everyone whom it has. */
  nameAgain(): void {
    this.#isNamingAgain = true;
    this.#send();
  }

  /** How a level stands of which the page has customers already, where `isWanted` says so of it. */
  sayStanding(level: LevelRow, isWanted: (standing: LevelStanding) => boolean): void {
    const from = this.#sent.get(level.id)?.rows.length;
    const standing = this.#doors.standing(level);
    if (from === undefined || standing === undefined || !isWanted(standing)) return;
    this.#postLevel(level, from, [], standing);
  }

  /** Resolves when the page was sent all that there is. */
  async settled(): Promise<void> {
    while (this.#isSending && !this.#isEnded) await this.#sending;
  }

  end(): void {
    this.#isEnded = true;
  }

  #send(): void {
    if (this.#isSending) return;
    this.#isSending = true;
    const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));
    this.#sending = inTurns(this.#everythingDue(), breathe, () => !this.#isEnded);
  }

  *#everythingDue(): Generator<undefined, void> {
    for (;;) {
      yield* this.#namesAgain();
      const [level] = this.#due;
      if (level === undefined) {
        this.#isSending = false;
        return;
      }
      this.#due.delete(level);
      yield* this.#level(level);
    }
  }

  *#level(level: LevelRow): Generator<undefined, void> {
    yield* this.#doors.making(level);
    const before = this.#sent.get(level.id)?.rows ?? [];
    const rows = this.#doors.customers(level);
    const differs = rows.findIndex((one, index) => one !== before[index]);
    this.#sent.set(level.id, { level, rows });
    for (const { from, part, isLast } of pieces(rows, differs < 0 ? rows.length : differs)) {
      // what may be said of people may change in between
      yield* this.#namesAgain();
      // sent anew meanwhile
      if (this.#sent.get(level.id)?.rows !== rows) return;
      for (const row of part) {
        this.#doors.comes(row);
        yield;
      }
      const nodes = yield* this.#nodesOf(part);
      const standing = isLast ? this.#doors.standing(level) : undefined;
      this.#postLevel(level, from, nodes, standing ?? moreToCome);
    }
  }

  #postLevel(
    level: LevelRow,
    from: number,
    nodes: readonly MapNode[],
    standing: LevelStanding,
  ): void {
    const of = this.#doors.number(level);
    const { run } = this.#doors;
    this.#doors.post({ kind: 'mapLevel', run, level: { of, from, nodes, ...standing } });
  }

  *#namesAgain(): Generator<undefined, void> {
    while (this.#isNamingAgain) {
      this.#isNamingAgain = false;
      yield* this.#everyName();
    }
  }

  /** Of everyone whom the page has, the upper ones first; ends where it is asked for again. */
  *#everyName(): Generator<undefined, void> {
    const { run } = this.#doors;
    const sent = [...this.#sent.values()];
    let isFirst = true;
    for (const { rows } of sent)
      for (const { part } of pieces(rows, 0)) {
        const nodes = yield* this.#nodesOf(part);
        if (this.#isNamingAgain) return;
        const root = isFirst ? [this.#doors.root()] : [];
        this.#doors.post({ kind: 'mapNames', run, nodes: [...root, ...nodes] });
        isFirst = false;
      }
    if (isFirst) this.#doors.post({ kind: 'mapNames', run, nodes: [this.#doors.root()] });
    // a failure may name whom it is about
    for (const { level } of sent) this.sayStanding(level, ({ reason }) => reason !== undefined);
    this.#doors.named();
  }

  /** All of them as they may be shown by the end: what was made before that changed is made again. */
  *#nodesOf(rows: readonly CustomerRow[]): Generator<undefined, readonly MapNode[]> {
    const { masking } = this.#doors;
    let isMasked = masking.isOn;
    let nodes: MapNode[] = [];
    while (nodes.length < rows.length) {
      if (masking.isOn !== isMasked) nodes = [];
      isMasked = masking.isOn;
      const row = rows[nodes.length];
      if (row !== undefined) nodes.push(this.#doors.node(row));
      yield;
    }
    return masking.isOn === isMasked ? nodes : yield* this.#nodesOf(rows);
  }
}

interface Piece {
  readonly from: number;
  readonly part: readonly CustomerRow[];
  readonly isLast: boolean;
}

/** At least one, so that also of a level to which nobody came it is said how it stands. */
function* pieces(rows: readonly CustomerRow[], first: number): Generator<Piece> {
  let from = first;
  let size = FIRST_NODES;
  do {
    const part = rows.slice(from, from + size);
    yield { from, part, isLast: from + part.length >= rows.length };
    from += part.length;
    size = NODES_IN_PIECE;
  } while (from < rows.length);
}
