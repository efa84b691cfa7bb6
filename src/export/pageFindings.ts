import { contractReport } from '../api/contract';
import type { Departure, Deviation } from '../api/departures';
import type { Page } from '../api/page';
import type { WalkPlace, WalkStep } from '../api/walkSteps';
import { maskValue } from '../privacy/maskValue';
import { maskCode } from '../privacy/maskJson';
import type { Findings, LeftLevel, MetAgain } from './journalRecord';

/** Of the customers and the failure that a walk told of one page. */
export function findingsOf(
  steps: readonly WalkStep[],
  page: Page | undefined,
  received: number,
  {
    masked,
    sentence,
  }: {
    readonly masked: boolean;
    readonly sentence: (error: Extract<WalkStep, { kind: 'levelFailed' }>['error']) => string;
  },
): Findings {
  const shown = masked ? maskValue : (text: string) => text;
  const roles = new Map<string, [number, string | null, number]>();
  const duplicates: MetAgain[] = [];
  const cycles: MetAgain[] = [];
  let tooDeep = 0;
  let noIdentifier = 0;
  let left: LeftLevel | undefined;
  for (const step of steps) {
    switch (step.kind) {
      case 'customer': {
        const { roleCode } = step.customer;
        const role = roleCode === undefined ? null : masked ? maskCode(roleCode) : roleCode;
        const key = `${step.place.depth} ${role ?? ''}`;
        const known = roles.get(key);
        if (known === undefined) roles.set(key, [step.place.depth, role, 1]);
        else known[2]++;
        if (step.below === 'tooDeep') tooDeep++;
        if (step.below === 'noIdentifier') noIdentifier++;
        break;
      }
      case 'duplicate':
      case 'cycle': {
        const { customer, place } = step;
        const again = {
          ...(customer.userId !== undefined && { userId: shown(customer.userId) }),
          path: place.path.map(shown),
          line: place.parent ?? 0,
        };
        (step.kind === 'cycle' ? cycles : duplicates).push(again);
        break;
      }
      case 'levelFailed':
        left = {
          ...leftLevel(step.place, received, shown),
          reason: sentence(step.error),
        };
        break;
      case 'levelStuck':
        left = {
          ...leftLevel(step.place, step.received, shown),
          ...(step.announced !== undefined && { announced: step.announced }),
        };
        break;
      case 'progress':
        break;
    }
  }
  const departures = page === undefined ? [] : contractReport(page).departures;
  return {
    roles: [...roles.values()],
    ...(tooDeep > 0 && { tooDeep }),
    ...(noIdentifier > 0 && { noIdentifier }),
    ...(duplicates.length > 0 && { duplicates }),
    ...(cycles.length > 0 && { cycles }),
    ...(left !== undefined && { left }),
    ...(departures.length > 0 && { departures: departures.map((one) => counted(one, masked)) }),
  };
}

function leftLevel(
  { path, parent }: WalkPlace,
  received: number,
  shown: (text: string) => string,
): LeftLevel {
  return { path: path.map(shown), ...(parent !== undefined && { line: parent }), received };
}

/** Without the places: they are in an answer that nobody has any more. */
function counted(
  departure: Departure,
  masked: boolean,
): NonNullable<Findings['departures']>[number] {
  const { path, count, ...rest } = departure;
  const deviation = { ...rest, places: undefined };
  return { deviation: masked ? maskedDeviation(deviation) : deviation, path, count };
}

function maskedDeviation(deviation: Deviation): Deviation {
  return deviation.kind === 'unknownValue'
    ? { ...deviation, value: maskValue(deviation.value) }
    : deviation;
}
