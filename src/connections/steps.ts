/** Where a step stands among those that apply. `step` counts from 1. */
export interface Place {
  readonly step: number;
  readonly totalSteps: number;
  readonly canGoBack: boolean;
}

/** Of a question that is not one of several: nothing is counted. */
export const ONLY_STEP: Place = { step: 0, totalSteps: 0, canGoBack: false };

/** What the user did at a step. The draft goes along in either direction, so nothing typed is lost. */
export type Move<Draft> =
  | { readonly kind: 'next'; readonly draft: Draft }
  | { readonly kind: 'back'; readonly draft: Draft }
  | { readonly kind: 'goTo'; readonly step: string; readonly draft: Draft }
  | { readonly kind: 'cancelled' };

export interface Step<Draft> {
  readonly id: string;
  /** Whether it is asked, given what is entered so far. */
  applies(draft: Draft): boolean;
  ask(draft: Draft, place: Place): Promise<Move<Draft>>;
}

/**
 * Asks step after step, forth and back.
 * @returns the draft once the last step is done; undefined when the user cancelled
 */
export async function runSteps<Draft>(
  steps: readonly Step<Draft>[],
  start: Draft,
): Promise<Draft | undefined> {
  let draft = start;
  let at = nextThatApplies(steps, draft, 0, 1);
  for (;;) {
    const step = steps[at];
    if (step === undefined) return draft;
    const move = await step.ask(draft, placeOf(steps, draft, at));
    switch (move.kind) {
      case 'cancelled':
        return undefined;
      case 'next':
        draft = move.draft;
        at = nextThatApplies(steps, draft, at + 1, 1);
        break;
      case 'back': {
        draft = move.draft;
        const previous = nextThatApplies(steps, draft, at - 1, -1);
        if (previous >= 0) at = previous;
        break;
      }
      case 'goTo': {
        draft = move.draft;
        const target = steps.findIndex(({ id }) => id === move.step);
        at = nextThatApplies(steps, draft, Math.max(target, 0), 1);
        break;
      }
    }
  }
}

/** Index of the next step in this direction that applies; past either end when there is none. */
function nextThatApplies<Draft>(
  steps: readonly Step<Draft>[],
  draft: Draft,
  from: number,
  direction: 1 | -1,
): number {
  let at = from;
  while (steps[at]?.applies(draft) === false) at += direction;
  return at;
}

function placeOf<Draft>(steps: readonly Step<Draft>[], draft: Draft, at: number): Place {
  const before = steps.slice(0, at).filter((step) => step.applies(draft)).length;
  const totalSteps = steps.filter((step) => step.applies(draft)).length;
  return { step: before + 1, totalSteps, canGoBack: before > 0 };
}
