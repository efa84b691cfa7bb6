import type { MapToPage } from '../src/inspector/wireMap';
import type { NoRows } from './noRows';
import type { MapState } from './map/mapState';
import type { MapView, MapViewDoors } from './map/mapView';

/** The Map tab, of which this is the door: what is behind it is loaded when it is first shown. */
export interface MapTab {
  readonly content: () => Promise<HTMLElement>;
  /** Whether the tab is on show. */
  shown(isShown: boolean): void;
  /** The answer of a run is on screen. */
  answer(run: number): void;
  /** A run failed, and no answer from before is there to stay. */
  nothing(why: NoRows): void;
  receive(message: MapToPage): void;
  /** Nobody is named until the host says what may be said of them by now. */
  veil(): void;
  /** False where there is nothing to search. */
  openSearch(): boolean;
  /** What the reader made of it; undefined as long as nobody looked. */
  state(): MapState | undefined;
  restore(state: MapState): void;
}

/** A map is made of the answer on screen once somebody looks at it. */
export function createMapTab(doors: MapViewDoors): MapTab {
  let view: MapView | undefined;
  let isShown = false;
  let latest: number | undefined;
  let asked: number | undefined;
  let toRestore: MapState | undefined;
  let failure: NoRows | undefined;

  function ask(): void {
    if (view === undefined || !isShown || latest === undefined || asked === latest) return;
    asked = latest;
    if (toRestore !== undefined) view.restore(toRestore);
    toRestore = undefined;
    doors.send({ kind: 'openMap' });
  }

  return {
    async content() {
      const { createMapView } = await import('./map/mapView');
      view = createMapView(doors);
      if (failure !== undefined) view.nothing(failure);
      else if (latest !== undefined) view.forget();
      ask();
      return view.element;
    },
    shown(is) {
      isShown = is;
      ask();
    },
    answer(run) {
      // under the strip of another answer, the people of the one before would be taken for its own
      if (run !== latest) view?.forget();
      else view?.veil();
      latest = run;
      failure = undefined;
      ask();
    },
    nothing(why) {
      failure = why;
      view?.nothing(why);
    },
    receive: (message) => view?.take(message),
    veil: () => view?.veil(),
    openSearch: () => view?.openSearch() === true,
    state: () => toRestore ?? (latest === undefined ? undefined : view?.state(latest)),
    restore(state) {
      toRestore = state;
    },
  };
}
