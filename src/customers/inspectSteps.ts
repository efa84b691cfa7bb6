import * as vscode from 'vscode';
import type { Connection } from '../api/connection';
import type { Identifier } from '../api/customer';
import {
  documentedIdentifierTypes,
  recognisedIdentifier,
  tidyIdentifier,
} from '../api/identifiers';
import {
  associationEntityTypes,
  documentedSources,
  QUERY_PATH,
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
      const entered = await askChoice<AssociationEntityType | Typed>({
        title: vscode.l10n.t('Inspect on {connection}', { connection: connection.name }),
        place,
        placeholder: vscode.l10n.t(
          'Whose customers are to be listed? Choose, or type an identifier',
        ),
        choices: (typed) => [
          ...associationEntityTypes.map(associationChoice),
          ...(recognisedChoice(typed, 'parentCustomer') ?? untypedChoice(typed)),
        ],
        isCurrent: (type) => type === draft.associationEntityType,
      });
      return afterTyping(entered, { ...draft, associationEntityType: 'parentCustomer' }, (type) =>
        moved(type, draft, (associationEntityType) => ({ ...draft, associationEntityType })),
      );
    },
  };
}

/** What was typed where a choice was asked for. */
type Typed =
  | { readonly kind: 'identifier'; readonly identifier: Identifier }
  /** Its type is still to be said. */
  | { readonly kind: 'value'; readonly text: string }
  /** An address of the endpoint, or a curl command. */
  | { readonly kind: 'request'; readonly text: string };

/** Who types the identifier first is taken at their word, once they have seen as what. */
function recognisedChoice(
  typed: string,
  association: AssociationEntityType,
): readonly Choice<Typed>[] | undefined {
  if (typed.includes(QUERY_PATH))
    return [
      {
        value: { kind: 'request', text: typed },
        label: vscode.l10n.t('Inspect this request'),
        detail: vscode.l10n.t('What is asked for is taken from it, and nothing that signs in.'),
        alwaysShow: true,
      },
    ];
  const identifier = recognisedIdentifier(typed);
  if (identifier === undefined || (association === 'company' && identifier.type !== 'externalId'))
    return undefined;
  return [
    {
      value: { kind: 'identifier', identifier },
      label: vscode.l10n.t('Inspect {value}', { value: withoutIcons(identifier.value) }),
      description: identifier.type,
      detail: associationWords(association).label,
      alwaysShow: true,
    },
  ];
}

/** What looks like no identifier may be one all the same. */
function untypedChoice(typed: string): readonly Choice<Typed>[] {
  const text = tidyIdentifier('', typed);
  if (text === '') return [];
  return [
    {
      value: { kind: 'value', text },
      label: vscode.l10n.t('Inspect {value}', { value: withoutIcons(text) }),
      detail: vscode.l10n.t('It does not show what kind of identifier it is: choose that next.'),
      alwaysShow: true,
    },
  ];
}

/** Goes on with what was typed instead of a choice; else as `ofChoice` says. */
function afterTyping<Type extends string>(
  entered: Entered<Type | Typed>,
  draft: InspectDraft,
  ofChoice: (entered: Entered<Type>) => Move<InspectDraft>,
): Move<InspectDraft> {
  if (entered.kind !== 'entered') return ofChoice(entered);
  const { value } = entered;
  if (typeof value === 'string') return ofChoice({ kind: 'entered', value });
  switch (value.kind) {
    case 'identifier':
      return {
        kind: 'goTo',
        step: 'value',
        draft: {
          ...draft,
          identifierType: value.identifier.type,
          identifierValue: value.identifier.value,
        },
      };
    case 'value':
      return {
        kind: 'goTo',
        step: 'identifierType',
        draft: { ...draft, identifierType: undefined, identifierValue: value.text },
      };
    case 'request':
      void vscode.commands.executeCommand('customerHierarchy.inspectSelection', {
        text: value.text,
      });
      return { kind: 'cancelled' };
  }
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
      const entered = await askChoice<string | Typed>({
        title: vscode.l10n.t('Inspect: Identifier Type'),
        place,
        placeholder:
          draft.associationEntityType === 'company'
            ? vscode.l10n.t('How is the company identified? Choose, or type another type')
            : vscode.l10n.t('How is the customer identified? Choose, or type another type'),
        choices: (typed) => identifierTypeChoices(typed, draft.associationEntityType),
        isCurrent: (type) => type === draft.identifierType,
      });
      return afterTyping(entered, draft, (type) =>
        moved(
          type,
          draft,
          // what was entered as one type means nothing as another
          (identifierType) =>
            draft.identifierType === undefined || identifierType === draft.identifierType
              ? { ...draft, identifierType }
              : { ...draft, identifierType, identifierValue: '' },
        ),
      );
    },
  };
}

function identifierTypeChoices(
  typed: string,
  association: AssociationEntityType,
): readonly Choice<string | Typed>[] {
  const first = association === 'company' ? 'externalId' : documentedIdentifierTypes[0]?.type;
  const documented = [...documentedIdentifierTypes]
    .sort((one, other) => Number(other.type === first) - Number(one.type === first))
    .map(({ type, label, hint }) => ({
      value: type,
      label: translated(vscode.l10n, label),
      description: type,
      detail: translated(vscode.l10n, hint),
    }));
  const recognised = recognisedChoice(typed, association) ?? [];
  // no type is called like a number, an e-mail address or a request
  if (recognised.length > 0 && /^\+?\d|[@/]/.test(typed.trim()))
    return [...documented, ...recognised];
  const text = newText(
    typed,
    documentedIdentifierTypes.map(({ type }) => type),
  );
  if (text === undefined) return [...documented, ...recognised];
  const asType: Choice<string> = {
    value: text,
    label: vscode.l10n.t('Use as Identifier Type'),
    // VS Code puts what has the typed text in its label first: an identifier is more likely than a type
    description: withoutIcons(text),
    detail: vscode.l10n.t('The documentation does not list it.'),
    alwaysShow: true,
  };
  return [...documented, ...recognised, asType];
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
          choices: (typed) => [
            ...documentedSources.map((source) => ({ value: source, label: source })),
            {
              value: '',
              label: vscode.l10n.t('None'),
              description: vscode.l10n.t('Leaves the parameter out.'),
            },
            ...newSource(typed),
          ],
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

function newSource(typed: string): readonly Choice<string>[] {
  const text = newText(typed, documentedSources);
  if (text === undefined) return [];
  const description = vscode.l10n.t('Use what is typed.');
  return [{ value: text, label: withoutIcons(text), description, alwaysShow: true }];
}

/** What is typed, unless it is empty or documented. */
function newText(typed: string, documented: readonly string[]): string | undefined {
  const text = typed.trim();
  const isDocumented = documented.some((one) => one.toLowerCase() === text.toLowerCase());
  return text === '' || isDocumented ? undefined : text;
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
