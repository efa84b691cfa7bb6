import type { Identifier } from '../api/customer';
import { errorSentenceIn, type Localisation } from '../connections/errorSentences';
import { waitingNoteIn, waitingReasonIn, waitingWordsIn } from '../connections/waitingSentences';
import { hostText } from '../connections/settingsEntries';
import { visibleText } from '../privacy/displayText';
import { joinedSentences, listed } from '../sentence';
import { groupPreview } from './groupPreview';
import type { LevelView } from './level';
import { rootOf, type CustomerRow, type GroupName, type LevelRow, type Row } from './rows';

/** What words of rows need to know besides the row. */
export interface RowFacts {
  readonly l10n: Localisation;
  /** BCP 47 tag that numbers are written by. */
  readonly locale: string;
  connectionName(connectionId: string): string | undefined;
  level(row: LevelRow): LevelView | undefined;
  askedBy(row: CustomerRow): Identifier | undefined;
  /** The host that answered a level, as an origin, where the connection has another one by now. */
  hostBefore(row: LevelRow): string | undefined;
}

export interface RowWords {
  readonly label: string;
  readonly description?: string;
}

const LONGEST_LABEL = 100;
const LONGEST_DESCRIPTION = 160;
/** What the API says of an error comes last, and with it the request id. */
const LONGEST_ERROR = 400;

/** Label and description of a row; text of customers is cut and nothing in it stays unseen. */
export function rowWords(row: Row, facts: RowFacts): RowWords {
  const { label, description } = wordsOf(row, facts);
  const isSentence = row.kind === 'error' || row.kind === 'loading';
  return {
    label: visibleText(label, isSentence ? LONGEST_ERROR : LONGEST_LABEL),
    ...(description && {
      description: visibleText(description, isSentence ? LONGEST_ERROR : LONGEST_DESCRIPTION),
    }),
  };
}

function wordsOf(row: Row, facts: RowFacts): RowWords {
  const { l10n } = facts;
  switch (row.kind) {
    case 'root':
      return { label: row.asked.query.identifierValue, description: rootDescription(row, facts) };
    case 'customer':
      return { label: customerLabel(row, facts), description: customerDescription(row, facts) };
    case 'children':
      return { label: l10n.t('Children'), description: childrenDescription(row, facts) };
    case 'profile':
      return profileWords(row, facts);
    case 'group':
      return { label: groupLabel(row.group, l10n), description: groupDescription(row, facts) };
    case 'blank':
      return {
        label: l10n.t('Empty fields'),
        description: listed(
          l10n,
          row.fields.map(([name]) => fieldName(name)),
        ),
      };
    case 'identifier':
      return { label: row.identifier.type, description: row.identifier.value };
    case 'channel':
      return { label: row.channel.type, description: channelDescription(row, facts) };
    case 'field':
      return { label: fieldName(row.name), description: row.text === '' ? '""' : row.text };
    case 'issue':
      return issueWords(row, facts);
    case 'loading':
      return loadingWords(row, facts);
    case 'empty':
      return {
        label:
          rootOf(row).asked.query.associationEntityType === 'parentCustomer' ||
          row.parent.kind === 'children'
            ? l10n.t('No child customers.')
            : l10n.t('No customers.'),
      };
    case 'more':
      return moreWords(row, facts);
    case 'error':
      return errorWords(errorSentenceIn(l10n, row.error));
    case 'fact':
      return factWords(row, facts);
    case 'note':
      return noteWords(row, facts);
  }
}

function noteWords({ note, parent }: Extract<Row, { kind: 'note' }>, facts: RowFacts): RowWords {
  const { l10n } = facts;
  switch (note) {
    case 'connectionRemoved':
      return {
        label: l10n.t('The connection of this parent is not there any more.'),
        description: l10n.t('Add it again, or remove the parent from the view.'),
      };
    case 'noIdentifier':
      return {
        label: l10n.t('No identifier to ask by.'),
        description: l10n.t('Click to enter one.'),
      };
    case 'hostBefore':
      return {
        label: l10n.t('From {host}, where this connection led before.', {
          host: hostText(facts.hostBefore(parent) ?? ''),
        }),
        description: l10n.t('Click to ask anew.'),
      };
  }
}

/** While it waits, for how long and why: a side bar is narrow, and what changes must be seen. */
function loadingWords(
  { waiting }: Extract<Row, { kind: 'loading' }>,
  { l10n }: RowFacts,
): RowWords {
  if (waiting === undefined) return { label: l10n.t('Loading…') };
  return {
    label: waitingWordsIn(l10n, waiting, Date.now()),
    description: waitingNoteIn(l10n, waiting),
  };
}

/** What happened as the label; what to do, the API's own words and the request id beside it. */
function errorWords(sentences: string): RowWords {
  const [label = sentences] = /^.*?(?:[。！？]|[.!?](?=\s|$))/su.exec(sentences) ?? [];
  return { label, description: sentences.slice(label.length).trim() };
}

/** How a screen reader says the row: what its icon means in words, then what it shows. */
export function accessibleLabel(row: Row, facts: RowFacts, words = rowWords(row, facts)): string {
  const { l10n } = facts;
  // without the seconds: what changes all the time is not read to anyone
  if (row.kind === 'loading' && row.waiting !== undefined)
    return joinedSentences(waitingReasonIn(l10n, row.waiting), waitingNoteIn(l10n, row.waiting));
  const { label, description } = words;
  // of an error they are whole sentences
  const said =
    row.kind === 'error' ? joinedSentences(label, description) : listed(l10n, [label, description]);
  return listed(l10n, [prefix(row, l10n), said]);
}

function prefix(row: Row, l10n: Localisation): string | undefined {
  switch (row.kind) {
    case 'root':
      return row.asked.query.associationEntityType === 'company'
        ? l10n.t('Company')
        : l10n.t('Parent customer');
    case 'customer':
      return listed(l10n, [
        l10n.t('Customer'),
        row.customer.defaultChild === true && l10n.t('default child'),
        hasConflicts(row) && l10n.t('has conflicting profiles'),
      ]);
    case 'profile':
      return l10n.t('Profile');
    case 'identifier':
      return l10n.t('Identifier');
    case 'channel':
      return l10n.t('Communication channel');
    case 'error':
      return l10n.t('Error');
    default:
      return undefined;
  }
}

/** The question that a level is about, such as "mobile 919800000001". */
export function identifierWords({ type, value }: Identifier): string {
  return `${type} ${value}`;
}

export function hasConflicts({ customer }: CustomerRow): boolean {
  return customer.profiles.some(({ conflicts }) => conflicts.length > 0);
}

export function customerLabel(
  { customer }: Pick<CustomerRow, 'customer'>,
  { l10n }: Pick<RowFacts, 'l10n'>,
): string {
  const [identifier] = customer.profiles.flatMap(({ identifiers }) => identifiers);
  if (customer.name !== '') return customer.name;
  if (customer.userId !== undefined) return `userId ${customer.userId}`;
  return identifier ? identifierWords(identifier) : l10n.t('Customer without a name');
}

export function groupLabel(group: GroupName, l10n: Localisation): string {
  switch (group) {
    case 'identifiers':
      return l10n.t('Identifiers');
    case 'identifiersAll':
      return l10n.t('All identifiers');
    case 'commChannels':
      return l10n.t('Communication channels');
    case 'fields':
      return l10n.t('Custom fields');
    case 'conflictingProfileList':
      return l10n.t('Conflicting profiles');
    case 'extendedFields':
      return l10n.t('Extended fields');
    case 'parentCustomer':
      return l10n.t('Parent customer');
  }
}

/** "50 of 1,234", "50 so far", "14 customers"; nothing while nothing was asked. */
export function countWords(row: LevelRow, facts: RowFacts): string | undefined {
  const { l10n } = facts;
  const state = facts.level(row)?.state;
  if (state === undefined || state.listing.pages.length === 0) return undefined;
  const count = state.listing.customers.length;
  const shown = numberWords(count, facts);
  if (state.listing.ending !== 'complete') return l10n.t('{count} so far', { count: shown });
  if (row.kind === 'children') return shown;
  return count === 1 ? l10n.t('1 customer') : l10n.t('{count} customers', { count: shown });
}

function rootDescription(row: Extract<Row, { kind: 'root' }>, facts: RowFacts): string {
  const { connectionId, query } = row.asked;
  const { l10n } = facts;
  const type = query.identifierType;
  const connection = facts.connectionName(connectionId);
  const hostBefore = facts.hostBefore(row);
  // a side bar is narrow: what differs most comes first
  return joined([
    countWords(row, facts),
    hostBefore && l10n.t('from {host}', { host: hostText(hostBefore) }),
    connection ?? l10n.t('connection removed'),
    query.associationEntityType === 'company' ? l10n.t('company by {type}', { type }) : type,
    query.associationEntityType === 'parentChildCustomer' && l10n.t('with the customer itself'),
    joined([query.source, query.accountId], ' '),
  ]);
}

function customerDescription(row: CustomerRow, facts: RowFacts): string {
  const { l10n } = facts;
  const { customer, standing } = row;
  const main = facts.askedBy(row);
  // in a narrow side bar the end is cut off: siblings mostly share their role
  return joined([
    standing === 'queried' && l10n.t('queried customer'),
    standing === 'alreadyAbove' && l10n.t('already above'),
    main?.value,
    childCount(customer.noOfChildren, facts),
    customer.roleCode,
  ]);
}

/** The name only where it is not the one of the customer that the profile is below. */
function profileWords(row: Extract<Row, { kind: 'profile' }>, { l10n }: RowFacts): RowWords {
  const { source, firstName, lastName, userId, accountId } = row.profile;
  const name = `${firstName} ${lastName}`.trim();
  return {
    label: source === '' ? l10n.t('Profile') : l10n.t('{source} profile', { source }),
    description: joined([
      name !== row.parent.customer.name && name,
      accountId,
      userId && `userId ${userId}`,
    ]),
  };
}

function fieldName(name: string): string {
  return name === '' ? '""' : name;
}

function childCount(count: number | undefined, facts: RowFacts): string | undefined {
  const { l10n } = facts;
  switch (count) {
    case undefined:
      return undefined;
    case 0:
      return l10n.t('no children');
    case 1:
      return l10n.t('1 child');
    default:
      return l10n.t('{count} children', { count: numberWords(count, facts) });
  }
}

function childrenDescription(row: Extract<Row, { kind: 'children' }>, facts: RowFacts): string {
  const identifier = facts.askedBy(row.parent);
  const announced = row.parent.customer.noOfChildren;
  return joined([
    countWords(row, facts) ?? (announced === undefined ? '' : numberWords(announced, facts)),
    identifier === undefined
      ? facts.l10n.t('no identifier to ask by')
      : facts.l10n.t('by {identifier}', { identifier: identifierWords(identifier) }),
  ]);
}

/** What is in it, as far as that can be said on one line; else how many entries it has. */
function groupDescription(row: Extract<Row, { kind: 'group' }>, facts: RowFacts): string {
  return groupPreview(facts.l10n, row.group, row.content) ?? numberWords(row.count, facts);
}

function channelDescription(row: Extract<Row, { kind: 'channel' }>, { l10n }: RowFacts): string {
  const { value, primary, verified } = row.channel;
  return joined([
    value,
    primary === true && l10n.t('primary'),
    verified !== undefined && (verified ? l10n.t('verified') : l10n.t('not verified')),
  ]);
}

function issueWords(row: Extract<Row, { kind: 'issue' }>, { l10n }: RowFacts): RowWords {
  const { severity, code, message } = row.issue;
  const kind = severity === 'error' ? l10n.t('error') : l10n.t('warning');
  return {
    label:
      message ??
      (severity === 'error'
        ? l10n.t('An error without a message.')
        : l10n.t('A warning without a message.')),
    description: joined([kind, code === undefined ? undefined : String(code)], ' '),
  };
}

function moreWords(row: Extract<Row, { kind: 'more' }>, facts: RowFacts): RowWords {
  const { l10n } = facts;
  const count = numberWords(row.next, facts);
  switch (row.more) {
    case 'first':
      return { label: l10n.t('Load Customers'), description: l10n.t('Loading was cancelled.') };
    case 'page': {
      const shown = numberWords(row.shown, facts);
      return {
        label: l10n.t('Load {count} more', { count }),
        description:
          row.total === undefined
            ? l10n.t('{count} so far', { count: shown })
            : l10n.t('{count} of {total}', { count: shown, total: numberWords(row.total, facts) }),
      };
    }
    case 'stuck':
      return {
        label: l10n.t('Read Again'),
        description:
          row.total === undefined
            ? l10n.t('{shown} received: the server sent the same ones again', {
                shown: numberWords(row.shown, facts),
              })
            : l10n.t('{total} announced, {shown} received: the server sent nothing new', {
                total: numberWords(row.total, facts),
                shown: numberWords(row.shown, facts),
              }),
      };
    case 'perhaps': {
      const { received = 0, asked = 0 } = row.lastPage ?? {};
      return {
        label: l10n.t('Check for More'),
        description: l10n.t('{received} received, {asked} asked for', {
          received: numberWords(received, facts),
          asked: numberWords(asked, facts),
        }),
      };
    }
  }
}

function factWords(
  { fact, code, value }: Extract<Row, { kind: 'fact' }>,
  { l10n }: RowFacts,
): RowWords {
  const description = value === undefined ? {} : { description: value };
  if (fact === 'requestId') return { label: l10n.t('Request id'), ...description };
  return code === undefined
    ? { label: l10n.t('The API says'), ...description }
    : { label: l10n.t('Code {code}', { code }), ...description };
}

function numberWords(number: number, { locale }: RowFacts): string {
  return number.toLocaleString(locale);
}

function joined(parts: readonly (string | false | undefined)[], separator = ' · '): string {
  return parts.filter(Boolean).join(separator);
}
