import type { MapModel } from './wireMapModel';

/** Shapes tell roles apart for those who cannot tell the colours. */
const markShapes = ['circle', 'square', 'diamond', 'triangle', 'hexagon'] as const;
export type MarkShape = (typeof markShapes)[number] | 'ring';

export interface RoleLook {
  readonly colour: string;
  readonly shape: MarkShape;
}

export interface RoleLooks {
  of(role: string | undefined): RoleLook;
  /** Roles with a look of their own, in the order in which they came, and whether others share one. */
  readonly named: readonly string[];
  readonly hasOthers: boolean;
  readonly hasNone: boolean;
}

/** What the theme says, read once for each drawing anew. */
export interface MapColours {
  readonly background: string;
  readonly text: string;
  readonly quiet: string;
  readonly line: string;
  readonly box: string;
  readonly border: string;
  readonly focus: string;
  readonly match: string;
  readonly warning: string;
  readonly error: string;
  readonly font: string;
  readonly charts: readonly string[];
}

/** The first roles get a look each, and keep it as more come; the others share the ring. */
export function roleLooks(model: MapModel, colours: MapColours): RoleLooks {
  const roles = model.roles();
  const named = roles.filter((role) => role !== '').slice(0, markShapes.length);
  const looks = new Map(
    named.map((role, index) => [
      role,
      {
        colour: colours.charts[index] ?? colours.text,
        shape: markShapes[index] ?? 'ring',
      } as const,
    ]),
  );
  const other: RoleLook = { colour: colours.quiet, shape: 'ring' };
  return {
    of: (role) => (role === undefined ? other : (looks.get(role) ?? other)),
    named,
    hasOthers: roles.filter((role) => role !== '').length > named.length,
    hasNone: roles.includes(''),
  };
}

/** The outline of a mark around a point, as the path of an SVG; a canvas draws the same. */
export function markPath(shape: MarkShape, x: number, y: number, size: number): string {
  const at = (dx: number, dy: number) => `${x + dx * size} ${y + dy * size}`;
  switch (shape) {
    case 'circle':
    case 'ring':
      return `M${at(-1, 0)}A${size} ${size} 0 1 1 ${at(1, 0)}A${size} ${size} 0 1 1 ${at(-1, 0)}Z`;
    case 'square':
      return `M${at(-0.9, -0.9)}L${at(0.9, -0.9)}L${at(0.9, 0.9)}L${at(-0.9, 0.9)}Z`;
    case 'diamond':
      return `M${at(0, -1.2)}L${at(1.2, 0)}L${at(0, 1.2)}L${at(-1.2, 0)}Z`;
    case 'triangle':
      return `M${at(0, -1.1)}L${at(1.1, 0.9)}L${at(-1.1, 0.9)}Z`;
    case 'hexagon':
      return `M${at(-0.5, -1)}L${at(0.5, -1)}L${at(1.1, 0)}L${at(0.5, 1)}L${at(-0.5, 1)}L${at(-1.1, 0)}Z`;
  }
}
