import { problemAnswer, Refusal, type Answer, type ApiRequest } from './answers';
import { BulkRoute, type BulkOptions } from './bulk';
import { identifiersOf, Population } from './population';

/** Enough for the family of 30,000; two roles, so that none of its children has any. */
const CUSTOMERS = 40_000;
const ROLES = 2;

/**
 * Answers of an API in which whoever is asked for has 30,000 children. They are others than in the
 * sandbox that it stands beside, and are made when somebody asks.
 */
export function giantApi(seed: number, options: BulkOptions): (request: ApiRequest) => Answer {
  let made: ReturnType<typeof makeGiant> | undefined;
  return (request) => {
    made ??= makeGiant((seed + 1) % 2 ** 32, options);
    const { population, root, route } = made;
    const type = request.query.get('associationEntityIdentifierType') ?? '';
    const value = request.query.get('associationEntityIdentifierValue') ?? '';
    const index = population.find(type, value);
    const isChild = index !== undefined && population.parents(index).includes(root.index);
    const query = new URLSearchParams(request.query);
    // of its one company nobody asks, and in some source each of them is
    query.set('source', 'ALL');
    query.delete('accountId');
    if (!isChild) {
      query.set('associationEntityType', 'parentCustomer');
      query.set('associationEntityIdentifierType', 'mobile');
      query.set('associationEntityIdentifierValue', root.mobile);
    }
    try {
      return route.answer(query);
    } catch (error) {
      if (error instanceof Refusal) return problemAnswer(400, error.problem);
      throw error;
    }
  };
}

function makeGiant(seed: number, options: BulkOptions) {
  const population = new Population(CUSTOMERS, ROLES, seed);
  const [index = 0] = population.crowdRoots();
  const identifiers = identifiersOf(population.person(index));
  const mobile = identifiers.find(({ type }) => type === 'mobile')?.value ?? '';
  return { population, root: { index, mobile }, route: new BulkRoute(population, options) };
}
