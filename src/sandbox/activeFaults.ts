import type { Answer, ApiRequest } from './answers';
import type { BadCertificate, Fault, FaultContext, Operation } from './fault';
import { faults } from './faults';

/** What to go wrong, for whom and how often. */
export interface Injection {
  /** Id of the fault. */
  readonly fault: string;
  /** Requests that meet it: for customers (`bulk`, the default), for a token, or both (`any`). */
  readonly operation?: Operation | 'any';
  /** How many requests meet it; without it, all until it is cleared, unless the fault says otherwise. */
  readonly times?: number;
  /** The fault's own parameters, by name. */
  readonly [parameter: string]: unknown;
}

/** A fault that is on. */
export interface ActiveFault {
  readonly fault: Fault;
  readonly operation: Operation | 'any';
  /** Undefined: until it is cleared. */
  readonly timesLeft?: number;
  readonly parameters: Readonly<Record<string, number>>;
  /** What to ask instead of the sandbox's http origin, where that is what makes it. */
  readonly origin?: string;
}

interface Entry {
  readonly fault: Fault;
  readonly operation: Operation | 'any';
  timesLeft: number | undefined;
  readonly parameters: Readonly<Record<string, number>>;
  readonly counts: Map<string, number>;
}

/** Why a fault was not injected, as a whole sentence. */
export class InjectionError extends Error {}

/** What active faults need of the sandbox. */
interface Doors {
  readonly giant: (request: ApiRequest) => Answer;
  /** The sandbox's https origin. */
  readonly secureOrigin: () => string;
  /** Told when a fault was switched on or off, or has done its last. */
  readonly changed: () => void;
}

/** The faults that are on, the newest first. */
export class ActiveFaults {
  #entries: readonly Entry[] = [];

  constructor(private readonly doors: Doors) {}

  /** @throws InjectionError */
  inject(injection: Injection): ActiveFault {
    const entry = entryOf(injection);
    this.#entries = [entry, ...this.#entries.filter(({ fault }) => fault !== entry.fault)];
    this.doors.changed();
    return this.#active(entry);
  }

  clear(): void {
    if (this.#entries.length === 0) return;
    this.#entries = [];
    this.doors.changed();
  }

  list(): readonly ActiveFault[] {
    return this.#entries.map((entry) => this.#active(entry));
  }

  /** The sandbox's clock, in milliseconds since 1970. */
  now(): number {
    const skewed = this.#entries.find(({ fault }) => fault.making.kind === 'clock');
    return Date.now() + (skewed?.parameters.seconds ?? 0) * 1000;
  }

  certificate(): BadCertificate | 'good' {
    for (const { fault } of this.#entries)
      if (fault.making.kind === 'certificate') return fault.making.certificate;
    return 'good';
  }

  /** What a request gets: the newest fault that is for it, else what the API says. */
  answer(request: ApiRequest, operation: Operation, api: (request: ApiRequest) => Answer): Answer {
    for (const entry of this.#entries) {
      const { making } = entry.fault;
      const isMet = entry.operation === 'any' || entry.operation === operation;
      if (making.kind !== 'answer' || !isMet) continue;
      const answer = making.make(this.#context(entry, request, operation, api));
      this.#used(entry);
      return answer;
    }
    return api(request);
  }

  #context(
    { parameters, counts }: Entry,
    request: ApiRequest,
    operation: Operation,
    api: (request: ApiRequest) => Answer,
  ): FaultContext {
    return {
      request,
      operation,
      parameter: (name) => parameters[name] ?? 0,
      api: (other = request) => api(other),
      giant: this.doors.giant,
      now: () => this.now(),
      count: (name) => {
        const count = (counts.get(name) ?? 0) + 1;
        counts.set(name, count);
        return count;
      },
    };
  }

  #used(entry: Entry): void {
    if (entry.timesLeft === undefined) return;
    entry.timesLeft--;
    if (entry.timesLeft === 0) this.#entries = this.#entries.filter((one) => one !== entry);
    this.doors.changed();
  }

  #active({ fault, operation, timesLeft, parameters }: Entry): ActiveFault {
    const origin = this.#originOf(fault);
    return {
      fault,
      operation,
      ...(timesLeft !== undefined && { timesLeft }),
      parameters,
      ...(origin !== undefined && { origin }),
    };
  }

  #originOf({ making }: Fault): string | undefined {
    switch (making.kind) {
      case 'address':
        return making.origin;
      case 'certificate':
        return this.doors.secureOrigin();
      default:
        return undefined;
    }
  }
}

function entryOf({ fault: id, operation, times, ...rest }: Injection): Entry {
  const fault = faults.find((one) => one.id === id);
  if (!fault) throw new InjectionError(`There is no fault “${id}”.`);
  const { kind } = fault.making;
  if (kind === 'client')
    throw new InjectionError(`“${fault.title}” cannot be injected: no server can make it.`);
  if (kind !== 'answer' && (operation !== undefined || times !== undefined))
    throw new InjectionError(
      `“${fault.title}” is on until it is cleared, for everything: leave out operation and times.`,
    );
  return {
    fault,
    operation: kind === 'answer' ? operationOf(fault, operation) : 'any',
    timesLeft: timesOf(fault, times),
    parameters: parametersOf(fault, rest),
    counts: new Map(),
  };
}

function operationOf(fault: Fault, operation: unknown): Operation | 'any' {
  const chosen = operation ?? fault.operation ?? 'bulk';
  if (chosen !== 'bulk' && chosen !== 'token' && chosen !== 'any')
    throw new InjectionError('The operation must be bulk, token or any.');
  if (fault.operation === undefined || chosen === fault.operation) return chosen;
  throw new InjectionError(
    `“${fault.title}” is for requests of the operation ${fault.operation} only.`,
  );
}

function timesOf(fault: Fault, times: unknown): number | undefined {
  const chosen = times ?? fault.times;
  if (chosen === undefined) return undefined;
  return wholeNumber('times', chosen, { default: 1, least: 1, most: 1_000_000 });
}

function parametersOf(
  fault: Fault,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, number>> {
  const known = fault.parameters ?? {};
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(known, name));
  if (unknown !== undefined)
    throw new InjectionError(`“${fault.title}” has no parameter ${unknown}.`);
  return Object.fromEntries(
    Object.entries(known).map(([name, parameter]) => [
      name,
      wholeNumber(name, given[name] ?? parameter.default, parameter),
    ]),
  );
}

function wholeNumber(
  name: string,
  value: unknown,
  { least, most, values }: NonNullable<Fault['parameters']>[string],
): number {
  const isWhole = typeof value === 'number' && Number.isInteger(value);
  if (isWhole && value >= least && value <= most && (values?.includes(value) ?? true)) return value;
  throw new InjectionError(
    values === undefined
      ? `The parameter ${name} must be a whole number from ${least} to ${most}.`
      : `The parameter ${name} must be one of ${values.join(', ')}.`,
  );
}
