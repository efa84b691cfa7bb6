import type { Answer, ApiRequest } from './answers';

/** What requests a fault can be for: customers (`bulk`) or an access token. */
export type Operation = 'bulk' | 'token';

/** One way in which an API, or the way to it, has a bad day. */
export interface Fault {
  /** Stable: programs, keybindings and the command line go by it. */
  readonly id: string;
  readonly group: FaultGroup;
  readonly title: string;
  /** One sentence. */
  readonly note: string;
  readonly making: Making;
  /** The only requests that can meet it; both kinds can, where nothing is said. */
  readonly operation?: Operation;
  /** Numbers that whoever injects it may choose. */
  readonly parameters?: Readonly<Record<string, Parameter>>;
  /** How many requests meet it where whoever injects it does not say; all, where nothing is said. */
  readonly times?: number;
}

type FaultGroup =
  'address' | 'connection' | 'body' | 'envelope' | 'code' | 'signIn' | 'server' | 'rows' | 'time';

export interface Parameter {
  readonly default: number;
  readonly least: number;
  readonly most: number;
  /** The only values, where not every whole number between the two is one. */
  readonly values?: readonly number[];
}

/** How a fault is made. */
export type Making =
  /** By an answer of its own, or the API's: changed, or badly delivered. */
  | { readonly kind: 'answer'; readonly make: (context: FaultContext) => Answer }
  /** By a clock that differs from the true time by the parameter `seconds`. */
  | { readonly kind: 'clock' }
  /** By a certificate: whoever asks the sandbox over https meets it. */
  | { readonly kind: 'certificate'; readonly certificate: BadCertificate }
  /** By an address to ask instead of the sandbox's. */
  | { readonly kind: 'address'; readonly origin: string }
  /** By no server: it befalls whoever asks. */
  | { readonly kind: 'client' };

export type BadCertificate = 'selfSigned' | 'expired' | 'wrongName';

/** What a fault has to work with when a request meets it. */
export interface FaultContext {
  readonly request: ApiRequest;
  readonly operation: Operation;
  /** Value of one of the fault's parameters. */
  readonly parameter: (name: string) => number;
  /** What the API says to this request, or to another one in its place. */
  readonly api: (request?: ApiRequest) => Answer;
  /** What an API says in which one parent has 30,000 children. */
  readonly giant: (request: ApiRequest) => Answer;
  /** The sandbox's clock, in milliseconds since 1970. */
  readonly now: () => number;
  /** How many requests with this name met the fault, this one included. */
  readonly count: (name: string) => number;
}
