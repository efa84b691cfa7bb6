import * as vscode from 'vscode';
import type { Connection } from '../api/connection';
import type { Identifier } from '../api/customer';
import { documentedIdentifierTypes, recognisedIdentifier } from '../api/identifiers';
import {
  associationEntityTypes,
  documentedSources,
  type AssociationEntityType,
} from '../api/query';
import { askChoice, askText, type Choice, type Entered } from '../connections/inputSteps';
import { withoutIcons } from '../connections/plainText';
import type { Move, Step } from '../connections/steps';
import { translated } from '../sentence';
import { askIdentifierValue } from './identifierValueStep';
import type { CustomersRoom } from './room';

/** What the user said so far; empty texts leave a parameter out. */
export interface InspectDraft {
  readonly associationEntityType: AssociationEntityType;
  readonly identifierType: string | undefined;
  readonly identifierValue: string;
  readonly source: string;
  readonly accountId: string;
  /** Source and account have steps of their own only when the user asked for them. */
  readonly asksSource: boolean;
}

/** What the steps need of the room. */
type InspectRoom = Pick<CustomersRoom, 'workspaceState' | 'masking' | 'personalData'>;

export function inspectSteps(
  room: InspectRoom,
  connection: Connection,
): readonly Step<InspectDraft>[] {
  return [
    associationStep(connection),
    identifierTypeStep(),
    sourceStep(),
    accountStep(),
    valueStep(room, connection),
  ];
}

function associationStep(connection: Connection): Step<InspectDraft> {
  return {
    id: 'association',
    applies: () => true,
    ask: async (draft, place) => {
      const entered = await askChoice<AssociationEntityType | Identifier>({
        title: vscode.l10n.t('Inspect on {connection}', { connection: connection.name }),
        place,
        placeholder: vscode.l10n.t(
          'Whose customers are to be listed? Choose, or type an identifier',
        ),
        choices: (typed) => [
          ...associationEntityTypes.map(associationChoice),
          ...identifierChoices(typed, 'parentCustomer'),
        ],
        isCurrent: (type) => type === draft.associationEntityType,
      });
      return identified(entered, { ...draft, associationEntityType: 'parentCustomer' }, (type) =>
        moved(type, draft, (associationEntityType) => ({ ...draft, associationEntityType })),
      );
    },
  };
}

/** Who types the identifier first is taken at their word, once they have seen as what. */
function identifierChoices(
  typed: string,
  association: AssociationEntityType,
): readonly Choice<Identifier>[] {
  const identifier = recognisedIdentifier(typed);
  if (identifier === undefined || (association === 'company' && identifier.type !== 'externalId'))
    return [];
  return [
    {
      value: identifier,
      label: vscode.l10n.t('Inspect {value}', { value: withoutIcons(identifier.value) }),
      description: identifier.type,
      detail: associationWords(association).label,
      alwaysShow: true,
    },
  ];
}

/** To the value where an identifier was typed instead of a type; else as `ofType` says. */
function identified<Type extends string>(
  entered: Entered<Type | Identifier>,
  draft: InspectDraft,
  ofType: (entered: Entered<Type>) => Move<InspectDraft>,
): Move<InspectDraft> {
  if (entered.kind !== 'entered') return ofType(entered);
  const { value } = entered;
  if (typeof value === 'string') return ofType({ kind: 'entered', value });
  return {
    kind: 'goTo',
    step: 'value',
    draft: { ...draft, identifierType: value.type, identifierValue: value.value },
  };
}

function associationChoice(value: AssociationEntityType): Choice<AssociationEntityType> {
  const { label, detail } = associationWords(value);
  return { value, label, description: value, detail };
}

function associationWords(type: AssociationEntityType): { label: string; detail: string } {
  switch (type) {
    case 'parentCustomer':
      return {
        label: vscode.l10n.t('Parent customer'),
        detail: vscode.l10n.t('The child customers of a customer, one level.'),
      };
    case 'company':
      return {
        label: vscode.l10n.t('Company'),
        detail: vscode.l10n.t('All customers of a company.'),
      };
    case 'parentChildCustomer':
      return {
        label: vscode.l10n.t('Parent and child customers'),
        detail: vscode.l10n.t('A customer, and after it the child customers.'),
      };
  }
}

function identifierTypeStep(): Step<InspectDraft> {
  return {
    id: 'identifierType',
    applies: () => true,
    ask: async (draft, place) => {
      const entered = await askChoice<string | Identifier>({
        title: vscode.l10n.t('Inspect: Identifier Type'),
        place,
        placeholder:
          draft.associationEntityType === 'company'
            ? vscode.l10n.t('How is the company identified? Choose, or type another type')
            : vscode.l10n.t('How is the customer identified? Choose, or type another type'),
        choices: (typed) => [
          ...identifierTypeChoices(typed, draft.associationEntityType),
          ...identifierChoices(typed, draft.associationEntityType),
        ],
        isCurrent: (type) => type === draft.identifierType,
      });
      return identified(entered, draft, (type) =>
        moved(
          type,
          draft,
          // what was entered as one type means nothing as another
          (identifierType) =>
            identifierType === draft.identifierType
              ? draft
              : { ...draft, identifierType, identifierValue: '' },
        ),
      );
    },
  };
}

function identifierTypeChoices(
  typed: string,
  association: AssociationEntityType,
): readonly Choice<string>[] {
  const first = association === 'company' ? 'externalId' : documentedIdentifierTypes[0]?.type;
  const documented = [...documentedIdentifierTypes]
    .sort((one, other) => Number(other.type === first) - Number(one.type === first))
    .map(({ type, label, hint }) => ({
      value: type,
      label: translated(vscode.l10n, label),
      description: type,
      detail: translated(vscode.l10n, hint),
    }));
  const looksLike = recognisedIdentifier(typed)?.type;
  // Enter would take the first match, and no type is called like a number or an e-mail address
  if (looksLike === 'mobile' || looksLike === 'email') return documented;
  return withTyped(typed, documented);
}

function sourceStep(): Step<InspectDraft> {
  return {
    id: 'source',
    applies: ({ asksSource }) => asksSource,
    ask: async (draft, place) =>
      moved(
        await askChoice<string>({
          title: vscode.l10n.t('Inspect: Source'),
          place,
          placeholder: vscode.l10n.t('Where is the customer registered? Choose, or type another'),
          choices: (typed) =>
            withTyped(typed, [
              ...documentedSources.map((source) => ({ value: source, label: source })),
              {
                value: '',
                label: vscode.l10n.t('None'),
                description: vscode.l10n.t('Leaves the parameter out.'),
              },
            ]),
          isCurrent: (source) => source === draft.source,
        }),
        draft,
        (source) => ({ ...draft, source }),
      ),
  };
}

function accountStep(): Step<InspectDraft> {
  return {
    id: 'account',
    applies: ({ asksSource }) => asksSource,
    ask: async (draft, place) =>
      moved(
        await askText({
          title: vscode.l10n.t('Inspect: Account ID'),
          place,
          value: draft.accountId,
          prompt: vscode.l10n.t(
            'For sources with several accounts, such as WECHAT. Leave it empty otherwise.',
          ),
          check: () => undefined,
        }),
        draft,
        (accountId) => ({ ...draft, accountId: accountId.trim() }),
        (accountId) => ({ ...draft, accountId }),
      ),
  };
}

function valueStep(room: InspectRoom, connection: Connection): Step<InspectDraft> {
  return {
    id: 'value',
    applies: () => true,
    ask: async (draft, place) => {
      const entered = await askIdentifierValue(room, {
        connectionId: connection.id,
        identifierType: draft.identifierType ?? '',
        typed: draft.identifierValue,
        source: [draft.source, draft.accountId].filter(Boolean).join(' '),
        place,
      });
      if (entered.kind === 'entered' && entered.value.kind === 'asksSource')
        return {
          kind: 'goTo',
          step: 'source',
          draft: { ...draft, identifierValue: entered.value.typed, asksSource: true },
        };
      return moved(
        entered,
        draft,
        (value) =>
          value.kind === 'value' ? { ...draft, identifierValue: value.identifierValue } : draft,
        (typed) => ({ ...draft, identifierValue: typed }),
      );
    },
  };
}

/** What is typed is offered as it is, beside what is documented. */
function withTyped(
  typed: string,
  documented: readonly Choice<string>[],
): readonly Choice<string>[] {
  const text = typed.trim();
  const isDocumented = documented.some(({ value }) => value?.toLowerCase() === text.toLowerCase());
  if (text === '' || isDocumented) return documented;
  return [
    ...documented,
    {
      value: text,
      label: withoutIcons(text),
      description: vscode.l10n.t('Use what is typed.'),
      alwaysShow: true,
    },
  ];
}

function moved<Value>(
  entered: Entered<Value>,
  draft: InspectDraft,
  next: (value: Value) => InspectDraft,
  back: (typed: string) => InspectDraft = () => draft,
): Move<InspectDraft> {
  switch (entered.kind) {
    case 'entered':
      return { kind: 'next', draft: next(entered.value) };
    case 'back':
      return { kind: 'back', draft: back(entered.typed) };
    case 'cancelled':
      return { kind: 'cancelled' };
  }
}
