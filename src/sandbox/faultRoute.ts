import type { ActiveFault, ActiveFaults, Injection } from './activeFaults';
import { InjectionError } from './activeFaults';
import { jsonAnswer, problemAnswer, type Answer, type ApiRequest } from './answers';
import type { Fault } from './fault';
import { faults } from './faults';
import type { JsonObject } from './json';

/** `/_sandbox/faults`: tells them (GET), injects one (POST), clears all (DELETE). */
export function faultsAnswer(request: ApiRequest, active: ActiveFaults): Answer {
  // a page in a browser is no program of the user's: what it sends from its own script has an Origin
  if (request.headers.origin !== undefined)
    return refused(403, 'The faults of the sandbox are not for pages in a browser.');
  switch (request.method) {
    case 'GET':
      return jsonAnswer(200, {
        available: faults.map(availableJson),
        active: active.list().map(activeJson),
      });
    case 'POST':
      return injected(request, active);
    case 'DELETE':
      active.clear();
      return jsonAnswer(200, { active: [] });
    default: {
      const answer = refused(405, `Method ${request.method} not allowed`);
      return { ...answer, headers: { ...answer.headers, allow: 'GET, POST, DELETE' } };
    }
  }
}

function injected(request: ApiRequest, active: ActiveFaults): Answer {
  // what a form of a page in a browser can send unasked is of another type
  if (!/^application\/json\s*(?:;|$)/i.test(request.headers['content-type'] ?? ''))
    return refused(415, 'The content type must be application/json.');
  const injection = injectionOf(request.body);
  if (!injection) return refused(400, 'The body must be JSON such as {"fault":"server-error"}.');
  try {
    return jsonAnswer(201, activeJson(active.inject(injection)));
  } catch (error) {
    if (!(error instanceof InjectionError)) throw error;
    return refused(400, `${error.message} GET /_sandbox/faults lists what there is.`);
  }
}

function injectionOf(body: string): Injection | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && 'fault' in value
      ? (value as Injection)
      : undefined;
  } catch {
    return undefined;
  }
}

function availableJson(fault: Fault): JsonObject {
  const { id, group, title, note, operation, parameters } = fault;
  return {
    id,
    group,
    title,
    note,
    madeBy: madeBy(fault),
    operation: fault.making.kind === 'answer' ? (operation ?? 'any') : undefined,
    times: fault.times,
    parameters: parameters && { ...parametersJson(parameters) },
  };
}

function parametersJson(parameters: NonNullable<Fault['parameters']>): JsonObject {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, parameter]) => [name, { ...parameter }]),
  );
}

function madeBy({ making }: Fault): string {
  switch (making.kind) {
    case 'answer':
    case 'clock':
      return 'the sandbox';
    case 'certificate':
    case 'address':
      return 'asking another origin';
    case 'client':
      return 'whoever asks';
  }
}

function activeJson({ fault, operation, timesLeft, parameters, origin }: ActiveFault): JsonObject {
  return { fault: fault.id, operation, timesLeft, parameters, origin };
}

function refused(status: number, message: string): Answer {
  return problemAnswer(status, { code: status, message });
}
