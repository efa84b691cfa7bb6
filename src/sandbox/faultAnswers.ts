import {
  jsonAnswer,
  olderProblemAnswer,
  problemAnswer,
  type Answer,
  type Problem,
} from './answers';
import type { Delivery } from './delivery';
import type { FaultContext, Making, Parameter } from './fault';
import type { Json } from './json';

/* How the faults of faults.ts are made, where an answer makes them. */

export function answering(make: (context: FaultContext) => Answer): Making {
  return { kind: 'answer', make };
}

/** The API's own answer, delivered badly. */
export function delivered(delivery: Delivery): Making {
  return answering(({ api }) => ({ ...api(), delivery }));
}

/** The API's own answer, dripping. */
export const dripping = answering(({ api, parameter }) => ({
  ...api(),
  delivery: { kind: 'slowly', milliseconds: parameter('milliseconds') },
}));

/** The API's own answer and a great deal of white space, which JSON allows. */
export function padded(compressed: boolean): Making {
  return answering(({ api, parameter }) => ({
    ...api(),
    delivery: { kind: 'padded', bytes: parameter('megabytes') * 1_000_000, compressed },
  }));
}

export const withByteOrderMark = answering(({ api }) => {
  const answer = api();
  return { ...answer, body: Buffer.concat([Buffer.from('\ufeff'), Buffer.from(answer.body)]) };
});

/** After every quotation mark that begins a name stands a byte that UTF-8 never has. */
export const invalidUtf8 = answering(({ api }) => {
  const answer = api();
  const text = Buffer.from(answer.body).toString('latin1');
  // in a value of every answer: of a customer, of a token, of an error
  const damaged = text.replace(/"(firstName|accessToken|message)":"/g, '$&\xff');
  return { ...answer, body: Buffer.from(damaged, 'latin1') };
});

export const emptyBody = answering(({ api }) => ({ ...api(), status: 200, body: '' }));

export function html(status: number, title: string): Making {
  return answering(() => ({
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`,
  }));
}

/** JSON in the place of the envelope: that of customers, or that of a token. */
export function json(bodies: { readonly bulk: Json; readonly token: Json }): Making {
  return answering(({ operation }) => jsonAnswer(200, bodies[operation]));
}

/** The API's own answer, with an entry `{}` in each empty list of errors. */
export const emptyEntries = answering(({ api }) => {
  const answer = api();
  const body = String(answer.body).replace(/"errors":(?:\[\]|null)/g, '"errors":[{}]');
  return { ...answer, body };
});

export type ProblemShape = 'v2' | 'v1.1';

export function refusing(status: number, problem: Problem, shape: ProblemShape): Making {
  return answering(({ now }) => {
    const message = problem.message.replace('{time}', new Date(now()).toISOString());
    const answer = shape === 'v2' ? problemAnswer : olderProblemAnswer;
    return answer(status, { ...problem, message });
  });
}

/** HTTP 400 with the code that the parameter `code` chooses. */
export function refusingWith(messages: Readonly<Record<number, string>>): Making {
  return answering(({ parameter }) => {
    const code = parameter('code');
    return problemAnswer(400, { code, message: messages[code] ?? '' });
  });
}

export function codeParameter(messages: Readonly<Record<number, string>>) {
  const values = Object.keys(messages).map(Number);
  const [first = 0] = values;
  const code: Parameter = {
    default: first,
    least: Math.min(...values),
    most: Math.max(...values),
    values,
  };
  return { code };
}

/** HTTP 429; the documentation says neither what its body holds nor whether it has Retry-After. */
export function rateLimiting(
  retryAfter: (seconds: number, now: number) => Readonly<Record<string, string>>,
): Making {
  return answering(({ parameter, now }) => {
    const answer = problemAnswer(429, { code: 429, message: 'Too many requests' });
    return {
      ...answer,
      headers: { ...answer.headers, ...retryAfter(parameter('retryAfterSeconds'), now()) },
    };
  });
}

export function redirecting(target: (host: string) => string): Making {
  return answering(({ request }) => ({
    status: 302,
    headers: { location: target(request.headers.host ?? '') },
    body: '',
  }));
}

/** A token is good for some requests; then it has expired, and a new one is good for as many. */
export const expiringTokens = answering(({ api, request, parameter, count, now }) => {
  const token = request.headers['x-cap-api-oauth-token'];
  if (typeof token !== 'string' || count(token) <= parameter('requests')) return api();
  const message = `Token expired at ${new Date(now()).toISOString()}`;
  return problemAnswer(498, { code: 498, message });
});
