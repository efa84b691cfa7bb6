import { readAnswer } from '../../src/api/answer';
import type { Connection } from '../../src/api/connection';
import { contractReport } from '../../src/api/contract';
import { expansionIdentifiers } from '../../src/api/identifiers';
import { prettyPrint, valueTextAt } from '../../src/api/json';
import type { Answer, Page } from '../../src/api/page';
import { queryProblems, type ChildrenQuery } from '../../src/api/query';
import { requestAsSent } from '../../src/api/request';
import { errorSentenceIn, type Localisation } from '../../src/connections/errorSentences';
import { Forest } from '../../src/customers/forest';
import { rowTooltip } from '../../src/customers/rowTooltip';
import { accessibleLabel, rowWords, type RowFacts } from '../../src/customers/rowWords';
import type { Row } from '../../src/customers/rows';
import { figuresOf } from '../../src/figures';
import { departuresText, departuresView } from '../../src/inspector/departureWords';
import { maskedPage } from '../../src/privacy/masking';
import { curlCommand } from '../../src/snippets/curl';
import { shells } from '../../src/snippets/shells';
import type { FuzzCase } from './fuzzCases';

const connection: Connection = {
  id: 'fuzz',
  name: 'Fuzz',
  origin: 'http://127.0.0.1:1',
  signIn: 'token',
};
/** Rows of one answer that are looked at: a person unfolds no more at a time. */
const MOST_ROWS = 40;
/** Comparing megabytes would take longer than what is looked at. */
const LONGEST_COMPARED = 100_000;

const l10n: Localisation = {
  t: (message: unknown, ...values: unknown[]) => {
    const named = (values[0] ?? {}) as Record<string, unknown>;
    return String(message).replace(/\{(\w+)\}/g, (_all, name: string) => String(named[name]));
  },
};
const wording = { l10n, value: (text: string) => text, figures: figuresOf('en') };

/**
 * Takes an answer through everything that reads or shows one. Throws where one of them does, and
 * where the text shown is not the text that came.
 */
export async function takeThrough({ body, query }: FuzzCase): Promise<void> {
  const answer = read(body, query);
  if (answer.kind === 'page') lookAtPage(answer);
  else errorSentenceIn(l10n, answer);
  await lookAtRows(answer, query);
}

function read(body: Buffer, query: ChildrenQuery): Answer {
  const reply = {
    kind: 'reply',
    status: 200,
    headers: {},
    text: body.toString('utf8'),
    sizeBytes: body.length,
    startedAt: 0,
    durationMs: 1,
  } as const;
  return readAnswer(query, reply, {
    request: requestAsSent(connection, query),
    timeoutSeconds: 30,
    maxMegabytes: 64,
    secrets: () => ['a-secret-of-the-fuzz'],
  });
}

function lookAtPage(page: Page): void {
  const report = contractReport(page);
  departuresView(wording, report);
  departuresText(wording, report);
  for (const { places } of report.departures.slice(0, 10))
    if (places[0] !== undefined) valueTextAt(page.text, places[0].pointer);
  const pretty = prettyPrint(page.text);
  const isShort = page.text.length < LONGEST_COMPARED;
  if (isShort && pretty.replace(/\s/g, '') !== page.text.replace(/\s/g, ''))
    throw new Error('The text shown is not the text that came.');
  maskedPage(page);
  for (const customer of page.customers.slice(0, 5)) {
    for (const { type, value } of expansionIdentifiers(customer).slice(0, 5)) {
      const asked = { ...page.query, identifierType: type, identifierValue: value };
      if (queryProblems(asked).length > 0) continue;
      for (const shell of shells)
        curlCommand(requestAsSent(connection, asked), { shell, oneLine: false });
    }
  }
}

async function lookAtRows(answer: Answer, query: ChildrenQuery): Promise<void> {
  const forest = new Forest({
    ask: () => Promise.resolve(answer),
    connection: () => connection,
    pageSize: () => 50,
    identifierPreference: () => ['mobile', 'email'],
    changed: () => undefined,
    working: () => undefined,
  });
  const facts: RowFacts = {
    l10n,
    locale: 'en',
    connectionName: () => 'Fuzz',
    level: (row) => forest.begunLevel(row),
    hostBefore: () => undefined,
    askedBy: (row) => forest.askedBy(row),
  };
  const root = forest.plant({ connectionId: connection.id, query });
  await forest.level(root).show();
  const waiting: Row[] = [root];
  for (let seen = 0; seen < MOST_ROWS; seen++) {
    const row = waiting.shift();
    if (row === undefined) return;
    rowWords(row, facts);
    accessibleLabel(row, facts);
    rowTooltip(row, facts);
    // the next level would be another answer
    if (row.kind !== 'children') waiting.push(...forest.children(row).slice(0, MOST_ROWS));
  }
}
