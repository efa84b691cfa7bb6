/** Milliseconds of work between two turns of everything else. */
const TURN = 8;

/** What is made step by step; undefined when nobody wants it any more. */
export async function inTurns<Made>(
  steps: Iterator<undefined, Made>,
  breathe: () => Promise<void>,
  isWanted: () => boolean,
): Promise<Made | undefined> {
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
