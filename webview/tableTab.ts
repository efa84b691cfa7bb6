import type { FormFields } from '../src/inspector/wire';
import type { TableToPage } from '../src/inspector/wireTable';
import type { NoRows } from './noRows';
import type { TableState } from './table/tableState';
import type { TableView, TableViewOptions } from './table/tableView';

/** The Table tab, of which this is the door: what is behind it is loaded when it is first shown. */
export interface TableTab {
  readonly content: () => Promise<HTMLElement>;
  /** Whether the tab is on show. */
  shown(isShown: boolean): void;
  /** The answer of a run is on screen; `of` is the form that it answers. */
  answer(run: number, of: FormFields): void;
  /** A run failed, and no answer from before is there to stay. */
  nothing(why: NoRows): void;
  receive(message: TableToPage): void;
  /** False where there is nothing to filter. */
  openFilter(): boolean;
  /** What the reader made of it; undefined as long as nobody looked. */
  state(): TableState | undefined;
  restore(state: TableState): void;
}

/** Rows are asked for only where they are seen: nobody waits for what nobody looks at. */
export function createTableTab(options: TableViewOptions): TableTab {
  let view: TableView | undefined;
  let isShown = false;
  let latest: { readonly run: number; readonly of: FormFields } | undefined;
  let isAsked = false;
  let failure: NoRows | undefined;
  let toRestore: TableState | undefined;

  function ask(): void {
    if (view === undefined || !isShown || latest === undefined || isAsked) return;
    isAsked = true;
    if (toRestore !== undefined) view.restore(toRestore);
    toRestore = undefined;
    options.send({ kind: 'wantTable', run: latest.run });
  }

  return {
    async content() {
      const { createTableView } = await import('./table/tableView');
      view = createTableView(options);
      if (failure !== undefined) view.nothing(failure);
      if (latest !== undefined) view.expect(latest.run, latest.of);
      ask();
      return view.element;
    },
    shown(is) {
      isShown = is;
      ask();
    },
    answer(run, of) {
      latest = { run, of };
      isAsked = false;
      failure = undefined;
      // also where nobody looks: who opens the tab next is not to see the people of before
      view?.expect(run, of);
      ask();
    },
    nothing(why) {
      failure = why;
      view?.nothing(why);
    },
    receive: (message) => view?.receive(message),
    openFilter: () => view?.openFilter() === true,
    state: () => toRestore ?? view?.state(),
    restore(state) {
      toRestore = state;
    },
  };
}
