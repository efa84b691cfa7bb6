import * as v from 'valibot';
import { queriedAmong } from '../api/customerIdentity';
import type { Customer } from '../api/customer';
import { prettyPrint, valueTextAt } from '../api/json';
import type { Connection } from '../api/connection';
import type { Page } from '../api/page';
import type { ChildrenQuery } from '../api/query';
import { visibleText } from '../privacy/displayText';
import { boundedText, MOST_CHARACTERS } from './boundedText';
import { queryFields, readQuery, schemaProblem } from './askedQuery';
import { failureText } from './english';
import { hierarchySummary, MOST_CUSTOMERS } from './hierarchySummary';
import { DATA_FOLLOWS, exchangeLines, MASKED, MOST_ROWS, pageText, visibleLines } from './pageText';
import type { Asked, ProgramsRoom } from './room';
import { snippetTargets, snippetText, type SnippetChoice } from './snippetText';

/** What language models can have done. */
export type Tool = 'connections' | 'page' | 'customer' | 'summary' | 'snippet';

const MOST_LEVELS = 50;
const wholeNumber = v.pipe(v.number(), v.integer(), v.minValue(1));

const inputs = {
  page: v.object({ ...queryFields, asJson: v.optional(v.boolean(), false) }),
  customer: v.object({ ...queryFields, row: v.optional(wholeNumber) }),
  summary: v.object({
    ...queryFields,
    customers: v.optional(wholeNumber, 1000),
    levels: v.optional(wholeNumber),
  }),
  snippet: v.object({
    ...queryFields,
    target: v.optional(v.picklist(snippetTargets), 'curl-posix'),
    paging: v.optional(v.boolean(), false),
    signIn: v.optional(v.boolean(), false),
  }),
} as const;

/** What a tool is going to do, as far as its user has to know it before. */
export interface PlannedCall {
  readonly connection: Connection;
  readonly query: ChildrenQuery;
  /** Customers that the model will be told about, at the most. */
  readonly most: number;
}
interface Planned extends PlannedCall {
  /** What of the input cannot be had, as English sentences. */
  readonly notes: readonly string[];
}

/** What a tool would ask for; reads the input and asks nobody. */
export function plannedCall(
  tool: Exclude<Tool, 'connections'>,
  input: unknown,
  { connections, settings }: Pick<ProgramsRoom, 'connections' | 'settings'>,
): Asked<Planned> {
  const connection = connections.active();
  if (connection === undefined) return { kind: 'problem', sentence: noConnection(connections) };
  const read = readQuery(input, connection, settings());
  if (read.kind === 'problem') return read;
  const checked = v.safeParse(inputs[tool], input);
  if (!checked.success) return { kind: 'problem', sentence: schemaProblem(checked.issues) };
  const { query } = read;
  switch (tool) {
    case 'page': {
      const rows = v.is(v.object({ limit: v.number() }), input) ? query.limit : MOST_ROWS;
      const notes = rows > MOST_ROWS ? [`At most ${MOST_ROWS} customers are given at a time.`] : [];
      const limit = Math.min(rows, MOST_ROWS);
      return { kind: 'asked', connection, query: { ...query, limit }, most: limit, notes };
    }
    case 'customer': {
      const { row } = v.parse(inputs.customer, input);
      const asked: ChildrenQuery =
        row === undefined
          ? { ...query, associationEntityType: 'parentChildCustomer', limit: 1, offset: 0 }
          : { ...query, limit: 1, offset: row - 1 };
      return { kind: 'asked', connection, query: asked, most: 1, notes: [] };
    }
    case 'summary': {
      const { customers } = v.parse(inputs.summary, input);
      const most = Math.min(customers, MOST_CUSTOMERS);
      const notes =
        most < customers ? [`At most ${MOST_CUSTOMERS} customers are read for a summary.`] : [];
      return { kind: 'asked', connection, query, most, notes };
    }
    case 'snippet':
      return { kind: 'asked', connection, query, most: 0, notes: [] };
  }
}

/** What a language model gets from a tool: always text within a bound, also where nothing can be had. */
export async function toolText(
  tool: Tool,
  input: unknown,
  room: ProgramsRoom,
  signal: AbortSignal,
): Promise<string> {
  if (tool === 'connections') return boundedText(await connectionsText(room));
  const planned = plannedCall(tool, input, room);
  if (planned.kind === 'problem') return planned.sentence;
  const text = await plannedText(tool, input, planned, room, signal);
  return boundedText([...planned.notes, text].join('\n'), MOST_CHARACTERS + 1000);
}

async function plannedText(
  tool: Exclude<Tool, 'connections'>,
  input: unknown,
  { connection, query, most }: Planned,
  room: ProgramsRoom,
  signal: AbortSignal,
): Promise<string> {
  switch (tool) {
    case 'page': {
      const { asJson } = v.parse(inputs.page, input);
      return withPage(room, connection, query, signal, (page) =>
        pageText(page, connection.name, room.masking, asJson),
      );
    }
    case 'customer': {
      const { row } = v.parse(inputs.customer, input);
      return withPage(room, connection, query, signal, (page) => {
        const customer =
          row === undefined ? queriedAmong(page.query, page.customers) : page.customers[0];
        return customer === undefined
          ? 'There is no such customer in the answer.'
          : customerText(page, customer, connection.name, room);
      });
    }
    case 'summary': {
      const { levels } = v.parse(inputs.summary, input);
      const bounds = {
        customers: most,
        ...(levels !== undefined && { levels: Math.min(levels, MOST_LEVELS) }),
      };
      return hierarchySummary(room, connection, query, bounds, signal);
    }
    case 'snippet': {
      const choice: SnippetChoice = v.parse(inputs.snippet, input);
      // the model said itself whom the request is about; the screen is to show nobody
      return snippetText(connection, query, choice, room.shownMasking);
    }
  }
}

async function withPage(
  { api, masking }: ProgramsRoom,
  connection: Connection,
  query: ChildrenQuery,
  signal: AbortSignal,
  textOf: (page: Page) => string,
): Promise<string> {
  const answer = await api.page(connection, query, { signal, background: true });
  return answer.kind === 'page' ? textOf(answer) : failureText(answer, masking);
}

/** All that the answer has of one customer. */
function customerText(
  page: Page,
  { pointer }: Customer,
  connectionName: string,
  { masking }: ProgramsRoom,
): string {
  const json = valueTextAt(masking.page(page).text, pointer) ?? '';
  return [
    ...exchangeLines(page, connectionName, masking),
    ...(masking.isOn ? [MASKED] : []),
    DATA_FOLLOWS,
    '',
    boundedText(visibleLines(prettyPrint(json)), MOST_CHARACTERS),
  ].join('\n');
}

function noConnection({ all }: Pick<ProgramsRoom['connections'], 'all'>): string {
  return all().length === 0
    ? 'There is no connection yet. Ask the user to run “Customer Hierarchy: Try the Sandbox” or “Customer Hierarchy: Add Connection…”.'
    : 'No connection is in use. Ask the user to choose one by “Customer Hierarchy: Use Connection…”.';
}

async function connectionsText({ connections }: ProgramsRoom): Promise<string> {
  const all = connections.all();
  if (all.length === 0) return noConnection(connections);
  const active = connections.active()?.id;
  const lines = await Promise.all(
    all.map(async (connection) => {
      const { id, name, origin, signIn, defaultSource, defaultAccountId } = connection;
      // the sandbox signs in by itself
      const isSandbox = id === 'sandbox';
      const isSignedIn = isSandbox || (await connections.signInMark(connection, '')) !== undefined;
      return JSON.stringify({
        name: visibleText(name, 100),
        host: isSandbox ? 'the sandbox on this computer' : visibleText(origin, 200),
        signIn,
        isSignedIn,
        isInUse: id === active,
        ...(defaultSource !== undefined && { defaultSource: visibleText(defaultSource, 100) }),
        ...(defaultAccountId !== undefined && {
          defaultAccountId: visibleText(defaultAccountId, 100),
        }),
      });
    }),
  );
  return [
    'Connections, one a line. All tools ask the one that is in use; the user chooses it by “Customer Hierarchy: Use Connection…”.',
    ...lines,
  ].join('\n');
}
