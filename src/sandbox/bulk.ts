import { issue, jsonAnswer, problems, Refusal, type Answer } from './answers';
import type { JsonObject } from './json';
import {
  bulkParameters,
  checkIdentifier,
  type BulkParameters,
  type SourceFilter,
} from './parameters';
import { dateTime } from './people';
import type { Member, Population } from './population';
import { SortedLists } from './sorting';

export interface BulkOptions {
  readonly maximumLimit: number;
  readonly outsideHierarchy: 'error' | 'empty';
}

/** `GET /v2/customers/bulk`: children of a customer, customers of a company, or a customer and its children. */
export class BulkRoute {
  readonly #sortedLists: SortedLists;

  constructor(
    private readonly population: Population,
    private readonly options: BulkOptions,
  ) {
    this.#sortedLists = new SortedLists((index, by) => population.sortKey(index, by));
  }

  /** @throws Refusal */
  answer(query: URLSearchParams): Answer {
    const parameters = bulkParameters(query, this.options.maximumLimit);
    if (parameters.entityType === 'company') return this.#ofCompany(parameters);
    const parent = findMember(
      this.population,
      parameters.identifierType,
      parameters.identifierValue,
      parameters,
    );
    const isListed = this.#checkHierarchy(parent, parameters.identifierValue);
    const children = isListed
      ? this.#sorted(
          `children ${parent.index}`,
          () => this.population.children(parent.index),
          parameters,
        )
      : new Int32Array();
    const { limit, offset, entityType } = parameters;
    // the customer asked for is the first row, and counts when paging
    const ahead = entityType === 'parentChildCustomer' ? 1 : 0;
    const page = children.subarray(
      Math.max(0, offset - ahead),
      Math.max(0, offset + limit - ahead),
    );
    const indices = ahead === 1 && offset === 0 ? [parent.index, ...page] : [...page];
    return this.#page(indices, parameters, parent);
  }

  #ofCompany(parameters: BulkParameters): Answer {
    const { identifierType, identifierValue, limit, offset } = parameters;
    if (identifierType.toLowerCase() !== 'externalid')
      throw new Refusal(problems.companyIdentifiers);
    const company = this.population.company(identifierValue);
    if (!company) throw new Refusal(problems.unknownCompany);
    if (!company.active) throw new Refusal(problems.inactiveCompany);
    const members = this.#sorted(`company ${company.companyId}`, company.members, parameters);
    return this.#page([...members.subarray(offset, offset + limit)], parameters);
  }

  #sorted(list: string, members: () => readonly number[], parameters: BulkParameters): Int32Array {
    const { sortBy, sortOrder } = parameters;
    return this.#sortedLists.sorted(list, members, { by: sortBy, order: sortOrder });
  }

  /** Whether the parent is in a hierarchy. @throws Refusal */
  #checkHierarchy(parent: Member, value: string): boolean {
    if (parent.standing === 'inactiveHierarchy') throw new Refusal(problems.inactiveHierarchy);
    if (parent.standing !== 'outsideHierarchy') return true;
    if (this.options.outsideHierarchy === 'error')
      throw new Refusal(problems.outsideHierarchy(value));
    return false;
  }

  #page(indices: readonly number[], parameters: BulkParameters, parent?: Member): Answer {
    const customers = indices.map((index) => this.#row(this.population.member(index), parameters));
    const toldParent = parent?.tellsParent === 'besideChildren' ? parent : undefined;
    const warning = { code: 1000, message: 'Some profiles were last synchronised a day ago' };
    return jsonAnswer(200, {
      entity: {
        customers,
        count: customers.length,
        errors: [],
        warnings: parent?.warns ? [issue(warning), {}] : [],
        parentCustomer: toldParent && parentCustomer(toldParent),
      },
      warnings: [],
      errors: [],
      success: true,
    });
  }

  /** One customer; fields that must be asked for are there only when they were. */
  #row(member: Member, parameters: BulkParameters): JsonObject {
    const { person } = member;
    const hasDetail = parameters.includeCustomerAssociateDetail;
    const [parent] = member.tellsParent === 'inOwnRow' ? this.population.parents(member.index) : [];
    return {
      profiles: person.profiles,
      extendedFields: person.extendedFields,
      roleCode: hasDetail ? member.roleCode : undefined,
      createdDate: hasDetail ? dateTime(person.createdAt, 'Z') : undefined,
      noOfChildren: parameters.includeNoOfChildren ? member.childCount : undefined,
      defaultChild: hasDetail ? member.defaultChild : undefined,
      parentCustomer:
        parent === undefined ? undefined : parentCustomer(this.population.member(parent)),
      ...person.extra,
    };
  }
}

/** `parentCustomer` as the documentation's field table has it. */
export function parentCustomer({ person }: Member): JsonObject {
  return { profiles: person.profiles, extendedFields: person.extendedFields };
}

/**
 * The customer with an identifier, in a source.
 * @throws Refusal for an unknown, merged or deleted customer, or one who has no profile in that source
 */
export function findMember(
  population: Population,
  type: string,
  value: string,
  filter: SourceFilter,
): Member {
  checkIdentifier(type, value);
  const index = population.find(type, value);
  if (index === undefined) throw new Refusal(problems.notFound);
  const member = population.member(index);
  checkStanding(member, filter);
  return member;
}

/** @throws Refusal for a merged or deleted customer, or one who has no profile in that source */
export function checkStanding(member: Member, { source, accountId }: SourceFilter): void {
  const isInSource = member.person.profiles.some(
    (profile) =>
      (source === undefined || profile.source === source) &&
      (accountId === undefined || profile.accountId === accountId),
  );
  if (!isInSource) throw new Refusal(problems.notInSource);
  if (member.standing === 'merged') throw new Refusal(problems.merged);
  if (member.standing === 'deleted') throw new Refusal(problems.deleted);
}
