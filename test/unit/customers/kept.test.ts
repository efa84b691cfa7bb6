import { describe, expect, it } from 'vitest';
import {
  readIdentifier,
  readInspectArgument,
  readRowReference,
} from '../../../src/customers/commandArguments';
import {
  forgetParent,
  forgetParents,
  recentParents,
  rememberParent,
} from '../../../src/customers/recentParents';
import { rootId } from '../../../src/customers/rows';
import { savedParents, saveParents } from '../../../src/customers/savedParents';
import { memento } from '../memento';
import { query } from './answers';

describe('parents in view', () => {
  it('come back after a reload, with everything that was asked', async () => {
    const state = memento();
    const asked = {
      connectionId: 'box',
      query: { ...query, source: 'WECHAT', accountId: 'W', sortBy: 'createdon', sortOrder: 'ASC' },
    } as const;
    await saveParents(state, [asked]);
    expect(savedParents(state)).toEqual([asked]);
    await saveParents(state, []);
    expect(state.keys()).toEqual([]);
  });

  it('are left out where they cannot be read', async () => {
    const state = memento();
    const good = { connectionId: 'box', query };
    await state.update('customers.parents', [
      null,
      'text',
      { connectionId: 'box' },
      { connectionId: 1, query },
      { connectionId: 'box', query: { ...query, associationEntityType: 'other' } },
      good,
    ]);
    expect(savedParents(state)).toEqual([good]);
    await state.update('customers.parents', { odd: true });
    expect(savedParents(state)).toEqual([]);
  });

  it('are the same parent however they are sorted, and another one with another source', () => {
    const id = (more: object) => rootId({ connectionId: 'box', query: { ...query, ...more } });
    expect(id({ sortOrder: 'ASC', limit: 5 })).toBe(id({}));
    expect(id({ source: 'WECHAT' })).not.toBe(id({}));
    expect(id({ identifierValue: '\ud800' })).not.toBe(id({}));
  });
});

describe('recent parents', () => {
  const parent = (identifierValue: string) => ({ identifierType: 'mobile', identifierValue });

  it('are the last ten of a connection, the newest first, none twice', async () => {
    const state = memento();
    for (let number = 0; number < 12; number++)
      await rememberParent(state, 'box', parent(String(number)));
    await rememberParent(state, 'box', parent('5'));
    await rememberParent(state, '__proto__', parent('other'));
    const values = recentParents(state, 'box').map(({ identifierValue }) => identifierValue);
    expect(values).toEqual(['5', '11', '10', '9', '8', '7', '6', '4', '3', '2']);
    expect(recentParents(state, '__proto__')).toEqual([parent('other')]);
    expect(recentParents(state, 'toString')).toEqual([]);
  });

  it('can be forgotten, one or all', async () => {
    const state = memento();
    await rememberParent(state, 'box', parent('1'));
    await rememberParent(state, 'box', parent('2'));
    await forgetParent(state, 'box', parent('1'));
    expect(recentParents(state, 'box')).toEqual([parent('2')]);
    await forgetParents(state, 'box');
    expect(recentParents(state, 'box')).toEqual([]);
  });
});

describe('the argument of a command', () => {
  it('is a whole question, or where prompts begin', () => {
    expect(readInspectArgument(undefined)).toEqual({ kind: 'value', value: { kind: 'ask' } });
    // a row of the connections view
    expect(readInspectArgument({ kind: 'connection', connectionId: 'box' })).toEqual({
      kind: 'value',
      value: { kind: 'ask', connectionId: 'box' },
    });
    expect(
      readInspectArgument({ identifierType: 'mobile', identifierValue: ' 919800000001 ' }),
    ).toMatchObject({
      value: {
        kind: 'question',
        question: {
          associationEntityType: 'parentCustomer',
          identifierValue: '919800000001',
          includeNoOfChildren: true,
        },
      },
    });
    expect(readInspectArgument({ request: { connectionId: 'box', query } })).toMatchObject({
      value: { kind: 'question', question: { connectionId: 'box', identifierType: 'mobile' } },
    });
  });

  it.each([
    [42, 'Expected'],
    [{ identifierType: 'mobile' }, 'identifierValue'],
    [{ identifierType: 'mobile', identifierValue: 7 }, 'identifierValue'],
    [
      { identifierType: 'm', identifierValue: '1', associationEntityType: 'parent' },
      'associationEntityType',
    ],
    [{ request: { connectionId: 'box' } }, 'request.query'],
  ])('says what is wrong with %j', (argument, field) => {
    expect(readInspectArgument(argument)).toMatchObject({
      kind: 'problem',
      problem: expect.stringContaining(field) as unknown,
    });
  });

  it('names a row by its id, as a row, or by what was asked', () => {
    expect(readRowReference({ rowId: 'a' })).toEqual({ kind: 'value', value: { rowId: 'a' } });
    expect(readRowReference({ kind: 'more', id: 'a/more' })).toEqual({
      kind: 'value',
      value: { rowId: 'a/more' },
    });
    expect(readRowReference({ request: { connectionId: 'box', query } })).toMatchObject({
      value: { request: { connectionId: 'box' } },
    });
    expect(readRowReference(undefined)).toEqual({ kind: 'value', value: {} });
    expect(readInspectArgument({ identifierType: 'mobile' })).toEqual({
      kind: 'problem',
      problem: 'identifierValue is missing',
    });
    expect(readRowReference({}).kind).toBe('problem');
    expect(readRowReference('a').kind).toBe('problem');
  });

  it('may name the identifier to expand by', () => {
    expect(readIdentifier({ id: 'a', identifierType: 'mobile', identifierValue: '1' })).toEqual({
      kind: 'value',
      value: { identifierType: 'mobile', identifierValue: '1' },
    });
    expect(readIdentifier({ identifierType: 1 }).kind).toBe('problem');
  });
});
