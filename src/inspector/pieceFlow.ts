/** Pieces under way at a time: enough to keep the page busy, and little enough to not be in the way. */
const MOST_UNDER_WAY = 4;

/**
 * Holds back the pieces of a large answer until the page has taken those before: what is sent to the
 * page waits in the same line as every other word between the extension and the window, and tens of
 * megabytes in it would keep all of VS Code's views waiting.
 */
export class PieceFlow {
  #underWay = 0;
  #waiting: (() => void)[] = [];

  sent(): void {
    this.#underWay += 1;
  }

  /** The page has taken a piece; a late word of a page that is gone does no harm. */
  taken(): void {
    this.#underWay = Math.max(0, this.#underWay - 1);
    this.#wake();
  }

  /** The page is gone, and everything under way to it. */
  reset(): void {
    this.#underWay = 0;
    this.#wake();
  }

  /** Resolves as soon as another piece may be sent. */
  async room(): Promise<void> {
    while (this.#underWay >= MOST_UNDER_WAY)
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
