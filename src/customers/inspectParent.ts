import * as vscode from 'vscode';
import type { Connection } from '../api/connection';
import { identifierProblem } from '../api/identifiers';
import type { AssociationEntityType, CustomersRequest } from '../api/query';
import { runSteps } from '../connections/steps';
import { translated } from '../sentence';
import { readInspectArgument, type ParentQuestion } from './commandArguments';
import { badArgument, summary, type LevelSummary } from './commands';
import { inspectSteps, type InspectDraft } from './inspectSteps';
import { rememberParent } from './recentParents';
import type { CustomersRoom } from './room';

/** Asks for what the argument leaves open, puts the parent into the view, and loads its first page. */
export async function inspectParent(
  room: CustomersRoom,
  argument: unknown,
): Promise<LevelSummary | undefined> {
  const read = readInspectArgument(argument);
  if (read.kind === 'problem') {
    badArgument(read.problem);
    return undefined;
  }
  const given = read.value;
  const question = given.kind === 'question' ? given.question : undefined;
  if (question !== undefined) {
    const problem = identifierProblem(question.identifierType, question.identifierValue);
    if (problem !== undefined) {
      badArgument(
        vscode.l10n.t('{name}: {value}', {
          name: 'identifierValue',
          value: translated(vscode.l10n, problem),
        }),
      );
      return undefined;
    }
  }
  const connectionId = given.kind === 'question' ? given.question.connectionId : given.connectionId;
  const connection = await connectionOf(room, connectionId);
  if (connection === undefined) return undefined;
  const request =
    question === undefined
      ? await askForParent(room, connection)
      : requestOf(room, connection, question);
  if (request === undefined) return undefined;
  const { identifierType, identifierValue } = request.query;
  await rememberParent(room.workspaceState, connection.id, { identifierType, identifierValue });
  return summary(room, await room.inspect(request));
}

async function connectionOf(
  room: CustomersRoom,
  id: string | undefined,
): Promise<Connection | undefined> {
  if (id === undefined) return room.connections.current();
  const connection = room.connections.get(id);
  if (connection === undefined) badArgument(vscode.l10n.t('There is no such connection.'));
  return connection;
}

async function askForParent(
  room: CustomersRoom,
  connection: Connection,
): Promise<CustomersRequest | undefined> {
  const start: InspectDraft = {
    associationEntityType: 'parentCustomer',
    identifierType: undefined,
    identifierValue: '',
    source: connection.defaultSource ?? room.settings().defaultSource,
    accountId: connection.defaultAccountId ?? '',
    asksSource: false,
  };
  const draft = await runSteps(inspectSteps(room, connection), start);
  if (draft?.identifierType === undefined) return undefined;
  const { source, accountId } = draft;
  return {
    connectionId: connection.id,
    query: {
      ...questionOf(draft.associationEntityType, draft.identifierType, draft.identifierValue),
      ...(source !== '' && { source }),
      ...(accountId !== '' && { accountId }),
      limit: room.settings().pageSize,
    },
  };
}

function requestOf(
  room: CustomersRoom,
  connection: Connection,
  question: ParentQuestion,
): CustomersRequest {
  const { defaultSource, pageSize } = room.settings();
  const source = question.source ?? connection.defaultSource ?? defaultSource;
  // the default account belongs to the default source, and to no other
  const accountId =
    question.accountId ?? (question.source === undefined ? connection.defaultAccountId : undefined);
  const { sortBy, sortOrder } = question;
  return {
    connectionId: connection.id,
    query: {
      ...questionOf(
        question.associationEntityType,
        question.identifierType,
        question.identifierValue,
      ),
      ...(source !== '' && { source }),
      ...(accountId && { accountId }),
      ...(sortBy && { sortBy }),
      ...(sortOrder && { sortOrder }),
      limit: pageSize,
      includeNoOfChildren: question.includeNoOfChildren,
      includeCustomerAssociateDetail: question.includeCustomerAssociateDetail,
    },
  };
}

/** The tree wants to know who has children, and who they are to their parent. */
function questionOf(
  associationEntityType: AssociationEntityType,
  identifierType: string,
  identifierValue: string,
) {
  return {
    associationEntityType,
    identifierType,
    identifierValue,
    offset: 0,
    includeNoOfChildren: true,
    includeCustomerAssociateDetail: true,
  };
}
