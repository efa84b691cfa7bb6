import { identifierHint } from '../api/identifiers';
import { prettyPrint } from '../api/json';
import { errorSentenceIn } from '../connections/errorSentences';
import { escapeMarkdown, visibleText } from '../privacy/displayText';
import { translated } from '../sentence';
import { below, wireText } from './detailRows';
import type { CustomerRow, Row } from './rows';
import {
  countWords,
  customerLabel,
  groupLabel,
  hasConflicts,
  identifierWords,
  rowWords,
  type RowFacts,
} from './rowWords';

/** Longer JSON than this, in characters, is cut in a tooltip; the row's commands open it whole. */
const LONGEST_JSON = 4000;
/** More of a name, a value or a message fits no screen, and a server may send megabytes. */
const LONGEST_TEXT = 20_000;

/** Markdown that says everything that the row had no room for; nothing in it is a link or an image. */
export function rowTooltip(row: Row, facts: RowFacts): string {
  return paragraphs(row, facts).join('\n\n');
}

function paragraphs(row: Row, facts: RowFacts): readonly string[] {
  const { l10n } = facts;
  switch (row.kind) {
    case 'root': {
      const { connectionId, query } = row.asked;
      return [
        bold(query.identifierValue),
        ...pairs(facts, [
          ['associationEntityType', query.associationEntityType],
          ['associationEntityIdentifierType', query.identifierType],
          ['source', query.source],
          ['accountId', query.accountId],
          [l10n.t('Connection'), facts.connectionName(connectionId)],
          [l10n.t('Rows'), countWords(row, facts)],
        ]),
      ];
    }
    case 'customer':
      return customerText(row, facts);
    case 'children': {
      const identifier = facts.askedBy(row.parent);
      return [
        identifier === undefined
          ? l10n.t(
              'This customer has no identifier to ask by. Choose Expand by Another Identifier to enter one.',
            )
          : l10n.t(
              'Asked by {identifier}. Choose Expand by Another Identifier to ask by another one.',
              { identifier: code(identifierWords(identifier)) },
            ),
      ];
    }
    case 'profile': {
      const { source, accountId, firstName, lastName, userId, autoUpdateTime } = row.profile;
      return [
        bold(`${firstName} ${lastName}`.trim() || source),
        ...pairs(facts, [
          ['source', source],
          ['accountId', accountId],
          ['userId', userId],
          ['autoUpdateTime', autoUpdateTime],
        ]),
      ];
    }
    case 'group':
      return [bold(groupLabel(row.group, l10n)), ...json(wireText(row.place))];
    case 'blank':
      return [
        l10n.t('The answer has these fields, and nothing in them.'),
        ...pairs(
          facts,
          row.fields.map(([name]) => [name, wireText(below(row.place, name))]),
        ),
      ];
    case 'identifier':
      return [bold(row.identifier.type), code(row.value), prose(hintFor(row, facts))];
    case 'channel':
      return [bold(row.channel.type), ...json(wireText(row.place))];
    case 'field':
      return [
        bold(row.name),
        ...(row.value === undefined ? json(wireText(row.place)) : [code(row.value || '""')]),
      ];
    case 'fact':
      return [rowWords(row, facts).label, ...(row.value === undefined ? [] : [row.value])].map(
        prose,
      );
    case 'error':
      return [prose(errorSentenceIn(l10n, row.error))];
    case 'issue':
    case 'loading':
    case 'empty':
    case 'more':
    case 'note': {
      const { label, description } = rowWords(row, facts);
      const whole = row.kind === 'issue' ? (row.issue.message ?? label) : label;
      return [whole, ...(description === undefined ? [] : [description])].map(prose);
    }
  }
}

function customerText(row: CustomerRow, facts: RowFacts): readonly string[] {
  const { l10n } = facts;
  const { customer, standing } = row;
  // who is said to have no children, or is not followed, is not asked for any
  const askedBy =
    standing === 'child' && customer.noOfChildren !== 0 ? facts.askedBy(row) : undefined;
  return [
    bold(customerLabel(row, facts)),
    ...(standing === 'queried' ? [l10n.t('This is the customer that was asked about.')] : []),
    ...(standing === 'alreadyAbove'
      ? [
          l10n.t(
            'This customer is one of its own ancestors in this view. It is shown, because the API listed it, and not followed.',
          ),
        ]
      : []),
    ...(customer.defaultChild === true ? [l10n.t('Default child of its parent.')] : []),
    ...(hasConflicts(row) ? [l10n.t('Has conflicting profiles.')] : []),
    ...pairs(facts, [
      ['userId', customer.userId],
      ['roleCode', customer.roleCode],
      ['createdDate', customer.createdDate],
      ['noOfChildren', customer.noOfChildren?.toLocaleString(facts.locale)],
      [l10n.t('Children are asked by'), askedBy && identifierWords(askedBy)],
    ]),
    ...pairs(
      facts,
      customer.profiles.flatMap(({ identifiers }) =>
        identifiers.map(({ type, value }) => [type, value] as const),
      ),
    ),
  ];
}

function hintFor({ identifier }: Extract<Row, { kind: 'identifier' }>, { l10n }: RowFacts): string {
  return translated(l10n, identifierHint(identifier.type));
}

function bold(words: string): string {
  return `**${prose(words.trim()) || '""'}**`;
}

/** Lines of names and values, without those that have none. */
function pairs(
  { l10n }: RowFacts,
  entries: readonly (readonly [name: string, value: string | undefined])[],
): readonly string[] {
  const lines = entries.flatMap(([name, value]) =>
    value === undefined || value === ''
      ? []
      : l10n.t('{name}: {value}', { name: prose(name), value: code(value) }),
  );
  return lines.length === 0 ? [] : [lines.join('  \n')];
}

function prose(words: string): string {
  return escapeMarkdown(visibleText(words, LONGEST_TEXT));
}

/** Inline code that no character of the text can end. */
function code(words: string): string {
  return fenced(visibleText(words, LONGEST_TEXT), '`', ' ');
}

function json(wire: string | undefined): readonly string[] {
  if (wire === undefined) return [];
  const pretty = prettyPrint(wire.slice(0, LONGEST_JSON));
  const shown = pretty.split('\n').map((line) => visibleText(line));
  if (wire.length > LONGEST_JSON) shown.push('…');
  return [fenced(shown.join('\n'), '```', '\n', 'json')];
}

/** The text between two fences that are longer than any row of backticks in it. */
function fenced(words: string, shortest: string, padding: string, language = ''): string {
  const longest = (words.match(/`+/g) ?? []).reduce(
    (most, { length }) => Math.max(most, length),
    0,
  );
  const fence = '`'.repeat(Math.max(shortest.length, longest + 1));
  return `${fence}${language}${padding}${words}${padding}${fence}`;
}
