import { jsonAnswer, problems, Refusal, type Answer } from './answers';
import { checkStanding, findMember, parentCustomer } from './bulk';
import type { JsonObject } from './json';
import { lookupParameters, mandatory, sourceFilter } from './parameters';
import { dateTime } from './people';
import type { Member, Population } from './population';

/** `GET /v2/customers/lookup`: the userId behind an identifier. @throws Refusal */
export function lookupAnswer(population: Population, query: URLSearchParams): Answer {
  return jsonAnswer(200, { entity: lookedUp(population, query).person.userId, warnings: [] });
}

/** `GET /v2/customers/lookup/customerDetails`, with `embed=fleetParentDetails`. @throws Refusal */
export function lookupDetailsAnswer(population: Population, query: URLSearchParams): Answer {
  return detailsAnswer(population, lookedUp(population, query), query);
}

/** `GET /v2/customers/{id}`. @throws Refusal */
export function customerAnswer(population: Population, id: string, query: URLSearchParams): Answer {
  const filter = sourceFilter(query, problems.invalidLookupSource);
  const index = population.findByUserId(BigInt(id));
  if (index === undefined) throw new Refusal(problems.notFound);
  const member = population.member(index);
  checkStanding(member, filter);
  return detailsAnswer(population, member, query);
}

/** `GET /v2/companies?externalId` @throws Refusal */
export function companyAnswer(population: Population, query: URLSearchParams): Answer {
  if (!query.has('externalId')) throw new Refusal(problems.missingCompany);
  const company = population.company(mandatory(query, 'externalId'));
  if (!company) throw new Refusal(problems.unknownCompany);
  if (!company.active) throw new Refusal(problems.inactiveCompany);
  const { companyId, externalId, name } = company;
  const entity = { companyId, externalId, name, hierarchyDefinitionCode: HIERARCHY };
  return jsonAnswer(200, { entity, warnings: [], errors: [] });
}

/** Code of the one hierarchy definition that everybody here belongs to. */
const HIERARCHY = 'SANDBOX_FLEET';

function lookedUp(population: Population, query: URLSearchParams): Member {
  const { identifierName, identifierValue, ...filter } = lookupParameters(query);
  return findMember(population, identifierName, identifierValue, filter);
}

function detailsAnswer(population: Population, member: Member, query: URLSearchParams): Answer {
  const { person } = member;
  const embeds = (query.get('embed') ?? '').split(',');
  return jsonAnswer(200, {
    id: person.userId,
    profiles: person.profiles,
    loyaltyInfo: {
      loyaltyType: 'loyalty',
      attributionV2: {
        createDate: dateTime(person.createdAt, 'Z'),
        modifiedOn: dateTime(person.updatedAt, 'Z'),
      },
    },
    segments: {},
    extendedFields: person.extendedFields,
    fleetParentDetails: embeds.includes('fleetParentDetails')
      ? fleetParentDetails(population, member)
      : undefined,
    warnings: [],
  });
}

/** The way up. Its shape is unpublished: this one is what `parentCustomer` has, and an id; `{}` for a root. */
function fleetParentDetails(population: Population, member: Member): JsonObject {
  const [index] = population.parents(member.index);
  if (index === undefined || member.standing === 'outsideHierarchy') return {};
  const parent = population.member(index);
  return { id: parent.person.userId, roleCode: parent.roleCode, ...parentCustomer(parent) };
}
