import { codes, envelopes, rows } from './contentFaults';
import { addresses, bodies, connections } from './deliveryFaults';
import type { Fault } from './fault';
import { servers, signIn, times } from './serverFaults';

/** Every bad day that the sandbox can have. */
export const faults: readonly Fault[] = [
  ...addresses,
  ...connections,
  ...bodies,
  ...envelopes,
  ...codes,
  ...signIn,
  ...servers,
  ...rows.map((one): Fault => ({ ...one, group: 'rows', operation: 'bulk' })),
  ...times,
];
