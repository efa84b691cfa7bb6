/**
 * Customers as the API described them. Values keep every field, also the ones that no documentation
 * names; numbers that JavaScript would round are kept as `ExactNumber`.
 */

/** A number whose digits a JavaScript number cannot hold; prints as it came over the wire. */
export interface ExactNumber {
  readonly isLosslessNumber: true;
  readonly value: string;
  toString(): string;
}
export type JsonValue =
  string | number | boolean | null | ExactNumber | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

/** An identifier (`identifiers[]`): its type in the server's own casing, and its value as text. */
export interface Identifier {
  readonly type: string;
  readonly value: string;
}

/** A way to reach the customer (`commChannels[]`). */
export interface CommunicationChannel {
  readonly type: string;
  readonly value: string;
  readonly primary?: boolean;
  readonly verified?: boolean;
  readonly json: JsonObject;
}

/** One profile per source and account (`profiles[]`). */
export interface Profile {
  readonly firstName: string;
  readonly lastName: string;
  readonly source: string;
  readonly accountId: string;
  /** Digits, never rounded; undefined when the answer has none. */
  readonly userId?: string;
  readonly identifiers: readonly Identifier[];
  /** `identifiersAll`: those of every source. */
  readonly identifiersAll: readonly Identifier[];
  readonly channels: readonly CommunicationChannel[];
  /** Custom fields. */
  readonly fields: JsonObject;
  /** Entries of `conflictingProfileList`, whose shape is undocumented. */
  readonly conflicts: readonly JsonValue[];
  readonly autoUpdateTime?: string;
  readonly json: JsonObject;
}

export interface Customer {
  /** The first profile's userId: the only key that the API gives a customer. */
  readonly userId?: string;
  /** First and last name of the first profile that has any; may be empty. */
  readonly name: string;
  readonly profiles: readonly Profile[];
  readonly extendedFields: JsonObject;
  readonly roleCode?: string;
  readonly createdDate?: string;
  readonly defaultChild?: boolean;
  readonly noOfChildren?: number;
  readonly parentCustomer?: JsonObject;
  readonly json: JsonObject;
  /** JSON Pointer of the customer in its answer, such as `/entity/customers/3`. */
  readonly pointer: string;
}
