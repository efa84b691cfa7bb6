import * as vscode from 'vscode';
import type { Connection } from '../api/connection';
import { identifierHint } from '../api/identifiers';
import { queryPath, type ChildrenQuery } from '../api/query';
import type { Masking } from '../privacy/masking';
import { translated } from '../sentence';
import { fieldProblems, requestOf } from './fields';
import { isBrokenShape } from './shownFields';
import { missingConnectionSentence } from './missingConnection';
import type { FieldName, FieldProblem, FormFields, Verdict } from './wire';
import { brokenShapeSentence, unseenSentence, useConnectionTitle } from './words';

/** What is to be said of a form as it stands, before it is run. */
export function verdictOf(
  draft: number,
  fields: FormFields,
  connection: Connection | undefined,
  /** The one in use, offered in the place of one that is gone. */
  current: Connection | undefined,
  masking: Masking,
): Omit<Verdict, 'canUndo' | 'canRedo'> {
  const { query } = requestOf(fields);
  const isMissing = connection === undefined && fields.connectionId !== '';
  const problems: readonly FieldProblem[] = [
    ...(isMissing ? [missingConnection(current)] : []),
    ...(isBrokenShape(fields) ? [error('identifierValue', brokenShapeSentence())] : []),
    ...fieldProblems(fields, vscode.l10n, (shown) => unseenSentence(masking.value(shown))),
  ];
  return {
    draft,
    ...(isSendable(query) && {
      url: masking.url(`${connection?.origin ?? ''}${queryPath(query)}`),
    }),
    problems,
    identifierHint: translated(vscode.l10n, identifierHint(query.identifierType)),
  };
}

function missingConnection(current: Connection | undefined): FieldProblem {
  const problem = error('connectionId', missingConnectionSentence());
  if (current === undefined) return problem;
  return { ...problem, offer: { title: useConnectionTitle(current.name), value: current.id } };
}

function error(field: FieldName, reason: string): FieldProblem {
  return { field, reason, severity: 'error' };
}

function isSendable({ limit, offset }: ChildrenQuery): boolean {
  return Number.isSafeInteger(limit) && Number.isSafeInteger(offset);
}
