import type { MapWords } from '../../src/inspector/wireMap';
import { filled } from '../filled';
import type { MapItem } from '../../src/inspector/wireMapModel';

/** What stands in a box. */
export function nameOf(item: MapItem, words: MapWords): string {
  if (item.kind === 'customer') return item.node.name;
  switch (item.phase) {
    case 'loading':
      return words.loading;
    case 'waiting':
      return item.reason ?? words.loading;
    case 'more':
      return words.loadMore;
    case 'stuck':
      return words.readAgain;
    case 'failed':
      return words.retry;
  }
}

/** All that colours and marks say of a customer, for those who read or hear it. */
export function factsOf(item: MapItem, words: MapWords): string {
  if (item.kind === 'tail')
    return item.phase === 'failed' ? filled(words.failed, { reason: item.reason ?? '' }) : '';
  const { node } = item;
  return [
    node.identifier,
    node.role && filled(words.role, { role: node.role }),
    node.children !== undefined && childrenWords(node.children, words),
    node.standing === 'queried' && words.queried,
    node.standing === 'alreadyAbove' && words.alreadyAbove,
    node.isDefault && words.defaultChild,
    node.hasConflicts && words.conflicts,
  ]
    .filter((fact) => typeof fact === 'string')
    .join(' · ');
}

function childrenWords(count: number, words: MapWords): string {
  if (count === 0) return words.noChildren;
  return count === 1 ? words.oneChild : filled(words.children, { count });
}
