import * as vscode from 'vscode';
import { pageWith } from '../api/answer';
import type { Connection } from '../api/connection';
import { isJsonArray } from '../api/exactJson';
import type { Answer, Page, Waiting } from '../api/page';
import type { CustomersRequest } from '../api/query';
import { waitingWordsIn } from '../connections/waitingSentences';
import { recentParents } from '../customers/recentParents';
import { customersSettings } from '../customers/settings';
import { slowWork } from '../customers/slowWork';
import { readArgument } from '../inspector/commandArguments';
import { heldFields, identifiersIn, type FoundIdentifier } from './identifierFields';
import { preview } from './preview';
import type { DebuggingRoom } from './register';

/** Asks the API what an inspector shows, as it is now, and opens what is different. */
export async function compareWithApi(room: DebuggingRoom, argument: unknown): Promise<void> {
  const read = readArgument(argument);
  const given = read.kind === 'argument' ? read.argument : {};
  const target = given.answer === undefined ? ((await room.activeTarget()) ?? {}) : given;
  const { answer, request } = target;
  if (answer?.kind !== 'page' || request === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'Open an answer in the inspector first: it is compared with what the API says.',
      ),
    );
    return;
  }
  const asked =
    answer.heldBy === undefined
      ? { connectionId: request.connectionId, query: answer.query }
      : await askWhose(room, answer);
  const connection = asked && room.connections.get(asked.connectionId);
  if (asked === undefined || connection === undefined) return;
  const now = await ask(room, connection, asked);
  if (now.kind === 'cancelled') return;
  if (now.kind !== 'page') {
    await vscode.commands.executeCommand('customerHierarchy.openInspector', {
      request: asked,
      answer: now,
      newPanel: true,
    });
    return;
  }
  const before = answer.heldBy === undefined ? answer : pageWith(answer, { query: asked.query });
  await vscode.commands.executeCommand('customerHierarchy.compareWith', {
    first: { request: asked, answer: before },
    second: { request: asked, answer: now },
  });
}

/** An answer does not say whose child customers it lists, or only sometimes. */
async function askWhose(
  { connections, personalData, workspaceState }: DebuggingRoom,
  page: Page,
): Promise<CustomersRequest | undefined> {
  const { identifierPreference: preference, pageSize, defaultSource } = customersSettings();
  const active = connections.active();
  const lately = active === undefined ? [] : recentParents(workspaceState, active.id);
  const chosen = await preview(
    { connections, personalData, preference },
    {
      title: vscode.l10n.t('Compare: Whose Child Customers Are These?'),
      found: [
        ...parentIn(page, preference),
        ...lately.map(({ identifierType: type, identifierValue: value }) => ({
          name: vscode.l10n.t('the parents inspected lately'),
          type,
          value,
        })),
      ],
      isEditable: false,
    },
  );
  if (chosen === undefined) return undefined;
  const { connection, identifier } = chosen;
  const source = connection.defaultSource ?? defaultSource;
  const accountId = connection.defaultAccountId;
  return {
    connectionId: connection.id,
    query: {
      ...page.query,
      identifierType: identifier.type,
      identifierValue: identifier.value,
      ...(source !== '' && { source }),
      ...(accountId !== undefined && accountId !== '' && { accountId }),
      limit: Math.max(pageSize, page.customers.length),
    },
  };
}

/** Where the documentation says that an answer names its parent. */
function parentIn(page: Page, preference: readonly string[]): readonly FoundIdentifier[] {
  const parent =
    page.parentCustomer ?? page.customers.find((one) => one.parentCustomer)?.parentCustomer;
  if (parent === undefined) return [];
  const [profile] = isJsonArray(parent.profiles) ? parent.profiles : [];
  return identifiersIn([...heldFields(parent), ...heldFields(profile)], preference).map(
    (found) => ({
      ...found,
      name: 'parentCustomer',
    }),
  );
}

async function ask(
  { api }: DebuggingRoom,
  connection: Connection,
  { query }: CustomersRequest,
): Promise<Answer> {
  const cancelling = new AbortController();
  let wait: Waiting | undefined;
  const answering = api.page(connection, query, {
    signal: cancelling.signal,
    waiting: (it) => (wait = it),
  });
  const ended = answering.then(() => undefined);
  slowWork()(ended, {
    stop: () => cancelling.abort(),
    said: () => wait && waitingWordsIn(vscode.l10n, wait, Date.now()),
  });
  return answering;
}
