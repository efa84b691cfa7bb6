import type { ExactNumber, JsonObject, JsonValue } from '../api/customer';
import { isJsonArray, isJsonObject } from '../api/exactJson';
import { valueTextAt } from '../api/json';
import type { Page } from '../api/page';
import { placeIn } from '../inspector/commandTarget';
import {
  rowId,
  type BlankRow,
  type ChannelRow,
  type CustomerRow,
  type FieldRow,
  type GroupName,
  type GroupRow,
  type IdentifierRow,
  type JsonPlace,
  type ProfileRow,
  type RootRow,
  type Row,
} from './rows';

/** Wire text longer than this is not put on one line for a description. */
const LONGEST_ONE_LINE = 2000;

const PROFILE_GROUPS = [
  'identifiers',
  'commChannels',
  'fields',
  'identifiersAll',
  'conflictingProfileList',
] as const satisfies readonly GroupName[];
const CUSTOMER_GROUPS = [
  'extendedFields',
  'parentCustomer',
] as const satisfies readonly GroupName[];

/**
 * Everything that the answer says of a customer, without its children: profiles first, then the
 * parts that have a name, then every other field in the order of the answer, and last those that
 * hold nothing. Nothing is left out.
 */
export function customerDetails(row: CustomerRow): readonly Row[] {
  const { json } = row.customer;
  const place = placeOf(row.page, row.customer.pointer);
  const profiles = profileRows(row, place);
  const shown = new Set<string>(CUSTOMER_GROUPS);
  if (profiles.length > 0) shown.add('profiles');
  return [...profiles, ...partRows(row, json, place, CUSTOMER_GROUPS, shown)];
}

/** Rows inside a profile, a group, an identifier, a channel or a field. */
export function detailsOf(
  row: ProfileRow | GroupRow | BlankRow | IdentifierRow | ChannelRow | FieldRow,
): readonly Row[] {
  switch (row.kind) {
    case 'profile': {
      const { page, customer } = row.parent;
      const place = within(placeOf(page, customer.pointer), row.json?.pointer ?? customer.pointer);
      const shown = new Set<string>(PROFILE_GROUPS);
      return partRows(row, row.profile.json, place, PROFILE_GROUPS, shown);
    }
    case 'group':
      return groupContent(row);
    case 'blank':
      return row.fields.map(([name, content]) =>
        fieldRow(row, name, content, below(row.place, name), name),
      );
    case 'identifier':
    case 'channel':
      return isJsonObject(row.content)
        ? fieldRows(row, row.content, row.place, new Set(['type', 'value']))
        : [];
    case 'field':
      return contentRows(row, row.content, row.place);
  }
}

/** `entity.parentCustomer` of the first page that has it: it is about the customer asked for. */
export function parentCustomerRows(root: RootRow, pages: readonly Page[]): readonly GroupRow[] {
  for (const page of pages) {
    const { parentCustomer } = page;
    if (parentCustomer === undefined) continue;
    return [
      groupRow(root, 'parentCustomer', parentCustomer, placeOf(page, '/entity/parentCustomer')),
    ];
  }
  return [];
}

/** The profiles, where each entry of the answer could be read as one; else the field is shown as it is. */
function profileRows(row: CustomerRow, place: JsonPlace): readonly ProfileRow[] {
  const { profiles, json } = row.customer;
  if (!Array.isArray(json.profiles) || json.profiles.length !== profiles.length) return [];
  return profiles.map((profile, index) => ({
    kind: 'profile',
    id: rowId(row, 'profile', String(index)),
    parent: row,
    profile,
    json: placeIn(place.answer, `${place.pointer}/profiles/${index}`),
    ...(profile.userId !== undefined && { value: profile.userId }),
  }));
}

/** The parts that have a name, the other fields, and in one row those without content. */
function partRows(
  parent: CustomerRow | ProfileRow,
  json: JsonObject,
  place: JsonPlace,
  names: readonly GroupName[],
  shownElsewhere: ReadonlySet<string>,
): readonly Row[] {
  const blank = Object.entries(json).flatMap(([name, content]) =>
    isBlank(content) ? [[name, content] as const] : [],
  );
  const isNamed = (name: string) => names.some((known) => known === name);
  const blanks = blank.filter(([name]) => isNamed(name) || !shownElsewhere.has(name));
  const shown = new Set([...shownElsewhere, ...blanks.map(([name]) => name)]);
  return [
    ...names.flatMap((name) => {
      const content = own(json, name);
      if (content === undefined || isBlank(content)) return [];
      return [groupRow(parent, name, content, below(place, name))];
    }),
    ...fieldRows(parent, json, place, shown),
    ...(blanks.length === 0
      ? []
      : [{ kind: 'blank' as const, id: rowId(parent, 'blank'), parent, fields: blanks, place }]),
  ];
}

/** An empty text, list or object: the answer has the field, and nothing in it. */
function isBlank(content: JsonValue | undefined): content is JsonValue {
  if (content === undefined) return false;
  return isScalar(content) ? content === '' : !hasEntries(content);
}

function groupRow(
  parent: GroupRow['parent'],
  group: GroupName,
  content: JsonValue,
  place: JsonPlace,
): GroupRow {
  return {
    kind: 'group',
    id: rowId(parent, 'group', group),
    parent,
    group,
    place,
    content,
    count: entriesOf(content).length,
    json: placeIn(place.answer, place.pointer),
  };
}

function groupContent(row: GroupRow): readonly Row[] {
  const { group, content, place } = row;
  if (!isJsonObject(content) && !isJsonArray(content))
    return [fieldRow(row, group, content, place, '')];
  if (!isJsonArray(content)) return contentRows(row, content, place);
  switch (group) {
    case 'identifiers':
    case 'identifiersAll':
      return content.map((entry, index) => typedRow(row, 'identifier', entry, index));
    case 'commChannels':
      return content.map((entry, index) => typedRow(row, 'channel', entry, index));
    case 'fields':
    case 'extendedFields':
    case 'parentCustomer':
    case 'conflictingProfileList':
      return contentRows(row, content, place);
  }
}

/** An entry with a type and a value; one of another shape is shown as the JSON that it is. */
function typedRow(
  parent: GroupRow,
  kind: 'identifier' | 'channel',
  content: JsonValue,
  index: number,
): IdentifierRow | ChannelRow | FieldRow {
  const place = below(parent.place, String(index));
  const type = isJsonObject(content) ? own(content, 'type') : undefined;
  const inner = isJsonObject(content) ? own(content, 'value') : undefined;
  if (!isJsonObject(content) || typeof type !== 'string' || !isScalar(inner))
    return fieldRow(parent, `[${index}]`, content, place, String(index));
  const value = String(inner);
  const shared = {
    id: rowId(parent, kind, String(index)),
    parent,
    place,
    content,
    value,
    json: placeIn(place.answer, place.pointer),
  };
  if (kind === 'identifier') return { kind, ...shared, identifier: { type, value } };
  const primary = own(content, 'primary');
  const verified = own(content, 'verified');
  const channel = {
    type,
    value,
    ...(typeof primary === 'boolean' && { primary }),
    ...(typeof verified === 'boolean' && { verified }),
  };
  return { kind, ...shared, channel };
}

function contentRows(
  parent: GroupRow | FieldRow,
  content: JsonValue,
  place: JsonPlace,
): readonly FieldRow[] {
  if (isJsonArray(content))
    return content.map((entry, index) =>
      fieldRow(parent, `[${index}]`, entry, below(place, String(index)), String(index)),
    );
  return isJsonObject(content) ? fieldRows(parent, content, place, new Set()) : [];
}

function fieldRows(
  parent: FieldRow['parent'],
  json: JsonObject,
  place: JsonPlace,
  shownElsewhere: ReadonlySet<string>,
): readonly FieldRow[] {
  return Object.entries(json).flatMap(([name, content]) =>
    content === undefined || shownElsewhere.has(name)
      ? []
      : [fieldRow(parent, name, content, below(place, name), name)],
  );
}

function fieldRow(
  parent: FieldRow['parent'],
  name: string,
  content: JsonValue,
  place: JsonPlace,
  key: string,
): FieldRow {
  const scalar = isScalar(content);
  const text = scalar ? String(content) : oneLine(wireText(place) ?? '');
  return {
    kind: 'field',
    id: rowId(parent, 'field', key),
    parent,
    name,
    place,
    content,
    text,
    json: placeIn(place.answer, place.pointer),
    ...(scalar && { value: text }),
  };
}

/** Whether a row with this content can be opened. */
export function hasEntries(content: JsonValue): boolean {
  return entriesOf(content).length > 0;
}

/** Names of the fields of an identifier or a channel beside its type and value. */
export function hasMoreThanTypeAndValue(content: JsonValue): boolean {
  return (
    isJsonObject(content) && Object.keys(content).some((key) => key !== 'type' && key !== 'value')
  );
}

function entriesOf(content: JsonValue): readonly unknown[] {
  if (isJsonArray(content)) return content;
  return isJsonObject(content) ? Object.keys(content) : [];
}

function isScalar(
  value: JsonValue | undefined,
): value is string | number | boolean | null | ExactNumber {
  return value !== undefined && !isJsonArray(value) && !isJsonObject(value);
}

/** The answer is outside data: a field called `constructor` may or may not be its own. */
function own(json: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(json, name) ? json[name] : undefined;
}

/** JSON without the white space between its tokens; cut, when it is longer than anyone would read. */
function oneLine(json: string): string {
  const start = json.slice(0, LONGEST_ONE_LINE);
  return start.replace(/("(?:[^"\\]|\\.)*")|\s+/g, (_, text: string | undefined) => text ?? '');
}

/** Text of the value at a place, exactly as received. */
export function wireText(place: JsonPlace): string | undefined {
  const text = place.around.text();
  if (text === undefined) return undefined;
  return valueTextAt(text, place.pointer.slice(place.around.pointer.length));
}

/** The place of a customer, or of another value that other places are searched in. */
function placeOf(page: Page, pointer: string): JsonPlace {
  let found: { readonly text: string | undefined } | undefined;
  return {
    answer: page,
    pointer,
    around: {
      pointer,
      text: () => (found ??= { text: valueTextAt(page.text, pointer) }).text,
    },
  };
}

function within(place: JsonPlace, pointer: string): JsonPlace {
  return { ...place, pointer };
}

/** The place of a field, or of an entry of a list. */
export function below(place: JsonPlace, key: string): JsonPlace {
  return within(place, `${place.pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
}
