import type { ApiRequest } from './answers';
import { answering } from './faultAnswers';
import type { FaultContext, Making } from './fault';
import { CYCLE } from './oddities';

/* Faults in what is listed, rather than in how it is told. */

const LIMIT = 10;
const TYPE = 'associationEntityIdentifierType';
const VALUE = 'associationEntityIdentifierValue';

export const ignoringOffset = asking(({ request }) => changed(request, { offset: '0' }));

/** Half of what was asked for, but one row at least. */
export const shortPages = asking(({ request, parameter }) => {
  const limit = Math.floor((wholeNumber(request, 'limit') ?? LIMIT) / parameter('divisor'));
  return changed(request, { limit: String(Math.max(1, limit)) });
});

/** Every page but the first begins with the last rows of the page before. */
export const repeatingRows = shifting(({ parameter }) => -parameter('rows'));

/** Rows were taken out of the list since the first page: those after them moved up. */
export const movingRows = shifting(({ parameter }) => parameter('rows'));

export const thirtyThousand = answering(({ giant, request }) => giant(request));

/** Whoever is asked for is the first of three who are each above the next, and the last above the first. */
export const circle = asking(({ request }) => {
  const isOfCircle = CYCLE.some((mobile) => mobile === request.query.get(VALUE));
  if (isOfCircle || request.query.get('associationEntityType') === 'company') return request;
  const source = { source: 'ALL', accountId: '' };
  return changed(request, { ...source, [TYPE]: 'mobile', [VALUE]: CYCLE[0] });
});

/** Past 2^53, where JavaScript's numbers leave some out; the order of customers stays. */
const BEYOND_DOUBLES = 9_007_199_254_740_993n;

export const bigNumbers = answering(({ api }) => {
  const answer = api();
  const body = String(answer.body)
    .replace(
      /"userId":(\d+)/g,
      (_, digits: string) => `"userId":${BEYOND_DOUBLES + BigInt(digits)}`,
    )
    .replace(
      /"extendedFields":\{(?=")/g,
      '"extendedFields":{"balance":12345678901234567890.10,"credit_limit":10.50,"ratio":1.0E+2,',
    );
  return { ...answer, body };
});

function shifting(by: (context: FaultContext) => number): Making {
  return asking((context) => {
    const offset = wholeNumber(context.request, 'offset') ?? 0;
    if (offset === 0) return context.request;
    return changed(context.request, { offset: String(Math.max(0, offset + by(context))) });
  });
}

/** The API's own answer, to another question. */
function asking(question: (context: FaultContext) => ApiRequest): Making {
  return answering((context) => context.api(question(context)));
}

function changed(request: ApiRequest, parameters: Readonly<Record<string, string>>): ApiRequest {
  const query = new URLSearchParams(request.query);
  for (const [name, value] of Object.entries(parameters)) query.set(name, value);
  return { ...request, query };
}

/** Undefined for one that the API itself will refuse. */
function wholeNumber({ query }: ApiRequest, name: string): number | undefined {
  const text = query.get(name);
  return text !== null && /^\d+$/.test(text) ? Number(text) : undefined;
}
