import type { JsonObject, JsonValue } from '../api/customer';
import { isJsonArray, isJsonObject } from '../api/exactJson';
import type { Page } from '../api/page';
import type { ChildrenQuery } from '../api/query';
import { visibleText } from '../privacy/displayText';
import { listed } from '../sentence';
import type { Comparison, FieldChange } from './comparison';
import type { HistoryEntry } from './history';
import { orderedText } from './jsonOrder';
import { nameIn } from './naturalKeys';
import { entryDescription, entryHeadline, type Wording } from './words';

/** One of two answers as it may be shown: in shape while personal data is masked. */
interface ShownAnswer {
  readonly entry: HistoryEntry;
  readonly page: Page;
}

export interface ComparisonReport {
  readonly before: ShownAnswer;
  readonly after: ShownAnswer;
  readonly comparison: Comparison;
  readonly ignoreOrder: boolean;
  /** Whether the answers are the same byte for byte. */
  readonly isSameText: boolean;
  /** One of the answers was kept in shape, and the other was taken in shape, too. */
  readonly isOfShapes: boolean;
}

const SEPARATOR = ' · ';
const LONGEST_VALUE = 300;
/** VS Code colours and searches this many lines in no time. */
const LONGEST_DOCUMENT_LINES = 20_000;

/**
 * What is different, as text: a summary, then each customer with its changed fields, old → new. The
 * first character of such a line is that of a diff, which is how editors colour it; the words after it
 * say the same. Above them it has no line of a diff's head, which high contrast shows navy on black.
 */
export function comparisonText(wording: Wording, report: ComparisonReport): string {
  const { l10n } = wording;
  const lines = [
    summary(wording, report),
    ...notes(wording, report),
    '',
    l10n.t('Earlier: {answer}', { answer: headline(wording, report.before.entry) }),
    l10n.t('Later: {answer}', { answer: headline(wording, report.after.entry) }),
    ...customerLines(wording, report),
    ...otherLines(wording, report),
  ];
  const left = lines.length - LONGEST_DOCUMENT_LINES;
  const kept =
    left > 0
      ? [
          ...lines.slice(0, LONGEST_DOCUMENT_LINES),
          l10n.t('Lines that are left out: {count}', { count: wording.figures.count(left) }),
        ]
      : lines;
  return `${kept.join('\n')}\n`;
}

function summary({ l10n, figures }: Wording, { comparison, isSameText }: ComparisonReport): string {
  const { added, removed, changed, same, others, isReordered } = comparison;
  if (isSameText) return l10n.t('No differences: the answers are the same, byte for byte.');
  if (added.length + removed.length + changed.length + others.length === 0 && !isReordered)
    return l10n.t(
      'No differences in what the answers say. Their texts differ in white space, in the order of fields or lists, or in how something is written.',
    );
  return l10n.t('Customers: {added} added, {removed} removed, {changed} changed, {same} the same', {
    added: figures.count(added.length),
    removed: figures.count(removed.length),
    changed: figures.count(changed.length),
    same: figures.count(same),
  });
}

function notes(
  wording: Wording,
  { before, after, comparison, ignoreOrder, isSameText, isOfShapes }: ComparisonReport,
): readonly string[] {
  const { l10n } = wording;
  const asked = askedDifferently(wording, before.entry.request.query, after.entry.request.query);
  const isElsewhere = before.entry.request.connectionId !== after.entry.request.connectionId;
  return [
    ...(isSameText
      ? []
      : [
          ignoreOrder
            ? l10n.t('The order of lists is ignored.')
            : l10n.t('The order of lists counts.'),
        ]),
    ...(comparison.isReordered
      ? [l10n.t('Customers that both answers have are in another order.')]
      : []),
    ...(isElsewhere ? [l10n.t('The answers came over different connections.')] : []),
    ...(asked.length > 0
      ? [l10n.t('Not the same was asked: {differences}', { differences: listed(l10n, asked) })]
      : []),
    ...(isOfShapes
      ? [
          l10n.t(
            'One of the answers was kept while personal data was masked, so shapes are compared: values that are different may have the same shape.',
          ),
        ]
      : []),
  ];
}

/** Parameters as the endpoint calls them, without the identifier: that is in the headlines. */
function askedDifferently(
  { l10n }: Wording,
  before: ChildrenQuery,
  after: ChildrenQuery,
): readonly string[] {
  const absent = l10n.t('not sent');
  const named = (query: ChildrenQuery) =>
    new Map(Object.entries(query).map(([name, value]) => [name, String(value ?? absent)]));
  const [one, other] = [named(before), named(after)];
  return [...new Set([...one.keys(), ...other.keys()])].flatMap((name) => {
    const [from = absent, to = absent] = [one.get(name), other.get(name)];
    if (from === to) return [];
    return name === 'identifierValue' ? [name] : [visibleText(`${name} ${from} → ${to}`)];
  });
}

function headline(wording: Wording, entry: HistoryEntry): string {
  const { connectionName, answer } = entry;
  if (answer?.kind === 'page' && answer.heldBy !== undefined) {
    const { kind, name } = answer.heldBy;
    const from =
      kind === 'program'
        ? wording.l10n.t('{name} of the program under test, not from the API', { name })
        : wording.l10n.t('From the file {name}, not from the API', { name });
    return [from, wording.figures.time(entry.at)].join(SEPARATOR);
  }
  return [
    ...(connectionName === '' ? [] : [visibleText(connectionName)]),
    entryHeadline(wording, entry),
    entryDescription(wording, entry),
  ].join(SEPARATOR);
}

function customerLines(wording: Wording, report: ComparisonReport): readonly string[] {
  const { l10n } = wording;
  const { before, after, comparison } = report;
  const block = (lines: readonly string[]) => ['', ...lines];
  return [
    ...comparison.added.flatMap((index) =>
      block([`+ ${l10n.t('Added: {customer}', { customer: nameOf(wording, after.page, index) })}`]),
    ),
    ...comparison.removed.flatMap((index) =>
      block([
        `- ${l10n.t('Removed: {customer}', { customer: nameOf(wording, before.page, index) })}`,
      ]),
    ),
    ...comparison.changed.flatMap((changed) => {
      const name = nameOf(wording, after.page, changed.after);
      const head =
        changed.before === changed.after
          ? l10n.t('Changed: {customer}', { customer: name })
          : l10n.t('Changed: {customer}, before at {pointer}', {
              customer: name,
              pointer: `/entity/customers/${changed.before}`,
            });
      const above = [
        `/entity/customers/${changed.before}`,
        `/entity/customers/${changed.after}`,
      ] as const;
      return block([`! ${head}`, ...changeLines(wording, report, changed.changes, above)]);
    }),
  ];
}

function otherLines(wording: Wording, report: ComparisonReport): readonly string[] {
  const { others } = report.comparison;
  if (others.length === 0) return [];
  const title = wording.l10n.t('Changed outside the customers');
  return ['', `! ${title}`, ...changeLines(wording, report, others, ['', ''])];
}

function nameOf({ l10n }: Wording, { customers }: Page, index: number): string {
  const customer = customers[index];
  const { name, userId } = customer ?? {};
  return [
    name === undefined || name === '' ? l10n.t('No name') : visibleText(name, 100),
    userId === undefined
      ? l10n.t('no userId')
      : l10n.t('userId {userId}', { userId: visibleText(userId, 100) }),
    `/entity/customers/${index}`,
  ].join(SEPARATOR);
}

/** @param above pointers, before and after, that the lines leave out */
function changeLines(
  wording: Wording,
  report: ComparisonReport,
  changes: readonly FieldChange[],
  [aboveBefore, aboveAfter]: readonly [string, string],
): readonly string[] {
  const { l10n } = wording;
  const before = report.before.page.body;
  const after = report.after.page.body;
  return changes.map((change) => {
    switch (change.kind) {
      case 'added': {
        const place = placeOf(l10n, after, change.after, aboveAfter);
        const value = valueText(valueAt(after, change.after));
        return `    ${l10n.t('{place}: added {value}', { place, value })}`;
      }
      case 'removed': {
        const place = placeOf(l10n, before, change.before, aboveBefore);
        const value = valueText(valueAt(before, change.before));
        return `    ${l10n.t('{place}: removed {value}', { place, value })}`;
      }
      case 'reordered': {
        const place = placeOf(l10n, after, change.after, aboveAfter);
        return `    ${l10n.t('{place}: in another order', { place })}`;
      }
      case 'changed': {
        const was = change.before.slice(aboveBefore.length);
        const place = placeOf(l10n, after, change.after, aboveAfter);
        const here =
          was === change.after.slice(aboveAfter.length)
            ? place
            : l10n.t('{place}, before at {pointer}', { place, pointer: visibleText(was) });
        const from = valueText(valueAt(before, change.before));
        const to = valueText(valueAt(after, change.after));
        return from === to
          ? `    ${l10n.t('{place}: {value} → another value that looks like it', { place: here, value: to })}`
          : `    ${l10n.t('{place}: {from} → {to}', { place: here, from, to })}`;
      }
    }
  });
}

/** The pointer, and what a reader calls the entries of lists on the way there. */
function placeOf(l10n: Wording['l10n'], body: JsonObject, pointer: string, above: string): string {
  const names: string[] = [];
  let value: JsonValue | undefined = valueAt(body, above);
  let field = '';
  for (const step of stepsOf(pointer.slice(above.length))) {
    const isEntry = isJsonArray(value);
    value = childOf(value, step);
    const name = isEntry ? nameIn(field, value) : undefined;
    if (name !== undefined && name !== '') names.push(visibleText(name, 40));
    field = step;
  }
  const path = visibleText(pointer.slice(above.length) || '/');
  return names.length === 0
    ? path
    : l10n.t('{place} ({names})', { place: path, names: listed(l10n, names) });
}

function valueText(value: JsonValue | undefined): string {
  return visibleText(orderedText(value, false), LONGEST_VALUE);
}

function valueAt(body: JsonObject, pointer: string): JsonValue | undefined {
  return stepsOf(pointer).reduce<JsonValue | undefined>(childOf, body);
}

function childOf(value: JsonValue | undefined, step: string): JsonValue | undefined {
  if (isJsonArray(value)) return value[Number(step)];
  return isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

function stepsOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}
