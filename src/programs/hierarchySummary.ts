import type { Connection } from '../api/connection';
import { contractReport } from '../api/contract';
import type { Departure } from '../api/departures';
import type { ApiError } from '../api/errors';
import type { Page } from '../api/page';
import type { ChildrenQuery } from '../api/query';
import { Walk } from '../api/walk';
import type { WalkPlace, WalkStep } from '../api/walkSteps';
import { departuresText } from '../inspector/departureWords';
import { visibleText } from '../privacy/displayText';
import type { Masking } from '../privacy/masking';
import { boundedLines, boundedText } from './boundedText';
import { english, failureText } from './english';
import { DATA_FOLLOWS, figures, MASKED } from './pageText';
import type { ProgramsRoom } from './room';

/** A language model waits for it, and the user with it: no more than a few minutes' worth. */
export const MOST_CUSTOMERS = 5000;
const MOST_PAGES = 200;
const PAGE_SIZE = 100;
const MOST_FAILURES_TOLD = 20;
const MOST_ROLES = 200;
const LONGEST_DEPARTURES = 6000;

export interface SummaryBounds {
  readonly customers: number;
  /** All levels where it is left out. */
  readonly levels?: number;
}

/** Reads a hierarchy within its bounds, in the background, and says what is in it. */
export async function hierarchySummary(
  { api, settings, concurrentRequests, masking }: ProgramsRoom,
  connection: Connection,
  query: ChildrenQuery,
  { customers, levels }: SummaryBounds,
  signal: AbortSignal,
): Promise<string> {
  const walk = new Walk(
    api,
    connection,
    { ...query, limit: PAGE_SIZE, offset: 0 },
    {
      concurrentRequests: concurrentRequests(),
      identifierPreference: settings().identifierPreference,
      ...(levels !== undefined && { depthLimit: levels }),
    },
  );
  const found = new Found(masking);
  let bound: string | undefined;
  for await (const step of walk.steps(signal)) {
    // where it cannot even begin, there is nothing else to say
    if (step.kind === 'levelFailed' && found.isEmpty) return failureText(step.error, masking);
    found.add(step);
    if (step.kind !== 'progress') continue;
    if (step.unread === 0) continue;
    if (step.customers >= customers) bound = `${figures.count(customers)} customers`;
    else if (step.pages >= MOST_PAGES) bound = `${figures.count(MOST_PAGES)} requests`;
    if (bound !== undefined) break;
  }
  return found.text(bound, walk.unread);
}

/** What the steps of a walk had, in counts; of people it keeps nothing but whose children are missing. */
class Found {
  #customers = 0;
  #pages = 0;
  #tooDeep = 0;
  #noIdentifier = 0;
  #duplicates = 0;
  #cycles = 0;
  #short = 0;
  #failures = 0;
  readonly #failed: string[] = [];
  readonly #roles = new Map<string, { depth: number; role?: string; customers: number }>();
  readonly #departures = new Map<string, { departure: Departure; count: number }>();

  constructor(private readonly masking: Masking) {}

  get isEmpty(): boolean {
    return this.#pages === 0 && this.#failures === 0;
  }

  add(step: WalkStep): void {
    switch (step.kind) {
      case 'customer':
        this.#customers++;
        this.#addRole(step.place.depth, step.customer.roleCode);
        if (step.below === 'tooDeep') this.#tooDeep++;
        if (step.below === 'noIdentifier') this.#noIdentifier++;
        break;
      case 'duplicate':
        this.#duplicates++;
        break;
      case 'cycle':
        this.#cycles++;
        break;
      case 'levelStuck':
        this.#short++;
        break;
      case 'levelFailed':
        this.#addFailure(step.place, step.error);
        break;
      case 'progress':
        this.#pages = step.pages;
        if (step.read.page !== undefined) this.#addDepartures(step.read.page);
        break;
    }
  }

  /**
   * @param bound that ended the reading before the hierarchy ended
   * @param unread levels that are known of and not read
   */
  text(bound: string | undefined, unread: number): string {
    const { count } = figures;
    const of = (total: number, words: string) => (total === 0 ? [] : [`${words}: ${count(total)}`]);
    const roles = [...this.#roles.values()].sort(
      (one, other) => one.depth - other.depth || other.customers - one.customers,
    );
    return [
      bound === undefined
        ? `${this.#failures + this.#short === 0 ? 'The whole hierarchy was read' : 'The hierarchy was read but for what is told below'}: customers: ${count(this.#customers)}, pages: ${count(this.#pages)}.`
        : `Only a part of the hierarchy was read, up to the bound of ${bound}: customers: ${count(this.#customers)}, pages: ${count(this.#pages)}. Lists of children that are known of and not read to their end: ${count(unread)}. The user can read all of it with Export Hierarchy.`,
      ...(this.masking.isOn ? [MASKED] : []),
      DATA_FOLLOWS,
      '',
      'Customers by level and role (level 1 are the children of the one asked about, level 0 is that one where it is listed):',
      ...boundedLines(
        roles.map(
          ({ depth, role, customers }) =>
            `level ${depth} · ${this.#shown(role)} · ${count(customers)}`,
        ),
        8000,
      ),
      ...of(this.#tooDeep, 'Customers with children below the levels that were asked for'),
      ...of(this.#noIdentifier, 'Customers without an identifier to ask for their children by'),
      ...of(this.#duplicates, 'Customers met again under another parent, counted once'),
      ...of(this.#cycles, 'Customers listed below themselves (cycles, not followed)'),
      ...of(this.#short, 'Lists of children of which the server gave fewer than it announced'),
      ...of(this.#failures, 'Lists of children that could not be read'),
      ...this.#failed,
      '',
      this.#departuresText(),
    ].join('\n');
  }

  #shown(role: string | undefined): string {
    return role === undefined ? '(no role)' : visibleText(this.masking.code(role), 80);
  }

  #addRole(depth: number, role: string | undefined): void {
    const key = `${depth} ${role ?? ''}`;
    const known = this.#roles.get(key);
    if (known !== undefined) known.customers++;
    else if (this.#roles.size < MOST_ROLES)
      this.#roles.set(key, { depth, ...(role !== undefined && { role }), customers: 1 });
  }

  #addFailure({ depth, parentUserId }: WalkPlace, error: ApiError): void {
    if (error.kind === 'cancelled') return;
    this.#failures++;
    if (this.#failed.length >= MOST_FAILURES_TOLD) return;
    const whose =
      parentUserId === undefined
        ? `level ${depth}`
        : `level ${depth}, below userId ${visibleText(this.masking.value(parentUserId), 60)}`;
    this.#failed.push(`  ${whose}: ${failureText(error, this.masking)}`);
  }

  #addDepartures(page: Page): void {
    for (const departure of contractReport(page).departures) {
      const { places, count, ...kind } = departure;
      const key = JSON.stringify(kind);
      const known = this.#departures.get(key);
      if (known === undefined)
        this.#departures.set(key, {
          departure: { ...departure, places: places.slice(0, 1) },
          count,
        });
      else known.count += count;
    }
  }

  /** Where exactly, is in answers that nobody has any more: paths alone, with how often. */
  #departuresText(): string {
    const wording = { l10n: english, figures, value: (text: string) => this.masking.code(text) };
    const departures = [...this.#departures.values()].map(({ departure, count }) => ({
      ...departure,
      places: [{ pointer: `${departure.path}  (times: ${figures.count(count)})` }],
      count: 1,
    }));
    const text = departuresText(wording, { departures, unlisted: 0 });
    return boundedText(text.trim(), LONGEST_DEPARTURES);
  }
}
