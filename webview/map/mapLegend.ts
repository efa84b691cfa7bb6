import type { MapWords } from '../../src/inspector/wireMap';
import type { MapSigns } from '../../src/inspector/wireMapModel';
import { element } from '../elements';
import { markPath, type RoleLook, type RoleLooks } from '../../src/inspector/wireMapLooks';

const namespace = 'http://www.w3.org/2000/svg';

/** What colours, shapes and signs that are on the map stand for. */
export function createLegend(words: MapWords): {
  readonly element: HTMLElement;
  show(looks: RoleLooks, signs: MapSigns): void;
} {
  const list = element('ul', {});
  const made = element(
    'div',
    { class: 'map-legend', role: 'group', 'aria-label': words.legend },
    list,
  );
  return {
    element: made,
    show(looks, signs) {
      list.replaceChildren(
        ...looks.named.map((role) => element('li', {}, mark(looks.of(role)), role)),
        ...(looks.hasOthers
          ? [element('li', {}, mark(looks.of(undefined)), words.otherRoles)]
          : []),
        ...(looks.hasNone ? [element('li', {}, mark(looks.of(undefined)), words.noRole)] : []),
        ...(signs.defaultChild ? [element('li', {}, sign('★'), words.defaultChild)] : []),
        ...(signs.conflicts ? [element('li', {}, sign('⚠', 'warns'), words.conflicts)] : []),
      );
    },
  };
}

/** In the colour that it has on the map; the text beside it stays as readable as any. */
function sign(text: string, look?: 'warns'): HTMLElement {
  return element('span', { class: look, 'aria-hidden': 'true' }, text);
}

function mark({ colour, shape }: RoleLook): SVGSVGElement {
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 14 14');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', markPath(shape, 7, 7, 5));
  path.setAttribute(shape === 'ring' ? 'stroke' : 'fill', colour);
  if (shape === 'ring') path.setAttribute('fill', 'none');
  svg.append(path);
  return svg;
}
