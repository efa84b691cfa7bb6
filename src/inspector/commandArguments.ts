import * as v from 'valibot';
import type { Answer } from '../api/page';
import { associationEntityTypes, sortOrders, type CustomersRequest } from '../api/query';
import { codeTargets } from '../snippets/codeTargets';
import type { CommandTarget, StoredAnswer } from './commandTarget';

/**
 * What a command may be called with: a row of a view, or an object that somebody wrote into
 * keybindings.json or a test. Both have the fields of `CommandTarget`; a hand-written request may
 * leave out of its query what has a sensible value.
 */
export interface InspectorArgument extends CommandTarget {
  /** Opens a panel of its own instead of the one in use. */
  readonly newPanel?: boolean;
  /** Whether to run the query at once; it does by default where there is no answer yet. */
  readonly run?: boolean;
  /** JSON Pointer of the value in the answer that the cursor goes to. */
  readonly reveal?: string;
  /** What Copy as Code writes, without asking. */
  readonly code?: CodeArgument;
}

export interface CodeArgument {
  /** The id of one of `codeTargets`. */
  readonly target: string;
  readonly paging: boolean;
  readonly signIn: boolean;
}

/** Rows asked for where a hand-written query does not say. */
const DEFAULT_LIMIT = 50;

const query = v.object({
  associationEntityType: v.optional(v.picklist(associationEntityTypes), 'parentCustomer'),
  identifierType: v.string(),
  identifierValue: v.string(),
  source: v.optional(v.string()),
  accountId: v.optional(v.string()),
  limit: v.optional(v.number(), DEFAULT_LIMIT),
  offset: v.optional(v.number(), 0),
  sortBy: v.optional(v.string()),
  sortOrder: v.optional(v.picklist(sortOrders)),
  includeNoOfChildren: v.optional(v.boolean(), true),
  includeCustomerAssociateDetail: v.optional(v.boolean(), true),
});
/** Without a connection, the active one is meant. */
const request = v.object({ connectionId: v.optional(v.string(), ''), query });

const argument = v.object({
  request: v.optional(request),
  /** Only rows have one; made by the client, so its kind is all there is to check. */
  answer: v.optional(v.custom<Answer>(isAnswer)),
  stored: v.optional(v.custom<StoredAnswer>(isStored)),
  value: v.optional(v.string()),
  json: v.optional(v.object({ text: v.string(), pointer: v.string() })),
  newPanel: v.optional(v.boolean()),
  run: v.optional(v.boolean()),
  reveal: v.optional(v.string()),
  code: v.optional(
    v.object({
      target: v.picklist(
        codeTargets.map(({ id }) => id),
        'No code is written by this name',
      ),
      paging: v.optional(v.boolean(), false),
      signIn: v.optional(v.boolean(), false),
    }),
  ),
});

export type ReadArgument =
  | { readonly kind: 'argument'; readonly argument: InspectorArgument }
  | { readonly kind: 'problem'; readonly message: string };

/** Checks what a command was called with; nothing at all is fine. */
export function readArgument(given: unknown): ReadArgument {
  if (given === undefined || given === null) return { kind: 'argument', argument: {} };
  const read = v.safeParse(argument, given);
  if (!read.success) {
    const [issue] = read.issues;
    const path = v.getDotPath(issue);
    // what was received may be somebody's number
    const message = issue.message.replace(/ but received .*$/s, '');
    return { kind: 'problem', message: path === null ? message : `${path}: ${message}` };
  }
  return { kind: 'argument', argument: withoutUndefined(read.output) };
}

/** Undefined for anything that is not a request. */
export function readRequest(given: unknown): CustomersRequest | undefined {
  const read = v.safeParse(request, given);
  return read.success ? read.output : undefined;
}

function isAnswer(given: unknown): boolean {
  return (
    typeof given === 'object' && given !== null && 'kind' in given && typeof given.kind === 'string'
  );
}

function isStored(given: unknown): boolean {
  return (
    typeof given === 'object' &&
    given !== null &&
    'read' in given &&
    typeof given.read === 'function'
  );
}

/** A missing field and one that is undefined mean the same to whoever called the command. */
function withoutUndefined(read: v.InferOutput<typeof argument>): InspectorArgument {
  return {
    ...(read.request !== undefined && { request: read.request }),
    ...(read.answer !== undefined && { answer: read.answer }),
    ...(read.stored !== undefined && { stored: read.stored }),
    ...(read.value !== undefined && { value: read.value }),
    ...(read.json !== undefined && { json: read.json }),
    ...(read.newPanel !== undefined && { newPanel: read.newPanel }),
    ...(read.run !== undefined && { run: read.run }),
    ...(read.reveal !== undefined && { reveal: read.reveal }),
    ...(read.code !== undefined && { code: read.code }),
  };
}
