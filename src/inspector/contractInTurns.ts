import type { ContractReport } from '../api/departures';

/** Milliseconds of work between two turns of everything else. */
const TURN = 8;

/** A report that is made step by step; undefined when nobody wants it any more. */
export async function reportInTurns(
  steps: Iterator<undefined, ContractReport>,
  breathe: () => Promise<void>,
  isWanted: () => boolean,
): Promise<ContractReport | undefined> {
  let began = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - began < TURN) continue;
    await breathe();
    if (!isWanted()) return undefined;
    began = performance.now();
  }
}
