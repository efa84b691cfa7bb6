import { expect, it } from 'vitest';
import { forgetRequest, keepRequest, keptRequest } from '../../../src/inspector/documentRequests';
import { query } from '../history/records';
import { memento } from '../memento';

const request = { connectionId: 'c', query };

it('documents lead back to what they were asked for, until they are closed', async () => {
  const state = memento();
  await keepRequest(state, 'one', request);
  await keepRequest(state, 'two', { ...request, query: { ...query, offset: 50 } });
  expect(keptRequest(state, 'one')).toEqual(request);
  expect(keptRequest(state, 'two')?.query.offset).toBe(50);
  await forgetRequest(state, 'one');
  expect(keptRequest(state, 'one')).toBeUndefined();
  expect(keptRequest(state, 'two')).toBeDefined();
});

it('a hundred documents are remembered, and what somebody else wrote there is not', async () => {
  const state = memento();
  await state.update('inspector.documents', [1, ['x', {}], ['y']]);
  expect(keptRequest(state, 'x')).toBeUndefined();
  for (let number = 0; number <= 100; number++) await keepRequest(state, `${number}`, request);
  expect(keptRequest(state, '0')).toBeUndefined();
  expect(keptRequest(state, '1')).toEqual(request);
});
