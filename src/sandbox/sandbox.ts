import { inEnglish, type Sentence } from '../sentence';
import { ActiveFaults, type ActiveFault, type Injection } from './activeFaults';
import { Certificates } from './certificates';
import type { Fault } from './fault';
import { faults } from './faults';
import { giantApi } from './giant';
import type { AssociationEntityType } from './parameters';
import { worthwhileParents } from './parents';
import { Population } from './population';
import { FEWEST_ROLES, MOST_ROLES } from './roles';
import { Routes } from './routes';
import { ApiServer } from './server';
import { basicHeaderValue, randomCredentials, SignIn } from './signIn';

/** How a sandbox behaves where the API's documentation is silent, and how large it is. */
export interface SandboxOptions {
  /** TCP port on 127.0.0.1; 0, the default, takes a free one. */
  readonly port?: number;
  /** Computed customers, 10,000 by default; the cast of special ones comes on top. */
  readonly customers?: number;
  /** About how many of them are below one parent, three levels deep where there are roles for it; 0 by default. */
  readonly family?: number;
  /** Roles in the chain, 2–8; 4 by default. */
  readonly roles?: number;
  /** The same seed gives the same customers; 1 by default. */
  readonly seed?: number;
  /** 300 by default, as published. */
  readonly tokenLifetimeSeconds?: number;
  /** Most rows of a page, 100 by default; a higher limit is lowered to it. */
  readonly maximumLimit?: number;
  /** HTTP status of errors with a code of the API's own (8xxx, 16xx, 17xx); 400 by default. */
  readonly apiErrorStatus?: 400 | 200;
  /** Body of 401 and 498; `v2` by default. */
  readonly signInErrorShape?: 'v2' | 'v1.1';
  /** What a parent outside any hierarchy gets: error 1625 (default) or an empty list. */
  readonly outsideHierarchy?: 'error' | 'empty';
  /** Generated at random when not given. */
  readonly credentials?: SandboxCredentials;
  /** Told when a fault was switched on or off, or has done its last, by whomever. */
  readonly faultsChanged?: () => void;
}

/** Both ways to sign in. */
export interface SandboxCredentials {
  readonly oauth: { readonly key: string; readonly secret: string };
  /** `password` in plain; the wire carries its MD5. */
  readonly basic: { readonly till: string; readonly password: string };
}

/** A question worth asking the sandbox. */
export interface SandboxParent {
  readonly label: Sentence;
  readonly note: Sentence;
  readonly associationEntityType: AssociationEntityType;
  readonly identifierType: string;
  readonly identifierValue: string;
  readonly source?: string;
  readonly accountId?: string;
  readonly includeNoOfChildren?: boolean;
  readonly includeCustomerAssociateDetail?: boolean;
}

/** A running sandbox. */
export interface Sandbox {
  /** Such as http://127.0.0.1:49152. */
  readonly origin: string;
  /** The same port over https, such as https://127.0.0.1:49152. */
  readonly secureOrigin: string;
  readonly credentials: SandboxCredentials;
  /** Parents worth looking at; the first is the one to open first. */
  readonly parents: readonly SandboxParent[];
  /** What a copied curl command or snippet wants in its environment, with a fresh token. */
  environment(): { readonly CAPILLARY_TOKEN: string; readonly CAPILLARY_BASIC: string };
  /** Everything that can go wrong, grouped. */
  readonly faults: readonly Fault[];
  /**
   * Makes something go wrong.
   * @throws InjectionError with a whole sentence
   */
  inject(injection: Injection): ActiveFault;
  clearFaults(): void;
  /** The newest first. */
  activeFaults(): readonly ActiveFault[];
  /** Connections that are open. */
  connections(): number;
  /** Certificate of who signed that of `secureOrigin`, as PEM: a private authority to trust. */
  certificateAuthority(): string;
  /** Stops listening and ends all connections at once. */
  close(): Promise<void>;
}

/** Positions are kept in 32-bit columns, and identifiers hold nine digits. */
const MOST_CUSTOMERS = 100_000_000;

/**
 * What VS Code's own sandbox has: also a hierarchy of 50,000 customers, for walks and exports, and a
 * parent with 30,000 children. They are computed when asked for, so that their number costs nothing.
 */
export const EMBEDDED = { customers: 200_000, family: 50_000 } satisfies SandboxOptions;

/**
 * Starts the API on loopback.
 * @throws RangeError (as a rejection) with a whole sentence for an option out of range, or the system's
 * error when the port cannot be had (code EADDRINUSE)
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, customers = 10_000, roles = 4, seed = 1, maximumLimit = 100 } = options;
  const { family = 0 } = options;
  const { tokenLifetimeSeconds = 300, credentials = randomCredentials() } = options;
  checkWhole('The port', port, 0, 65_535);
  checkWhole('The number of customers', customers, 0, MOST_CUSTOMERS);
  checkWhole('The family', family, 0, customers);
  checkWhole('The number of roles', roles, FEWEST_ROLES, MOST_ROLES);
  checkWhole('The seed', seed, 0, 4_294_967_295);
  checkWhole('The maximum limit', maximumLimit, 1, 1_000_000);
  if (!(tokenLifetimeSeconds > 0 && tokenLifetimeSeconds <= 86_400))
    throw new RangeError('The token lifetime must be more than 0 and at most 86400 seconds.');

  const population = new Population(customers, roles, seed, family);
  const parents = worthwhileParents(population);
  const certificates = new Certificates();
  const bulk = {
    maximumLimit,
    outsideHierarchy: options.outsideHierarchy ?? 'error',
  } as const;
  let listensOn = port;
  const secureOrigin = () => `https://127.0.0.1:${listensOn}`;
  const giant = giantApi(seed, bulk);
  const active: ActiveFaults = new ActiveFaults({
    giant: (request) => signIn.refusal(request.headers) ?? giant(request),
    secureOrigin,
    changed: () => {
      server.certificateChanged();
      options.faultsChanged?.();
    },
  });
  const signIn: SignIn = new SignIn(
    credentials,
    tokenLifetimeSeconds,
    options.signInErrorShape ?? 'v2',
    () => active.now(),
  );
  const routes = new Routes(
    population,
    signIn,
    { ...bulk, apiErrorStatus: options.apiErrorStatus ?? 400 },
    {
      sandbox: 'customer-hierarchy',
      customers,
      parents: parents.map((parent) => ({ ...parent, label: inEnglish(parent.label) })),
    },
    active,
    certificates,
  );
  const server = new ApiServer((request) => routes.handle(request), {
    certificates,
    certificate: () => active.certificate(),
  });
  listensOn = await server.listen(port);
  return {
    origin: `http://127.0.0.1:${listensOn}`,
    secureOrigin: secureOrigin(),
    credentials,
    parents,
    environment: () => ({
      CAPILLARY_TOKEN: signIn.newToken(),
      CAPILLARY_BASIC: basicHeaderValue(credentials.basic),
    }),
    faults,
    inject: (injection) => active.inject(injection),
    clearFaults: () => active.clear(),
    activeFaults: () => active.list(),
    connections: () => server.connections,
    certificateAuthority: () => certificates.authorityPem(),
    close: () => server.close(),
  };
}

function checkWhole(what: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new RangeError(`${what} must be a whole number from ${least} to ${most}.`);
}
