import { StateEffect, StateField, type EditorState } from '@codemirror/state';
import {
  EditorView,
  hoverTooltip,
  showTooltip,
  type Command,
  type Tooltip,
} from '@codemirror/view';
import { pageLanguage } from '../language';
import { element } from './controls';
import {
  dayInWords,
  dayOfNow,
  howLongAgo,
  howManyDaysAgo,
  localTime,
  timeOf,
  type Time,
} from './moments';
import { plainFieldOn } from './plainField';
import { filled, wordsOf, type JsonWords } from './words';

/*
 * What a time in the answer means: where the pointer rests on it, or by keyboard at the cursor. The
 * field's own tooltip is said by screen readers, too.
 */

interface Explained {
  readonly from: number;
  readonly to: number;
  readonly time: Time;
}

const explain = StateEffect.define<Explained | undefined>();

/** The time on the line of a position; undefined where there is none. */
export function timeAt(state: EditorState, position: number): Explained | undefined {
  const line = state.doc.lineAt(position);
  const field = plainFieldOn(line.text);
  const time = field && timeOf(field);
  if (field === undefined || time === undefined) return undefined;
  return { from: line.from + field.from, to: line.from + field.to, time };
}

function tooltip({ from, to, time }: Explained, words: JsonWords, isSaid: boolean): Tooltip {
  return {
    pos: from,
    end: to,
    above: true,
    create: () => {
      const lines = explanation(time, words).map((text) => {
        const line = element('div', '');
        line.textContent = text;
        return line;
      });
      const dom = element('div', 'json-time', ...lines);
      if (isSaid) dom.setAttribute('role', 'status');
      return { dom };
    },
  };
}

function explanation(time: Time, words: JsonWords): readonly string[] {
  const locale = pageLanguage() ?? 'en';
  switch (time.kind) {
    case 'day': {
      const { date, asMidnight } = time;
      return [
        dayInWords(date, locale),
        howManyDaysAgo(date, dayOfNow(new Date()), locale),
        asMidnight ? words.timeDayAsMidnight : words.timeDay,
      ];
    }
    case 'moment': {
      const { at, withoutZone } = time;
      return [
        filled(words.timeLocal, { time: localTime(at, locale) }),
        filled(words.timeUtc, { time: new Date(at).toISOString() }),
        howLongAgo(at, Date.now(), locale),
        ...(withoutZone ? [words.timeWithoutZone] : []),
      ];
    }
  }
}

const explainedField = StateField.define<Explained | undefined>({
  create: () => undefined,
  update(before, transaction) {
    for (const effect of transaction.effects) if (effect.is(explain)) return effect.value;
    return transaction.docChanged || transaction.selection !== undefined ? undefined : before;
  },
  provide: (field) =>
    showTooltip.computeN([field], (state) => {
      const explained = state.field(field);
      return explained === undefined ? [] : [tooltip(explained, wordsOf(state), true)];
    }),
});

/** Explains the time at the cursor; false where there is none. */
export const explainAtCursor: Command = (view) => {
  const explained = timeAt(view.state, view.state.selection.main.head);
  if (explained === undefined) return false;
  view.dispatch({ effects: explain.of(explained) });
  return true;
};

/** False where nothing was explained. */
export const stopExplaining: Command = (view) => {
  if (view.state.field(explainedField) === undefined) return false;
  view.dispatch({ effects: explain.of(undefined) });
  return true;
};

const onHover = hoverTooltip((view, position) => {
  const explained = timeAt(view.state, position);
  if (explained === undefined || position < explained.from || position > explained.to) return null;
  return tooltip(explained, wordsOf(view.state), false);
});

export const explaining = [
  explainedField,
  onHover,
  EditorView.domEventHandlers({ blur: (_event, view) => void stopExplaining(view) }),
];
