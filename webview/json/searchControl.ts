import { EditorSelection } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { createMatcher, type Matcher, type SearchQuery } from './matching';
import { createSearchBox } from './searchBox';
import { createSearch, type Match, type Search } from './searching';
import { markMatches } from './searchMarks';
import { shownAnswer } from './shownAnswer';
import { turnBudget, type Turns } from './turns';
import type { JsonWords } from './words';

/** The search box and what it does in the editor. */
export interface SearchControl {
  readonly dom: HTMLElement;
  readonly isOpen: boolean;
  open(): void;
  readonly close: () => void;
  readonly next: () => void;
  readonly previous: () => void;
  readonly query: () => SearchQuery;
  /** Searches as if typed, without moving the cursor or the focus. */
  restore(query: SearchQuery, open: boolean): void;
  /** More text came, or, with `anew`, another answer. */
  textChanged(anew: boolean): void;
  dispose(): void;
}

/** A selection longer than this is not what somebody wants to search for. */
const longestSeed = 200;

export function createSearchControl(
  view: EditorView,
  turns: Turns,
  words: JsonWords,
): SearchControl {
  let search: Search | undefined;
  let matcher: Matcher | undefined;
  let current: Match | undefined;
  let open = false;
  /** Where the cursor was when typing began: a longer search text looks from there again. */
  let origin = 0;
  /** Work for an older question stops when this has moved on. */
  let question = 0;
  let moving = 0;
  /** The question whose matches are being counted, or were. */
  let countedFor = 0;

  const box = createSearchBox(words, {
    // at once: what is still under way for a shorter text ends with its turn
    changed: () => begin(true),
    next: () => move('after'),
    previous: () => move('before'),
    closed: close,
  });
  box.dom.hidden = true;

  /** Opens or closes the box; the text makes room at its top and stays where it is on the screen. */
  function show(wanted: boolean): void {
    if (open === wanted) return;
    open = wanted;
    box.dom.hidden = !wanted;
    const { scrollDOM, contentDOM } = view;
    const before = contentDOM.getBoundingClientRect().height;
    view.dom.parentElement?.classList.toggle('json-searching', wanted);
    if (scrollDOM.scrollTop > 0) {
      scrollDOM.scrollTop += contentDOM.getBoundingClientRect().height - before;
    }
    view.requestMeasure();
  }

  function mark(): void {
    view.dispatch({
      effects: markMatches.of({ ...(matcher && { matcher }), ...(current && { current }) }),
    });
  }

  function begin(thenMove: boolean): void {
    question++;
    moving++;
    const query = box.query();
    matcher = open ? createMatcher(query) : undefined;
    search = matcher && createSearch(view.state.facet(shownAnswer).text, matcher);
    current = undefined;
    mark();
    if (search === undefined) {
      box.show({ kind: query.text === '' ? 'nothing' : 'notAnExpression' });
      return;
    }
    report();
    if (thenMove) find(search, origin, 'after', true);
    else startCounting(search);
  }

  /** What is looked for comes first, also on the screen, and how often it is there after it. */
  function startCounting(running: Search): void {
    if (countedFor === question) return;
    countedFor = question;
    const asked = question;
    turns.afterPaint(() => countOn(running, asked));
  }

  function countOn(running: Search, asked: number): void {
    if (asked !== question) return;
    running.count(turnBudget());
    report();
    if (!running.counted) turns.next(() => countOn(running, asked));
  }

  function report(): void {
    if (search === undefined) return;
    const number = current && search.numberOf(current);
    box.show({ kind: 'matches', number, total: search.total, counting: !search.counted });
  }

  function move(direction: 'after' | 'before'): void {
    if (search === undefined) return;
    const { from, to } = view.state.selection.main;
    const onMatch = current?.from === from && current.to === to;
    find(search, direction === 'after' && onMatch ? to : from, direction, true);
  }

  function find(
    running: Search,
    offset: number,
    direction: 'after' | 'before',
    mayWrap: boolean,
  ): void {
    const asked = ++moving;
    const finding = running.find(offset, direction);
    const step = (): void => {
      if (asked !== moving) return;
      const found = finding.step(turnBudget());
      if (found === 'more') {
        turns.next(step);
        return;
      }
      if (found !== 'none') goTo(found);
      else if (mayWrap) {
        const end = direction === 'after' ? 0 : view.state.doc.length + 1;
        find(running, end, direction, false);
        return;
      }
      startCounting(running);
    };
    step();
  }

  function goTo(match: Match): void {
    current = match;
    view.dispatch({
      // what is selected is what a longer text continues from
      selection: EditorSelection.single(match.from, match.to),
      effects: [
        markMatches.of({ ...(matcher && { matcher }), current: match }),
        EditorView.scrollIntoView(match.from, { y: 'center', yMargin: 40, xMargin: 80 }),
      ],
    });
    report();
  }

  function close(): void {
    const hadFocus = box.dom.contains(document.activeElement);
    show(false);
    begin(false);
    if (hadFocus) view.focus();
  }

  return {
    dom: box.dom,
    get isOpen() {
      return open;
    },
    open() {
      const { from, to } = view.state.selection.main;
      origin = from;
      const selected = to - from <= longestSeed ? view.state.sliceDoc(from, to) : '';
      const seeded = selected !== '' && !selected.includes('\n');
      if (seeded && selected !== box.query().text) {
        box.set({ ...box.query(), text: selected, regularExpression: false });
      }
      const wasOpen = open;
      show(true);
      if (!wasOpen || seeded) begin(seeded);
      box.focus();
    },
    close,
    next: () => move('after'),
    previous: () => move('before'),
    query: box.query,
    restore(query, opened) {
      box.set(query);
      show(opened);
      begin(false);
    },
    textChanged(anew) {
      if (anew) {
        origin = 0;
        if (open) begin(false);
        return;
      }
      if (search === undefined) return;
      const counting = !search.counted;
      search.grown();
      if (!counting) countOn(search, question);
    },
    dispose() {
      question++;
      moving++;
    },
  };
}
