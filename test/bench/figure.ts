/** One measured figure, as `npm run bench` prints it. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 'kb' | 'mb' | 'ratio' | 'count';
  /** The value may not exceed it; a figure without one, and without `least`, is only reported. */
  readonly limit?: number;
  /** The value may not stay below it. */
  readonly least?: number;
}

/** The middle of the values; the mean of the two middle ones when their number is even. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) throw new Error('No values to take the median of.');
  const lower = sorted.length % 2 ? upper : (sorted[middle - 1] ?? upper);
  return (lower + upper) / 2;
}

export function figureLine(figure: Figure): string {
  const value = Math.round(figure.value * 100) / 100;
  const { name, unit, limit = null, least } = figure;
  return JSON.stringify({ name, value, unit, limit, least, ok: isOk(figure) });
}

export function isOk({ value, limit = Infinity, least = -Infinity }: Figure): boolean {
  return value >= least && value <= limit;
}
