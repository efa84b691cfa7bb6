import type { AssociationEntityType, SortOrder } from '../api/query';
import type { PhaseName } from '../api/timings';
import type { CodeToHost, CodeToPage } from './wireCode';
import type { MapToHost, MapToPage } from './wireMap';
import type { TableToHost, TableToPage } from './wireTable';
import type { Words } from './wireWords';

/**
 * Everything that the inspector's page and its host say to each other: one closed union per
 * direction, told apart by `kind`. The page says `ready` first, each time that it is (re)made; the
 * host then answers with everything there is to show.
 */

/** The form as typed: numbers are text, so that also what cannot be sent can be kept and judged. */
export interface FormFields {
  readonly connectionId: string;
  readonly sortBy: string;
  readonly sortOrder: SortOrder | '';
  readonly limit: string;
  readonly offset: string;
  readonly associationEntityType: AssociationEntityType;
  readonly identifierType: string;
  readonly identifierValue: string;
  readonly source: string;
  readonly accountId: string;
  readonly includeNoOfChildren: boolean;
  readonly includeCustomerAssociateDetail: boolean;
}
export type FieldName = keyof FormFields;
/** Those that hold what somebody typed; the others are chosen from. */
export const typedFields = [
  'sortBy',
  'limit',
  'offset',
  'identifierType',
  'identifierValue',
  'source',
  'accountId',
] as const satisfies readonly FieldName[];

export const tabNames = ['json', 'table', 'map', 'request'] as const;
export type TabName = (typeof tabNames)[number];

/** What the user arranged on the page. */
export interface Layout {
  readonly tab: TabName;
  readonly formOpen: boolean;
}

/** What outlives a window reload: the page hands it to VS Code, which hands it to the host. */
export interface SavedState {
  /** Of the inspector, as the host said it with `setup`. */
  readonly key?: string;
  readonly fields: FormFields;
  readonly layout: Layout;
  /** Whether there was an answer on screen, so that it is asked for again after a reload. */
  readonly asked: boolean;
  /** Where the reader was in the answer; of concern to the page alone. */
  readonly reading?: unknown;
}

export const copyableThings = [
  'value',
  'pointer',
  'jsPath',
  'json',
  'curl',
  'sentCurl',
  'requestId',
  'url',
] as const;
/**
 * What the page asks to be put on the clipboard; the host knows the text. `curl` and `url` are of the
 * form as it stands, `sentCurl` and `requestId` of the request that was answered last.
 */
export type CopyableThing = (typeof copyableThings)[number];

/** Steps that a failure offers; carried out by the host. */
export const failureActions = [
  'retry',
  'editConnection',
  'signIn',
  'showLog',
  'editQuery',
  'openSettings',
  'showDetails',
  'saveToFile',
] as const;
export type FailureAction = (typeof failureActions)[number];

export type PageToHost =
  | { readonly kind: 'ready' }
  /** Of a page whose script did not come: there will be no other word of it. */
  | { readonly kind: 'notLoaded' }
  /**
   * The form or the layout changed: the host always knows both, so a page that is thrown away loses
   * nothing. `draft` counts up, so that a late verdict on an older draft is dropped.
   */
  | {
      readonly kind: 'draft';
      readonly draft: number;
      readonly fields: FormFields;
      readonly layout: Layout;
      /** Of the `form` that these fields are, where the host filled them in. */
      readonly fill?: number;
    }
  | { readonly kind: 'run'; readonly fields: FormFields }
  | { readonly kind: 'cancel' }
  /** A piece of the JSON or of the table has arrived: another one may follow. */
  | { readonly kind: 'tookPiece' }
  | { readonly kind: 'step'; readonly to: 'next' | 'previous' }
  /** `pointer`: JSON Pointer of the value under the cursor, where the thing is inside the answer. */
  | { readonly kind: 'copy'; readonly what: CopyableThing; readonly pointer?: string }
  | { readonly kind: 'act'; readonly action: FailureAction }
  /** `edits`: how often the user changed the form, so that what is typed meanwhile is not lost. */
  | { readonly kind: 'undo' | 'redo'; readonly edits: number }
  /** The form of the answer on screen, or one with nothing but defaults. */
  | { readonly kind: 'fillIn'; readonly from: 'answer' | 'defaults' }
  | { readonly kind: 'recall'; readonly what: 'recent' | 'preset'; readonly id: string }
  | { readonly kind: 'clearRecent' | 'savePreset' | 'managePresets' }
  /** Where the reader is in the answer, as the page writes it; given back when it opens again. */
  | { readonly kind: 'reading'; readonly reading: string }
  | { readonly kind: 'openJson' }
  /** Choose one of the answer's customers, to be led there. */
  | { readonly kind: 'goToCustomer' }
  /** The row of the customer that a value of the answer belongs to. */
  | { readonly kind: 'revealInTree'; readonly pointer: string }
  /** The whole report on where the answer departs from the documentation, as a document. */
  | { readonly kind: 'openDepartures' }
  | CodeToHost
  | MapToHost
  | TableToHost;

/** A choice that a field offers; free text beside it is allowed where the form says so. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly note?: string;
}

export interface Choices {
  readonly sortBy: readonly Choice[];
  readonly sortOrder: readonly Choice[];
  readonly associationEntityType: readonly Choice[];
  readonly identifierType: readonly Choice[];
  readonly source: readonly Choice[];
}

export interface FieldProblem {
  readonly field: FieldName;
  readonly reason: string;
  /** An error keeps the form from being run; a warning says that the server will probably refuse. */
  readonly severity: 'error' | 'warning';
  /** What would put it right. */
  readonly offer?: { readonly title: string; readonly value: string };
}

/** What the host thinks of a draft. */
export interface Verdict {
  readonly draft: number;
  /**
   * The address that this form would ask, percent-encoded, without a host when there is no
   * connection; missing while the form holds something that no address can have.
   */
  readonly url?: string;
  readonly problems: readonly FieldProblem[];
  /** What the chosen identifier type expects, such as "Country code and digits". */
  readonly identifierHint: string;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/** What can be filled into the form, besides what is typed. */
export interface OfferedQueries {
  /** The one run last comes first. */
  readonly recent: readonly Choice[];
  readonly presets: readonly Choice[];
}

/** A name and a value, both ready to be shown. */
export type Fact = readonly [name: string, value: string];

/** The strip below the form: what is known of the answer on screen, in words ready to be shown. */
export interface StripView {
  /** Such as `200`; missing when no answer came. */
  readonly status?: string;
  readonly ok: boolean;
  /** Time, size, rows, in this order, where known. */
  readonly facts: readonly string[];
  readonly requestId?: string;
  /** Said once by a screen reader. */
  readonly announcement: string;
  /** The API's own errors and warnings that came with rows. */
  readonly issues: readonly string[];
}

export interface FailureView {
  readonly sentence: string;
  /** Where to find what came, when it is nothing for the JSON tab. */
  readonly elsewhere?: string;
  /** Above what came, where that is shown in the JSON tab and is no JSON. */
  readonly textNote?: string;
  readonly actions: readonly { readonly action: FailureAction; readonly title: string }[];
  readonly strip: StripView;
}

/** A run waits before it is tried again, in words ready to be shown. */
export interface WaitView {
  /** Why, as a sentence. */
  readonly why: string;
  /** A sentence in which the page puts the seconds that are left in the place of `{seconds}`. */
  readonly again: string;
  /** Such as "try 2 of 3". */
  readonly note: string;
  /** Until it is tried again, from when this is sent. */
  readonly milliseconds: number;
  /** Said once by a screen reader. */
  readonly announcement: string;
}

/** Where an answer departs from its documentation, in words ready to be shown. */
export interface DeparturesView {
  /** Such as `3 departures`. */
  readonly label: string;
  /** Empty where the answer is as documented. */
  readonly groups: readonly DepartureGroup[];
  /** What is left out here. */
  readonly more?: string;
}
export interface DepartureGroup {
  readonly title: string;
  readonly departures: readonly DepartureView[];
}
export interface DepartureView {
  readonly sentence: string;
  readonly places: readonly PlaceView[];
  readonly more?: string;
}
export interface PlaceView {
  /** JSON Pointer; of what is missing, where it would be. */
  readonly pointer: string;
  readonly path: string;
  readonly note?: string;
}

/** One thing that a request did, in words ready to be shown. */
export interface PhaseView {
  readonly kind: PhaseName;
  readonly name: string;
  readonly explanation: string;
  readonly duration: string;
  /** Where it began and how long it took, as shares of the whole, from 0 to 1. */
  readonly start: number;
  readonly share: number;
}
export interface TimingView {
  readonly summary: string;
  readonly phases: readonly PhaseView[];
}

/** The Request tab. Holds no secret: the header that did is shown by name only. */
export interface RequestView {
  readonly method: string;
  readonly url: string;
  readonly origin: string;
  readonly path: string;
  /** Decoded, in the order sent. */
  readonly parameters: readonly Fact[];
  readonly headers: readonly Fact[];
  readonly facts: readonly Fact[];
  readonly requestId?: string;
  readonly timing?: TimingView;
  /** Each try, where there was more than one. */
  readonly tries: readonly Fact[];
  readonly responseHeaders: readonly Fact[];
  /** The query's own, also where it was not what was sent. */
  readonly curl: string;
  /** Where something else than the query was sent, or nothing was (`url` is empty then): what, and why. */
  readonly note?: string;
}

export interface Paging {
  readonly canPrevious: boolean;
  readonly canNext: boolean;
  /** The form that the answer on screen answers: stepping is offered only while it is unchanged. */
  readonly of: FormFields;
}

export type HostToPage =
  | {
      readonly kind: 'setup';
      readonly key: string;
      readonly words: Words;
      readonly choices: Choices;
      readonly connections: readonly Choice[];
      readonly fields: FormFields;
      readonly layout: Layout;
      readonly offered: OfferedQueries;
      /** What a page before this one said with `reading`. */
      readonly reading?: string;
      /** What happened before there was a page to say it. */
      readonly note?: string;
      /** Whether personal data is masked. */
      readonly isMasked: boolean;
    }
  /** Personal data is masked, or is no longer so: said after all that is shown of it otherwise now. */
  | { readonly kind: 'masked'; readonly isMasked: boolean }
  | { readonly kind: 'connections'; readonly connections: readonly Choice[] }
  | { readonly kind: 'offered'; readonly offered: OfferedQueries }
  /**
   * The host filled in the form: a row was opened, a page was turned. `fill` counts up; with
   * `edits`, only where the user changed nothing since.
   */
  | {
      readonly kind: 'form';
      readonly fields: FormFields;
      readonly fill: number;
      readonly edits?: number;
    }
  | { readonly kind: 'verdict'; readonly verdict: Verdict }
  | { readonly kind: 'running'; readonly run: number; readonly announcement: string }
  /** Without a wait, there is none any more: the run goes on. */
  | { readonly kind: 'waiting'; readonly run: number; readonly wait?: WaitView }
  /** What is shown of the newest run; its JSON follows in pieces. */
  | {
      readonly kind: 'answer';
      readonly run: number;
      readonly strip: StripView;
      readonly request: RequestView;
      /** No request got it: it cannot be asked for once more. */
      readonly isHeld?: true;
      readonly paging: Paging;
      /** Characters of the answer as received; the pretty-printed text is somewhat longer. */
      readonly textLength: number;
    }
  /**
   * A piece of the text as it may be shown, in UTF-8: bytes are sent as they are, strings are not. The
   * page prints it, since what is printed is twice as long, and each byte of it passes through VS Code.
   */
  | { readonly kind: 'jsonPiece'; readonly run: number; readonly piece: Uint8Array }
  | { readonly kind: 'jsonEnd'; readonly run: number }
  /** In the place of all that: it could not be made ready to be shown. */
  | { readonly kind: 'jsonNotShown'; readonly run: number; readonly sentence: string }
  /** A moment after the answer, which does not wait for it. */
  | { readonly kind: 'departures'; readonly run: number; readonly departures: DeparturesView }
  /** The answer before stays on screen. */
  | {
      readonly kind: 'failed';
      readonly run: number;
      readonly failure: FailureView;
      readonly request?: RequestView;
      /** Present where JSON came with it and no older answer is on screen: it follows in pieces. */
      readonly textLength?: number;
    }
  /** Nothing came of a run; of a failure before it, nothing is left. */
  | { readonly kind: 'cancelled'; readonly run: number; readonly sentence: string }
  | { readonly kind: 'said'; readonly sentence: string }
  /** Stays until the next run, or until it is dismissed; without a sentence, there is none any more. */
  | { readonly kind: 'noted'; readonly sentence?: string }
  /** The editor asks for what is under the cursor; the page answers with `copy`. */
  | { readonly kind: 'copyAtCursor'; readonly what: 'value' | 'pointer' }
  /** The same for the row of the customer there; the page answers with `revealInTree`. */
  | { readonly kind: 'revealAtCursor' }
  /** The cursor goes to a value of the answer. */
  | {
      readonly kind: 'revealInJson';
      readonly pointer: string;
      /** False where somebody is busy elsewhere, and the page only follows. */
      readonly focus: boolean;
    }
  | { readonly kind: 'focusField'; readonly field: FieldName }
  | CodeToPage
  | MapToPage
  | TableToPage;
