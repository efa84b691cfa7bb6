import type { Connection } from '../api/connection';
import type { CustomersApi } from '../api/page';
import type { Connections } from '../connections/room';
import type { CustomersSettings } from '../customers/room';
import type { Masking } from '../privacy/masking';

/** What other programs are answered with: language models by tools, extensions by what `activate` returns. */
export interface ProgramsRoom {
  readonly api: CustomersApi;
  readonly connections: Pick<Connections, 'all' | 'get' | 'active' | 'signInMark'>;
  readonly settings: () => CustomersSettings;
  readonly concurrentRequests: () => number;
  /** Of what programs get: stricter than on screen for language models, if the user wants it so. */
  readonly masking: Masking;
  /** Of what a program said itself: on screen it is to be in shape, too, while everything is. */
  readonly shownMasking: Masking;
}

/** A request of a program that can be made, or the English sentence that says why it cannot. */
export type Asked<Value> =
  | ({ readonly kind: 'asked'; readonly connection: Connection } & Value)
  | { readonly kind: 'problem'; readonly sentence: string };
