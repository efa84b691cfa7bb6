/** Where a customer is, whoever it is: its place among its parent's children, and so on from the root. */
export type Path = readonly number[];

/** How the picture is looked at; `moved` says where the active customer is, from the middle, in pixels. */
export type MapLook =
  | { readonly kind: 'whole' }
  | { readonly kind: 'moved'; readonly k: number; readonly x: number; readonly y: number };

/** What a reader made of the map: plain JSON, and nothing about anybody. */
export interface MapState {
  /** The upper ones first, with how many children each had. */
  readonly open: readonly { readonly path: Path; readonly count: number }[];
  readonly isRootOpen: boolean;
  readonly active: Path;
  /** Missing as long as nobody moved it. */
  readonly look?: MapLook;
  readonly find: string;
  readonly hasOutline: boolean;
}

/** Whether it is such a state, and not something that was kept by mistake. */
export function isMapState(state: unknown): state is MapState {
  return (
    isRecord(state) &&
    Array.isArray(state.open) &&
    state.open.every(
      (open: unknown) => isRecord(open) && isPath(open.path) && typeof open.count === 'number',
    ) &&
    typeof state.isRootOpen === 'boolean' &&
    isPath(state.active) &&
    (state.look === undefined || isLook(state.look)) &&
    typeof state.find === 'string' &&
    typeof state.hasOutline === 'boolean'
  );
}

function isLook(look: unknown): look is MapLook {
  if (!isRecord(look)) return false;
  if (look.kind === 'whole') return true;
  const { k, x, y } = look;
  return look.kind === 'moved' && [k, x, y].every(Number.isFinite) && Number(k) > 0;
}

function isPath(path: unknown): path is Path {
  return Array.isArray(path) && path.every((place: unknown) => Number.isSafeInteger(place));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
