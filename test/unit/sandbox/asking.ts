import { basicHeaderValue } from '../../../src/sandbox/signIn';
import type { Sandbox, SandboxParent } from '../../../src/sandbox/sandbox';
import { inEnglish } from '../../../src/sentence';

/** An answer as it came over the wire, and what is in it. */
export interface Asked {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Body;
}

/** The fields that the tests look at; undefined where an answer has none. */
interface Body {
  readonly entity?: {
    readonly customers: readonly Row[];
    readonly count: number;
    readonly warnings: readonly unknown[];
    readonly parentCustomer?: unknown;
  };
  readonly errors?: readonly { readonly code: number; readonly message: string }[];
  readonly warnings?: readonly unknown[];
  readonly success?: boolean;
}

export interface Row {
  readonly profiles: readonly {
    readonly firstName: string;
    readonly lastName: string;
    readonly userId: number;
    readonly autoUpdateTime: string;
    readonly source: string;
    readonly identifiers: readonly { readonly type: string; readonly value: string }[];
    readonly conflictingProfileList: readonly unknown[];
  }[];
  readonly extendedFields: Readonly<Record<string, unknown>>;
  readonly roleCode?: string;
  readonly createdDate?: string;
  readonly noOfChildren?: number;
  readonly defaultChild?: boolean;
  readonly parentCustomer?: unknown;
}

/** Signs in with Basic and asks. */
export async function ask(
  sandbox: Sandbox,
  path: string,
  query: Readonly<Record<string, string | number | boolean>> = {},
): Promise<Asked> {
  const search = new URLSearchParams(
    Object.entries(query).map(([field, value]) => [field, String(value)]),
  );
  const headers = { authorization: `Basic ${basicHeaderValue(sandbox.credentials.basic)}` };
  return read(await fetch(`${sandbox.origin}${path}?${search.toString()}`, { headers }));
}

export async function read(response: Response): Promise<Asked> {
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: JSON.parse(text) as Body,
  };
}

/** Asks for the children of the customer with a mobile number. */
export function askChildren(
  sandbox: Sandbox,
  mobile: string,
  more: Readonly<Record<string, string | number | boolean>> = {},
): Promise<Asked> {
  return ask(sandbox, '/v2/customers/bulk', {
    associationEntityType: 'parentCustomer',
    associationEntityIdentifierType: 'mobile',
    associationEntityIdentifierValue: mobile,
    ...more,
  });
}

/** Asks for one of the sandbox's own parents, the way it says. */
export function askParent(
  sandbox: Sandbox,
  parent: SandboxParent,
  more: Readonly<Record<string, string | number | boolean>> = {},
): Promise<Asked> {
  return ask(sandbox, '/v2/customers/bulk', {
    associationEntityType: parent.associationEntityType,
    associationEntityIdentifierType: parent.identifierType,
    associationEntityIdentifierValue: parent.identifierValue,
    ...(parent.source === undefined ? {} : { source: parent.source }),
    ...(parent.accountId === undefined ? {} : { accountId: parent.accountId }),
    ...(parent.includeNoOfChildren ? { includeNoOfChildren: true } : {}),
    ...(parent.includeCustomerAssociateDetail ? { includeCustomerAssociateDetail: true } : {}),
    ...more,
  });
}

export function parentCalled(sandbox: Sandbox, label: string): SandboxParent {
  const parent = sandbox.parents.find((one) => inEnglish(one.label) === label);
  if (!parent) throw new Error(`The sandbox has no parent "${label}".`);
  return parent;
}

export function rowsOf({ body }: Asked): readonly Row[] {
  return body.entity?.customers ?? [];
}

export function nameOf({ profiles }: Row): string {
  return `${profiles[0]?.firstName ?? ''} ${profiles[0]?.lastName ?? ''}`;
}

/** Ids as digits, from the text of the answer: parsing would round some. */
export function userIdsOf({ text }: Asked): readonly string[] {
  const rows = text.split('"extendedFields"').slice(0, -1);
  return rows.flatMap((row) => /"userId":(\d+),"accountId"/.exec(row)?.[1] ?? []);
}

/** Code of the first error, with the HTTP status. */
export function refusal({ status, body }: Asked): string {
  return `${status}/${body.errors?.[0]?.code ?? 'none'}`;
}
