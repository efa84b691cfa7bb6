import { errorActions, isSavable } from '../connections/errorActions';
import { SANDBOX_ID } from '../connections/settingsEntries';
import type { LevelView } from './level';
import { levelRowOf, type ErrorRow, type LevelRow, type Row } from './rows';

/** What can be done with a row; the menus in package.json go by these words. */
export function capabilities(row: Row, levelOf: LevelOf): string {
  const { request } = row;
  const words = [
    request && REQUESTABLE.has(row.kind) && 'request',
    row.answer && hasText(row) && 'answered',
    ...(request === undefined ? [] : levelCapabilities(row, levelOf)),
    row.kind === 'more' && 'more',
    row.kind === 'loading' && row.waiting && 'waiting',
    row.kind === 'loading' && row.waiting?.kind === 'retry' && 'retrying',
    isExpandable(row) && 'expandable',
    isBelowSomebody(row) && 'upward',
    row.value !== undefined && 'value',
    row.json && 'json',
    isRemovable(row) && 'removable',
    ...(row.kind === 'error' ? errorCapabilities(row) : []),
  ];
  return words.filter(Boolean).join(' ');
}

export function isRemovable(row: Row): boolean {
  return row.kind === 'root' || (row.kind === 'note' && row.note === 'connectionRemoved');
}

/** The steps that fit the error; the sandbox's connection is nobody's to edit. */
function errorCapabilities({ error, request }: ErrorRow): readonly string[] {
  const own = request !== undefined && request.connectionId !== SANDBOX_ID;
  const steps = errorActions(error).filter(
    (action) =>
      action === 'showLog' || (own && (action === 'editConnection' || action === 'signIn')),
  );
  return ['error', ...steps, ...(isSavable(error) ? ['savable'] : [])];
}

type LevelOf = (row: LevelRow) => LevelView | undefined;

const REQUESTABLE: ReadonlySet<Row['kind']> = new Set([
  'root',
  'customer',
  'children',
  'more',
  'error',
]);

/** The row itself, or the nearest one above it, that a request belongs to. */
export function requestableAt(row: Row): Row | undefined {
  if (row.request !== undefined && REQUESTABLE.has(row.kind)) return row;
  return row.parent && requestableAt(row.parent);
}

/** An error may have come without an answer: then there is no text to open. */
function hasText({ answer }: Row): boolean {
  return answer !== undefined && 'text' in answer;
}

function levelCapabilities(row: Row, levelOf: LevelOf): readonly (string | false)[] {
  const below = levelBelow(row);
  if (below === undefined) return [];
  const level = levelOf(below);
  const isLoaded = level !== undefined && level.state.listing.pages.length > 0;
  return [isLoaded && 'loaded', level?.complete !== true && 'loadable'];
}

/** The level that commands on a row are about: its own, or that of its children. */
function levelBelow(row: Row): LevelRow | undefined {
  switch (row.kind) {
    case 'root':
    case 'children':
      return row;
    case 'customer':
      return row.standing === 'child' && row.customer.noOfChildren !== 0
        ? { kind: 'children', id: `${row.id}/children`, parent: row }
        : undefined;
    default:
      return undefined;
  }
}

function isExpandable(row: Row): boolean {
  switch (row.kind) {
    case 'customer':
      return levelBelow(row) !== undefined;
    case 'children':
      return true;
    case 'error':
    case 'note':
      return levelRowOf(row)?.kind === 'children' && !saysConnectionIsGone(row);
    default:
      return false;
  }
}

/** Customers have parents, as far as one knows before one asks; a company has none. */
function isBelowSomebody(row: Row): boolean {
  if (row.kind === 'root') return row.asked.query.associationEntityType !== 'company';
  return row.kind === 'customer';
}

function saysConnectionIsGone(row: Row): boolean {
  return row.kind === 'note' && row.note !== 'noIdentifier';
}
