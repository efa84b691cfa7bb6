import type { l10n } from 'vscode';
import type { ContractReport, Departure, DeviationKind, Place } from '../api/departures';
import type { PlainType } from '../api/contractShape';
import type { Figures } from '../figures';
import { visibleText } from '../privacy/displayText';
import { listed } from '../sentence';
import type { DepartureGroup, DeparturesView, DepartureView, PlaceView } from './wire';

/** What departures are put into words with; a part of the editor, so that tests need none. */
export interface DepartureWording {
  readonly l10n: Pick<typeof l10n, 't'>;
  readonly figures: Pick<Figures, 'count'>;
  /** A value of the answer as it may be shown. */
  readonly value: (text: string) => string;
}

/** How much of a report is written out; the rest is counted. */
interface Limits {
  readonly departures: number;
  /** Of each departure. */
  readonly places: number;
}

/** What a page shows without becoming slow; a document holds everything that was kept. */
const onPage: Limits = { departures: 100, places: 20 };
const inDocument: Limits = { departures: Infinity, places: 1000 };
/** VS Code colours and searches this many lines in no time. */
const LONGEST_DOCUMENT_LINES = 20_000;

export function departuresView(
  wording: DepartureWording,
  report: ContractReport,
  limits: Limits = onPage,
): DeparturesView {
  const { l10n } = wording;
  const total = report.departures.length + report.unlisted;
  const shown = report.departures.slice(0, limits.departures);
  const left = total - shown.length;
  const groups = shown.reduce<readonly DepartureGroup[]>((before, departure) => {
    const title = groupTitle(wording, departure.kind);
    const view = departureView(wording, departure, limits.places);
    const last = before.at(-1);
    if (last?.title !== title) return [...before, { title, departures: [view] }];
    return [...before.slice(0, -1), { title, departures: [...last.departures, view] }];
  }, []);
  return {
    label: labelOf(wording, total),
    groups,
    ...(left > 0 && {
      more: l10n.t('Departures that are not listed here: {count}', {
        count: wording.figures.count(left),
      }),
    }),
  };
}

function labelOf({ l10n, figures }: DepartureWording, total: number): string {
  if (total === 0) return l10n.t('As documented');
  return total === 1
    ? l10n.t('1 departure')
    : l10n.t('{count} departures', { count: figures.count(total) });
}

/** The same as plain text, to keep and to send; every path is a JSON Pointer. */
export function departuresText(wording: DepartureWording, report: ContractReport): string {
  const { l10n } = wording;
  const { groups, more, label } = departuresView(wording, report, inDocument);
  const lines = [
    l10n.t('Where the answer departs from the documentation: {label}', { label }),
    ...groups.flatMap(({ title, departures }) => [
      '',
      `── ${title} ──`,
      ...departures.flatMap(({ sentence, places, more: others }) => [
        sentence,
        ...places.map(
          ({ path, note }) =>
            `    ${note === undefined ? path : l10n.t('{path}  ({note})', { path, note })}`,
        ),
        ...(others === undefined ? [] : [`    ${others}`]),
      ]),
    ]),
    ...(more === undefined ? [] : ['', more]),
  ];
  const left = lines.length - LONGEST_DOCUMENT_LINES;
  const kept = left > 0 ? [...lines.slice(0, LONGEST_DOCUMENT_LINES), '…'] : lines;
  return `${kept.join('\n')}\n`;
}

function departureView(
  wording: DepartureWording,
  departure: Departure,
  limit: number,
): DepartureView {
  const { l10n, figures } = wording;
  const places = departure.places.slice(0, limit);
  const left = departure.count - places.length;
  return {
    sentence: sentenceOf(wording, departure),
    places: places.map((place) => placeView(wording, place)),
    ...(left > 0 && {
      more: l10n.t('Places that are not listed here: {count}', { count: figures.count(left) }),
    }),
  };
}

function placeView({ l10n, figures }: DepartureWording, { pointer, before }: Place): PlaceView {
  // the whole answer has an empty pointer
  const path = pointer === '' ? '/' : visibleText(pointer);
  if (before === undefined) return { pointer, path };
  const first = visibleText(before.pointer);
  const note =
    before.offset === undefined
      ? l10n.t('first at {path}', { path: first })
      : l10n.t('first on the page from offset {offset}, at {path}', {
          offset: figures.count(before.offset),
          path: first,
        });
  return { pointer, path, note };
}

function groupTitle({ l10n }: DepartureWording, kind: DeviationKind): string {
  switch (kind) {
    case 'repeatedSecret':
      return l10n.t('Secrets in the answer');
    case 'notUtf8':
    case 'notSuccess':
    case 'otherCount':
    case 'moreThanLimit':
      return l10n.t('The answer as a whole');
    case 'seenBefore':
      return l10n.t('Rows seen before');
    case 'otherDefaultChild':
      return l10n.t('More than one default child');
    case 'repeatedKey':
      return l10n.t('Keys that occur twice');
    case 'missingField':
      return l10n.t('Missing fields');
    case 'otherType':
      return l10n.t('Other types');
    case 'unknownField':
      return l10n.t('Fields that are not documented');
    case 'unknownValue':
      return l10n.t('Values that are not documented');
  }
}

/** What the answer has, and what the documentation says instead. */
function sentenceOf(wording: DepartureWording, departure: Departure): string {
  const { l10n, figures } = wording;
  const field = fieldName(departure.path);
  switch (departure.kind) {
    case 'repeatedSecret':
      return l10n.t(
        'The answer repeats the secret that the request was authenticated with. It is shown, copied and kept as {mask}.',
        { mask: '•••' },
      );
    case 'notUtf8':
      return l10n.t(
        'Some bytes of the answer are no UTF-8, as JSON is to be. They are shown as {character}.',
        { character: '\ufffd' },
      );
    case 'notSuccess':
      return l10n.t(
        'success is false, although there are rows. The documentation has that only where the request was refused.',
      );
    case 'otherCount':
      return l10n.t(
        'count is {said}, and the number of rows is {rows}. The documentation says that count is the number of rows in this answer.',
        { said: figures.count(departure.said), rows: figures.count(departure.rows) },
      );
    case 'moreThanLimit':
      return l10n.t(
        'The number of rows is {rows}. The query asked for {limit} at the most (limit).',
        { rows: figures.count(departure.rows), limit: figures.count(departure.limit) },
      );
    case 'seenBefore':
      return l10n.t(
        'The userId is one that another row had before. The documentation lists each customer once.',
      );
    case 'otherDefaultChild':
      return l10n.t(
        'defaultChild is true once more. The documentation has at most one default child for each parent.',
      );
    case 'repeatedKey':
      return l10n.t(
        '{field} occurs more than once in its object. Most programs keep the last one only, and so do the tree and the table here; the JSON shows them all.',
        { field },
      );
    case 'missingField':
      return departure.presence === 'always'
        ? l10n.t('{field} is missing. The documentation has it in every answer.', { field })
        : l10n.t('{field} is missing, although the query asked for it with {flag}.', {
            field,
            flag: departure.presence,
          });
    case 'otherType':
      return l10n.t('{field}: here {found}, in the documentation {documented}.', {
        field,
        found: foundWords(wording, departure.found),
        documented: typeWords(wording, departure.documented),
      });
    case 'unknownField':
      return l10n.t('{field} is not among the fields that the documentation names.', { field });
    case 'unknownValue':
      return unknownValueSentence(wording, departure, field);
  }
}

function unknownValueSentence(
  { l10n, value: shown }: DepartureWording,
  { value, listed: documented }: Extract<Departure, { kind: 'unknownValue' }>,
  field: string,
): string {
  const parts = {
    field,
    value: visibleText(shown(value), 80),
    values: listed(l10n, documented.values),
  };
  return documented.isOpen
    ? l10n.t(
        '{field} is “{value}”. The documentation names {values}, and says that there are others.',
        parts,
      )
    : l10n.t('{field} is “{value}”. The documentation names {values}.', parts);
}

/** The last key of a path; `profiles[]` for an entry of `profiles`. */
function fieldName(path: string): string {
  const keys = path.split('/').slice(1);
  const isEntry = keys.at(-1) === '*' && keys.length > 1;
  const key = (isEntry ? keys.at(-2) : keys.at(-1)) ?? '';
  const name = visibleText(key.replaceAll('~1', '/').replaceAll('~0', '~'), 80);
  return isEntry ? `${name}[]` : name === '' ? '""' : name;
}

function foundWords({ l10n }: DepartureWording, found: FoundType): string {
  switch (found) {
    case 'text':
      return l10n.t('text');
    case 'number':
      return l10n.t('a number');
    case 'boolean':
      return l10n.t('true or false');
    case 'null':
      return l10n.t('null');
    case 'list':
      return l10n.t('a list');
    case 'object':
      return l10n.t('an object');
  }
}
type FoundType = Extract<Departure, { kind: 'otherType' }>['found'];

function typeWords({ l10n }: DepartureWording, type: PlainType | 'list' | 'object'): string {
  switch (type) {
    case 'text':
      return l10n.t('text');
    case 'dateTime':
      return l10n.t('a date and time such as 2023-04-14T03:29:31Z');
    case 'wholeNumber':
      return l10n.t('a whole number');
    case 'boolean':
      return l10n.t('true or false');
    case 'booleanOrText':
      return l10n.t('true or false, at times as text');
    case 'plain':
      return l10n.t('text, a number, or true or false');
    case 'list':
      return l10n.t('a list');
    case 'object':
      return l10n.t('an object');
  }
}
