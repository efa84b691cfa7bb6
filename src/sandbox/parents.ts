import { sentence, type Sentence } from '../sentence';
import { identifiersOf, type Population } from './population';
import { odd } from './oddities';
import type { SandboxParent } from './sandbox';
import { SHOWCASE_COMPANY, SHOWCASE_MOBILE } from './showcase';

/** Parents worth looking at; the first is the one that a newcomer opens. */
export function worthwhileParents(population: Population): readonly SandboxParent[] {
  return [
    byMobile(
      'Asha Mehta',
      SHOWCASE_MOBILE,
      sentence('A fleet with 14 child customers, several levels deep'),
      {
        source: 'INSTORE',
      },
    ),
    {
      ...byMobile(
        sentence('Published: tom sawyer'),
        odd.tomSawyer,
        sentence('The answer of the current API reference'),
        {
          source: 'INSTORE',
        },
      ),
      associationEntityType: 'parentChildCustomer',
      includeNoOfChildren: true,
      includeCustomerAssociateDetail: true,
    },
    byMobile(
      sentence('Published: WeChat'),
      odd.wechatParent,
      sentence('The answer of the 2021 API reference'),
      {
        source: 'WECHAT',
        accountId: 'WECHAT-CM',
        includeNoOfChildren: false,
        includeCustomerAssociateDetail: false,
      },
    ),
    byMobile(
      sentence('Oddities'),
      odd.parent,
      sentence('Everything odd that the API allows, one child each'),
      {
        source: 'ALL',
      },
    ),
    byMobile(
      sentence('Second parent'),
      odd.secondParent,
      sentence('Shares the child Two Parents with Oddities'),
    ),
    byMobile(sentence('Cycle'), odd.cycle, sentence('A is above B, B above C, and C above A')),
    byMobile(sentence('Own parent'), odd.self, sentence('A customer who is a child of their own')),
    byMobile(
      sentence('Told parent'),
      odd.toldParent,
      sentence('The answer names the parentCustomer and has warnings'),
    ),
    ofCompany(
      sentence('Company Acme'),
      SHOWCASE_COMPANY,
      sentence('All customers of the fleet of Asha Mehta'),
    ),
    ofCompany(sentence('Company without customers'), 'EMPTY-FLEET', sentence('An empty list')),
    ofCompany(sentence('Inactive company'), 'CLOSED-FLEET', sentence('Error 1705')),
    byMobile(sentence('Merged customer'), odd.merged, sentence('Error 8069')),
    byMobile(
      sentence('Deleted customer'),
      odd.deleted,
      sentence('Error 8109: deleted after a PII request'),
    ),
    byMobile(
      sentence('Outside any hierarchy'),
      odd.outsideHierarchy,
      sentence('Error 1625, or an empty list'),
    ),
    byMobile(sentence('Inactive hierarchy'), odd.inactiveHierarchy, sentence('Error 1610')),
    ...crowdParents(population),
  ];
}

/** One parent of every size of family that there is, the largest first. */
function crowdParents(population: Population): readonly SandboxParent[] {
  const roots = population
    .crowdRoots()
    .map((index) => population.member(index))
    .sort((one, other) => other.childCount - one.childCount);
  return roots.flatMap(({ index, person, childCount }) => {
    const mobile = identifiersOf(person).find(({ type }) => type === 'mobile')?.value;
    if (mobile === undefined) return [];
    const label =
      childCount === 1
        ? sentence('Root with 1 child')
        : sentence('Root with {count} children', { count: childCount });
    const below = population.familySize(index);
    const note =
      below === childCount
        ? sentence('A computed family')
        : sentence('A computed family, with {count} customers on all levels', { count: below });
    return [byMobile(label, mobile, note)];
  });
}

function byMobile(
  label: Sentence,
  mobile: string,
  note: Sentence,
  more: Partial<SandboxParent> = {},
): SandboxParent {
  return {
    label,
    note,
    associationEntityType: 'parentCustomer',
    identifierType: 'mobile',
    identifierValue: mobile,
    ...more,
  };
}

function ofCompany(label: Sentence, externalId: string, note: Sentence): SandboxParent {
  return {
    label,
    note,
    associationEntityType: 'company',
    identifierType: 'externalId',
    identifierValue: externalId,
  };
}
