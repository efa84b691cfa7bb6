import { jsonAnswer, type Answer } from './answers';
import type { JsonObject } from './json';
import { mandatory, wholeNumber } from './parameters';
import type { Person } from './people';
import { identifiersOf, type Population } from './population';

/** Rows of a page when no limit is asked for, as for lists of children. */
const DEFAULT_LIMIT = 10;
/** Computed customers that are looked at: whoever asks while typing does not wait for a million people. */
const LOOKED_AT = 10_000;

/**
 * `GET /v2/customers/search?q`: whose name or identifier holds the text, in any case. The documentation
 * does not say what a short text gets: here, whoever matches it.
 * @throws Refusal
 */
export function searchAnswer(
  population: Population,
  query: URLSearchParams,
  maximumLimit: number,
): Answer {
  const text = mandatory(query, 'q').trim().toLowerCase();
  const limit = Math.min(wholeNumber(query, 'limit', 1, DEFAULT_LIMIT), maximumLimit);
  const offset = wholeNumber(query, 'offset', 0, 0);
  const found = [...matches(population, text)];
  return jsonAnswer(200, {
    pagination: { limit, offset, total: found.length },
    data: found.slice(offset, offset + limit).map((index) => row(population, index, text)),
    warnings: [],
    errors: [],
  });
}

/** Indices of those who match, each once, the cast first. */
function matches(population: Population, text: string): ReadonlySet<number> {
  const found = new Set<number>();
  const exact = /^\d{1,19}$/.test(text) ? population.findByUserId(BigInt(text)) : undefined;
  for (const index of population.everybody(LOOKED_AT))
    if (index === exact || isMatch(population.person(index), text)) found.add(index);
  // whoever is too far down to be looked at is found by what is theirs alone
  for (const type of ['mobile', 'email', 'externalId', 'cardnumber']) {
    const index = population.find(type, text.toUpperCase()) ?? population.find(type, text);
    if (index !== undefined) found.add(index);
  }
  if (exact !== undefined) found.add(exact);
  for (const index of found) {
    const { standing } = population.member(index);
    if (standing === 'merged' || standing === 'deleted') found.delete(index);
  }
  return found;
}

function isMatch(person: Person, text: string): boolean {
  const names = person.profiles.map(({ firstName, lastName }) => `${firstName} ${lastName}`);
  return [...names, ...identifiersOf(person).map(({ value }) => value)].some((one) =>
    one.toLowerCase().includes(text),
  );
}

function row(population: Population, index: number, text: string): JsonObject {
  const person = population.person(index);
  return {
    userId: person.userId,
    matchedIdentifiers: identifiersOf(person)
      .filter(({ value }) => value.toLowerCase().includes(text))
      .map(({ type, value }) => ({ type, value })),
    profiles: person.profiles,
  };
}
