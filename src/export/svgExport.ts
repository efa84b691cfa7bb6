import type { FileHandle } from 'node:fs/promises';
import type { Customer } from '../api/customer';
import type { Localisation } from '../connections/errorSentences';
import type { MapNode } from '../inspector/wireMap';
import { layOut } from '../inspector/wireMapLayout';
import { roleLooks, type MapColours } from '../inspector/wireMapLooks';
import { MapModel } from '../inspector/wireMapModel';
import { svgOf } from '../inspector/wireMapSvg';
import { visibleText } from '../privacy/displayText';
import { maskValue } from '../privacy/maskValue';
import { customerOf, readCustomerLine, type CustomerLine } from './customerLine';
import type { ExportPlan } from './exportPlan';
import type { LeftLevel } from './journalRecord';
import { LineReader } from './lineReader';
import type { Listed } from './tally';

const ROOT = 0;
const LONGEST_NAME = 80;

/** For paper and for pages of any theme: those of VS Code's own light one. */
const colours: MapColours = {
  background: '#ffffff',
  text: '#3b3b3b',
  quiet: '#6b6b6b',
  line: '#c4c4c4',
  box: '#f8f8f8',
  border: '#cecece',
  focus: '#005fb8',
  match: '#ea5c00',
  warning: '#9a6700',
  error: '#c72e0f',
  font: 'system-ui, sans-serif',
  charts: ['#0063d3', '#388a34', '#652d90', '#9a6700', '#3b3b3b'],
};

/** The picture that the Map tab draws, of everybody in the lines; the file is no longer than they are. */
export async function* svgFileOf(
  plan: Pick<ExportPlan, 'masked' | 'query'>,
  lines: FileHandle,
  notRead: Listed<LeftLevel>,
  l10n: Localisation,
): AsyncGenerator<string, void, void> {
  const model = new MapModel(rootNode(plan));
  const levels = await levelsOf(lines, l10n);
  const failed = new Map(notRead.items.map(({ line = ROOT, reason }) => [line, reason ?? '']));
  // each parent is there before those below it
  for (const [of, nodes] of levels) {
    const reason = failed.get(of);
    failed.delete(of);
    model.take({
      of,
      from: 0,
      nodes,
      phase: 'complete',
      ...(reason && { phase: 'failed', reason }),
    });
  }
  for (const [of, reason] of failed)
    model.take({ of, from: 0, nodes: [], phase: 'failed', reason });
  model.openAll(true);
  const title = plan.masked
    ? l10n.t('Customer hierarchy; personal data is masked')
    : l10n.t('Customer hierarchy');
  const scene = {
    layout: layOut(model.root),
    looks: roleLooks(model, colours),
    colours,
    nameOf: (item: Parameters<Parameters<typeof svgOf>[0]['nameOf']>[0]) =>
      item.kind === 'customer' ? item.node.name : l10n.t('Could not be read'),
  };
  yield svgOf(scene, title);
}

/** Children by the line of their parent, in the order of the lines. */
async function levelsOf(
  file: FileHandle,
  l10n: Localisation,
): Promise<ReadonlyMap<number, readonly MapNode[]>> {
  const levels = new Map<number, MapNode[]>();
  const reader = new LineReader(file, 0);
  for (;;) {
    const read = await reader.next();
    if (read === undefined) return levels;
    const line = readCustomerLine(read.text);
    if (line === undefined) continue;
    const { parentLine = ROOT } = line;
    const siblings = levels.get(parentLine);
    const node = nodeOf(line, l10n);
    if (siblings === undefined) levels.set(parentLine, [node]);
    else siblings.push(node);
  }
}

function rootNode({ masked, query }: Pick<ExportPlan, 'masked' | 'query'>): MapNode {
  const { identifierType, identifierValue } = query;
  return {
    id: ROOT,
    name: visibleText(masked ? maskValue(identifierValue) : identifierValue, LONGEST_NAME),
    identifier: visibleText(identifierType, LONGEST_NAME),
    standing: 'child',
    isDefault: false,
    hasConflicts: false,
    canOpen: false,
  };
}

function nodeOf(line: CustomerLine, l10n: Localisation): MapNode {
  const customer = customerOf(line);
  const { roleCode, noOfChildren, profiles, defaultChild } = customer;
  const [identifier] = profiles.flatMap(({ identifiers }) => identifiers);
  return {
    id: line.line,
    name: visibleText(labelOf(customer, l10n), LONGEST_NAME),
    ...(identifier !== undefined && {
      identifier: visibleText(`${identifier.type} ${identifier.value}`, LONGEST_NAME),
    }),
    ...(roleCode !== undefined && { role: visibleText(roleCode, LONGEST_NAME) }),
    standing: line.depth === 0 ? 'queried' : 'child',
    isDefault: defaultChild === true,
    hasConflicts: profiles.some(({ conflicts }) => conflicts.length > 0),
    ...(noOfChildren !== undefined && { children: noOfChildren }),
    canOpen: false,
  };
}

function labelOf({ name, userId }: Customer, l10n: Localisation): string {
  if (name !== '') return name;
  return userId === undefined ? l10n.t('Customer without a name') : `userId ${userId}`;
}
