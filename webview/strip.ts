import type {
  DeparturesView,
  FailureAction,
  FailureView,
  StripView,
  WaitView,
} from '../src/inspector/wire';
import type { Words } from '../src/inspector/wireWords';
import { button } from './controls';
import { element, show } from './elements';
import { icon } from './icons';
import { createNoteBanner } from './noteBanner';
import { createWaitBanner } from './waitBanner';

export interface Strip {
  readonly element: HTMLElement;
  /** The progress line, which belongs above everything. */
  readonly progress: HTMLElement;
  running(announcement: string): void;
  /** The run waits before it is tried again; without a wait, it goes on. */
  waiting(wait: WaitView | undefined): void;
  answered(view: StripView): void;
  /** `isOlderBelow`: an answer from before stays on screen. */
  failed(failure: FailureView, isOlderBelow: boolean): void;
  /** How the answer on screen departs from its documentation. */
  departures(view: DeparturesView): void;
  /** Ends a run, and leaves the answer on screen, and what is told of it, as the only thing there is. */
  cancelled(sentence: string): void;
  /** Whether personal data is masked, which is said all the time that it is. */
  masked(isMasked: boolean): void;
  say(sentence: string): void;
  /** Stays until the next run, or until it is dismissed. */
  note(sentence: string | undefined): void;
}

export interface StripOptions {
  readonly words: Words;
  readonly copyRequestId: () => void;
  readonly act: (action: FailureAction) => void;
  readonly showDepartures: () => void;
  /** What had the keyboard is gone: somewhere sensible takes it. */
  readonly passFocus: () => void;
}

/** Milliseconds that a confirmation such as "Value copied." stays. */
const CONFIRMATION_STAYS = 4000;
/** A run of fewer milliseconds does not make the failure before it flicker. */
const FAILURE_STAYS = 150;

/** What is known of the last answer, and, above it, why there is no newer one. */
export function createStrip({
  words,
  copyRequestId,
  act,
  showDepartures,
  passFocus,
}: StripOptions): Strip {
  const facts = element('div', { class: 'facts' });
  const masked = element('span', { class: 'masked' }, icon('masked'), words.masked);
  /** Stays with the answer, also below a failure, and says then whose it is. */
  const contract = element('span', { class: 'contract' });
  const verdictBefore = element('span', { class: 'quiet' });
  const verdict = element('span', { class: 'verdict' });
  contract.append(verdictBefore, verdict);
  const confirmation = element('span', { class: 'confirmation' });
  const note = createNoteBanner('dismissNote', words.dismiss, passFocus);
  const cancelled = createNoteBanner('dismissCancelled', words.dismiss, passFocus);
  const wait = createWaitBanner();
  const failure = element('div', { class: 'banner error' });
  const issues = element('div', { class: 'banner warning' });
  // what is added to it is read out alone, not once more with what was there
  const live = element('div', { class: 'unseen', role: 'status', 'aria-atomic': 'false' });
  const progress = element('div', { class: 'progress', 'aria-hidden': 'true' });
  const line = element('div', { class: 'strip-line' }, masked, facts, contract, confirmation);
  const strip = element(
    'section',
    { class: 'strip', 'aria-label': words.statusLabel },
    note.element,
    cancelled.element,
    wait.element,
    failure,
    issues,
    line,
    live,
  );
  show(failure, false);
  show(issues, false);
  show(line, false);
  show(masked, false);
  show(contract, false);
  show(verdictBefore, false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let leaving: ReturnType<typeof setTimeout> | undefined;
  /** What is told of the answer on screen, also while a failure is told in its place. */
  let ofAnswer: StripView | undefined;

  const announce = (text: string): void => {
    live.replaceChildren(element('p', {}, text));
  };
  const setVerdictOlder = (isOlder: boolean): void => {
    verdictBefore.textContent = isOlder ? words.verdictBefore : '';
    show(verdictBefore, isOlder);
  };
  const setRunning = (isRunning: boolean): void => {
    clearTimeout(leaving);
    progress.classList.toggle('active', isRunning);
    wait.show(undefined);
    cancelled.show(undefined);
  };
  const tell = (view: StripView, older?: string): void => {
    const parts: (Node | string)[] = [];
    if (view.status !== undefined)
      parts.push(
        element(
          'span',
          { class: `status ${view.ok ? 'ok' : 'bad'}`, title: words.statusLabel },
          view.status,
        ),
      );
    parts.push(...view.facts.map((fact) => element('span', { class: 'fact' }, fact)));
    if (view.requestId !== undefined) parts.push(requestId(view.requestId, words, copyRequestId));
    if (older !== undefined) parts.push(element('span', { class: 'older' }, older));
    facts.replaceChildren(...parts);
    show(line, parts.length > 0 || !masked.hidden);
    issues.replaceChildren(...issueLines(view.issues));
    show(issues, view.issues.length > 0);
  };
  const hideFailure = (): void => {
    const hadFocus = failure.contains(document.activeElement);
    show(failure, false);
    if (hadFocus) passFocus();
  };
  /** It is about a question that is not asked any more: what is told is about the answer again. */
  const forgetFailure = (): void => {
    if (failure.hidden) return;
    hideFailure();
    setVerdictOlder(false);
    tell(ofAnswer ?? { ok: true, facts: [], issues: [], announcement: '' });
  };

  return {
    element: strip,
    progress,
    running(announcement) {
      setRunning(true);
      leaving = setTimeout(forgetFailure, FAILURE_STAYS);
      note.show(undefined);
      announce(announcement);
    },
    waiting(view) {
      wait.show(view);
      if (view === undefined) return;
      forgetFailure();
      announce(view.announcement);
    },
    answered(view) {
      setRunning(false);
      hideFailure();
      if (contract.contains(document.activeElement)) passFocus();
      ofAnswer = view;
      verdict.replaceChildren();
      show(contract, false);
      setVerdictOlder(false);
      tell(view);
      announce(view.announcement);
    },
    failed(view, isOlderBelow) {
      setRunning(false);
      const actions = view.actions.map(({ action, title }, at) =>
        button({
          name: `act-${action}`,
          label: title,
          look: at === 0 ? 'primary' : 'secondary',
          press: () => act(action),
        }),
      );
      failure.replaceChildren(
        icon('error'),
        element('p', {}, view.sentence),
        element('div', { class: 'actions' }, ...actions.map((one) => one.element)),
      );
      show(failure, true);
      tell(view.strip, isOlderBelow ? words.olderBelow : undefined);
      setVerdictOlder(isOlderBelow);
      announce(view.strip.announcement);
    },
    departures({ label, groups }) {
      show(contract, true);
      if (groups.length === 0) {
        verdict.replaceChildren(element('span', { class: 'quiet' }, label));
        return;
      }
      const open = element(
        'button',
        { type: 'button', class: 'text-button', title: words.departuresHint },
        icon('warning'),
        label,
      );
      open.addEventListener('click', showDepartures);
      verdict.replaceChildren(open);
      live.append(element('p', {}, label));
    },
    cancelled(sentence) {
      setRunning(false);
      forgetFailure();
      cancelled.show(sentence);
      announce(sentence);
    },
    note(sentence) {
      note.show(sentence);
      if (sentence !== undefined) announce(sentence);
    },
    masked(isMasked) {
      if (isMasked === !masked.hidden) return;
      show(masked, isMasked);
      show(line, isMasked || facts.hasChildNodes());
      if (isMasked) announce(words.masked);
    },
    say(sentence) {
      clearTimeout(timer);
      confirmation.textContent = sentence;
      show(line, true);
      announce(sentence);
      timer = setTimeout(() => (confirmation.textContent = ''), CONFIRMATION_STAYS);
    },
  };
}

function issueLines(issues: readonly string[]): readonly Node[] {
  if (issues.length === 0) return [];
  return [icon('warning'), element('div', {}, ...issues.map((text) => element('p', {}, text)))];
}

function requestId(id: string, words: Words, copy: () => void): HTMLElement {
  const copyButton = button({
    name: 'copyRequestId',
    label: words.copyRequestId,
    look: 'icon',
    icon: 'copy',
    press: copy,
  });
  return element(
    'span',
    { class: 'fact request-id', title: words.requestId },
    element('code', {}, id),
    copyButton.element,
  );
}
