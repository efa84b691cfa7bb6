import { AsDocumented } from './asDocumented';
import {
  answerShape,
  type Field,
  type ListedValues,
  type PlainType,
  type Presence,
  type Shape,
} from './contractShape';
import type { Customer, JsonObject, JsonValue } from './customer';
import { countOf } from './customers';
import {
  cutText,
  Findings,
  memberPointer,
  type ContractReport,
  type EarlierPlace,
} from './departures';
import { isJsonArray, isJsonObject } from './exactJson';
import { isOf, typeOf } from './jsonTypes';
import { forgetLastMatch } from './lastMatch';
import type { Page } from './page';
import { mayRepeatKeys, repeatedKeySteps } from './repeatedKeys';

/** What was seen of the same listing before: whom a page had. */
export interface EarlierPage {
  readonly offset: number;
  /** Of each row; undefined where a row has none. */
  readonly userIds: readonly (string | undefined)[];
  /** Number of the row that says it is the default child; -1 where none does. */
  readonly defaultChild: number;
}

/** What a later page of the same listing is compared with. */
export function earlierPage({ query, customers }: Page): EarlierPage {
  return {
    offset: query.offset,
    userIds: customers.map(({ userId }) => userId),
    defaultChild: customers.findIndex(({ defaultChild }) => defaultChild === true),
  };
}

/** How much is looked at between two steps: a fraction of a millisecond. */
const CHECKS_A_STEP = 500;

/** Where an answer departs from the documentation; `contractSteps` does the same in slices. */
export function contractReport(page: Page, earlier: readonly EarlierPage[] = []): ContractReport {
  const steps = contractSteps(page, earlier);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/**
 * Compares an answer with the documentation, a small step at a time, so that the largest answer
 * keeps nobody waiting; whoever no longer wants the report stops taking steps.
 */
export function* contractSteps(
  page: Page,
  earlier: readonly EarlierPage[] = [],
): Generator<undefined, ContractReport> {
  const findings = new Findings();
  checkFigures(page, findings);
  yield* checkRows(page, earlier, findings);
  const check = new ShapeCheck(page, findings);
  yield* check.steps();
  if (mayRepeatKeys(page, check.keys))
    yield* repeatedKeySteps(page.text, (at) => findings.add({ kind: 'repeatedKey' }, at));
  forgetLastMatch();
  return findings.report();
}

function checkFigures({ body, query, customers, exchange }: Page, findings: Findings): void {
  const entity = isJsonObject(body.entity) ? body.entity : {};
  const rows = customers.length;
  const count = countOf(entity.count);
  const { limit } = query;
  if (exchange.repeatedSecret) findings.add({ kind: 'repeatedSecret' }, '');
  if (exchange.notUtf8) findings.add({ kind: 'notUtf8' }, '');
  if (body.success === false) findings.add({ kind: 'notSuccess' }, '/success');
  if (count !== undefined && count !== rows)
    findings.add({ kind: 'otherCount', said: count, rows }, '/entity/count');
  if (rows > limit) findings.add({ kind: 'moreThanLimit', limit, rows }, '/entity/customers');
}

/** Rows are told apart by their userId, and at most one child of a parent is its default one. */
function* checkRows(
  { query, customers }: Page,
  earlier: readonly EarlierPage[],
  findings: Findings,
): Generator<undefined> {
  const seen = new Map<string, EarlierPlace>();
  let defaultChild: EarlierPlace | undefined;
  for (const page of earlier) {
    const placeOf = (row: number): EarlierPlace => ({ pointer: rowAt(row), offset: page.offset });
    for (const [row, userId] of page.userIds.entries())
      if (userId !== undefined && !seen.has(userId)) seen.set(userId, placeOf(row));
    if (page.defaultChild >= 0) defaultChild ??= placeOf(page.defaultChild);
    yield;
  }
  for (const [row, customer] of customers.entries()) {
    const { userId, pointer } = customer;
    const before = userId === undefined ? undefined : seen.get(userId);
    if (before !== undefined) findings.add({ kind: 'seenBefore' }, pointer, before);
    else if (userId !== undefined) seen.set(userId, { pointer });
    if (before === undefined && isDefaultChild(customer, row, query)) {
      const at = `${pointer}/defaultChild`;
      if (defaultChild !== undefined) findings.add({ kind: 'otherDefaultChild' }, at, defaultChild);
      defaultChild ??= { pointer: at };
    }
    if (row % CHECKS_A_STEP === CHECKS_A_STEP - 1) yield;
  }
}

/** A company has many parents, and the customer that was asked for is a child of another one. */
function isDefaultChild(customer: Customer, row: number, query: Page['query']): boolean {
  if (customer.defaultChild !== true || query.associationEntityType === 'company') return false;
  return query.associationEntityType === 'parentCustomer' || query.offset + row > 0;
}

function rowAt(row: number): string {
  return `/entity/customers/${row}`;
}

/** A value that is still to be compared; of a list, from the item `next` on. */
type Task =
  | {
      readonly kind: 'value';
      readonly value: JsonValue;
      readonly shape: Shape;
      readonly at: string;
    }
  | {
      readonly kind: 'items';
      readonly items: readonly JsonValue[];
      readonly shape: Shape;
      readonly at: string;
      next: number;
    };

/** Goes through an answer along the documented shape; what is not documented is not entered. */
class ShapeCheck {
  readonly #page: Page;
  readonly #findings: Findings;
  readonly #asDocumented: AsDocumented;
  /** The next one is the last. */
  readonly #tasks: Task[] = [];
  /** Of all objects of the answer, where it is as documented. */
  keys: number | undefined;

  constructor(page: Page, findings: Findings) {
    this.#page = page;
    this.#findings = findings;
    this.#asDocumented = new AsDocumented(page.query);
  }

  *steps(): Generator<undefined> {
    if (this.#asDocumented.is(this.#page.body, answerShape)) {
      this.keys = this.#asDocumented.keys;
      return;
    }
    this.#tasks.push({ kind: 'value', value: this.#page.body, shape: answerShape, at: '' });
    let checks = 0;
    for (let task = this.#tasks.pop(); task !== undefined; task = this.#tasks.pop()) {
      if (task.kind === 'items') this.#nextItem(task);
      else this.#check(task.value, task.shape, task.at);
      if (++checks + this.#asDocumented.looked < CHECKS_A_STEP) continue;
      checks = 0;
      this.#asDocumented.looked = 0;
      yield;
    }
  }

  #nextItem(task: Extract<Task, { kind: 'items' }>): void {
    const { items, shape, at, next } = task;
    const value = items[next];
    if (value === undefined) return;
    task.next += 1;
    this.#tasks.push(task);
    if (!this.#asDocumented.is(value, shape))
      this.#tasks.push({ kind: 'value', value, shape, at: `${at}/${next}` });
  }

  #check(value: JsonValue, shape: Shape, at: string): void {
    switch (shape.kind) {
      case 'anything':
        return;
      case 'listed':
        this.#checkListed(value, shape.listed, at);
        return;
      case 'list':
        if (!isJsonArray(value)) this.#otherType('list', value, at);
        else if (value.length === 0 && shape.isNeverEmpty) this.#missing('always', `${at}/0`);
        else this.#tasks.push({ kind: 'items', items: value, shape: shape.items, at, next: 0 });
        return;
      case 'object':
        if (isJsonObject(value)) this.#checkObject(value, shape.fields, at);
        else this.#otherType('object', value, at);
        return;
      case 'freeObject':
        if (isJsonObject(value)) this.#checkFreeObject(value, shape.values, at);
        else this.#otherType('object', value, at);
        return;
      default:
        if (!isOf(shape.kind, value)) this.#otherType(shape.kind, value, at);
    }
  }

  #checkObject(object: JsonObject, fields: ReadonlyMap<string, Field>, at: string): void {
    const inside: Task[] = [];
    for (const key of Object.keys(object)) {
      const field = fields.get(key);
      const value = object[key];
      if (field === undefined) this.#findings.add({ kind: 'unknownField' }, memberPointer(at, key));
      // of what is as documented, as most is, there is no place to be told
      else if (value !== undefined && !this.#asDocumented.is(value, field.shape))
        inside.push({ kind: 'value', value, shape: field.shape, at: `${at}/${key}` });
    }
    // the next one is the last
    this.#tasks.push(...inside.reverse());
    for (const [name, { presence }] of fields)
      if (this.#isDue(presence) && !Object.hasOwn(object, name))
        this.#missing(presence, `${at}/${name}`);
  }

  /** Keys of an organisation's own, as many as it likes: there is nothing to enter below them. */
  #checkFreeObject(object: JsonObject, values: Shape, at: string): void {
    if (values.kind === 'anything') return;
    for (const key of Object.keys(object)) {
      const value = object[key];
      if (value !== undefined) this.#check(value, values, memberPointer(at, key));
    }
  }

  #checkListed(value: JsonValue, listed: ListedValues, at: string): void {
    if (typeof value !== 'string') this.#otherType('text', value, at);
    else if (!listed.values.includes(value))
      this.#findings.add({ kind: 'unknownValue', value: cutText(value), listed }, at);
  }

  #isDue(presence: Presence): presence is Exclude<Presence, 'sometimes'> {
    switch (presence) {
      case 'always':
        return true;
      case 'sometimes':
        return false;
      case 'includeNoOfChildren':
      case 'includeCustomerAssociateDetail':
        return this.#page.query[presence];
    }
  }

  #missing(presence: Exclude<Presence, 'sometimes'>, at: string): void {
    this.#findings.add({ kind: 'missingField', presence }, at);
  }

  #otherType(documented: PlainType | 'list' | 'object', value: JsonValue, at: string): void {
    this.#findings.add({ kind: 'otherType', documented, found: typeOf(value) }, at);
  }
}
