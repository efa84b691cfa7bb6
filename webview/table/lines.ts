/** A line on screen: a row of the answer, or one of its profiles. */
export interface Line {
  readonly row: number;
  /** Undefined for the row itself. */
  readonly profile: number | undefined;
}

/** The lines on screen: each row of the order, with its profiles below it where they are shown. */
export function linesOf(
  order: readonly number[],
  opened: ReadonlySet<number>,
  profilesOf: (row: number) => number,
): readonly Line[] {
  const lines: Line[] = [];
  for (const row of order) {
    lines.push({ row, profile: undefined });
    if (!opened.has(row)) continue;
    for (let profile = 0; profile < profilesOf(row); profile++) lines.push({ row, profile });
  }
  return lines;
}

/** What of a list has to be drawn: what is in sight, and some on either side. */
export function linesInSight(
  scrollTop: number,
  height: number,
  lineHeight: number,
  count: number,
): { readonly from: number; readonly to: number } {
  const from = Math.floor(scrollTop / lineHeight) - BESIDE;
  const to = Math.ceil((scrollTop + height) / lineHeight) + BESIDE;
  return { from: Math.max(0, Math.min(from, count)), to: Math.max(0, Math.min(to, count)) };
}

const BESIDE = 8;
