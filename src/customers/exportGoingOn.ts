import type { Connection } from '../api/connection';
import { SANDBOX_ID } from '../connections/settingsEntries';
import type { ExportPlan } from '../export/exportPlan';

export interface GoingOnDoors {
  readonly connection: (id: string) => Connection | undefined;
  readonly isMasked: () => boolean;
  /** Whether it signs in as it did when the export began, or the user says that it makes no difference. */
  readonly mayBeAsked: (connection: Connection) => Promise<boolean>;
}

/** Whether an export may begin, or go on, and whom it asks then. */
export type GoingOn =
  | { readonly kind: 'goOn'; readonly connection: Connection }
  /** There is no such connection any more, or it has another host. */
  | { readonly kind: 'connectionGone' }
  /** It shows personal data, which is masked now. */
  | { readonly kind: 'masked' }
  /** The user does not want it as somebody else. */
  | { readonly kind: 'otherSignIn' };

export async function goingOn(plan: ExportPlan, doors: GoingOnDoors): Promise<GoingOn> {
  const before = goingOnNow(plan, doors);
  if (before.kind !== 'goOn') return before;
  if (!(await doors.mayBeAsked(before.connection))) return { kind: 'otherSignIn' };
  // while somebody is asked that, all of this may change
  return goingOnNow(plan, doors);
}

function goingOnNow(plan: ExportPlan, { connection: get, isMasked }: GoingOnDoors): GoingOn {
  const connection = get(plan.connectionId);
  if (connection === undefined || !asksWhomItAsked(connection, plan))
    return { kind: 'connectionGone' };
  return !plan.masked && isMasked() ? { kind: 'masked' } : { kind: 'goOn', connection };
}

/** The sandbox has the same people behind another port. */
function asksWhomItAsked({ id, origin }: Connection, plan: ExportPlan): boolean {
  return id === SANDBOX_ID || origin === plan.origin;
}
