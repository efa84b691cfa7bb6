import { expect, test } from 'vitest';
import type { Connection } from '../../../src/api/connection';
import { SANDBOX_ID } from '../../../src/connections/settingsEntries';
import { goingOn, type GoingOnDoors } from '../../../src/customers/exportGoingOn';
import { planFor } from '../export/exporting';

const connection: Connection = {
  id: 'a',
  name: 'Europe',
  origin: 'https://eu.api.example',
  signIn: 'basic',
};
const shown = planFor(connection, {});

function doors(more: Partial<GoingOnDoors> = {}): GoingOnDoors {
  return {
    connection: (id) => (id === connection.id ? connection : undefined),
    isMasked: () => false,
    mayBeAsked: () => Promise.resolve(true),
    ...more,
  };
}

test('an export goes on with the connection that it was begun with, as long as that has the same host', async () => {
  expect(await goingOn(shown, doors())).toEqual({ kind: 'goOn', connection });
  const gone = { kind: 'connectionGone' };
  expect(await goingOn({ ...shown, connectionId: 'b' }, doors())).toEqual(gone);
  const moved = { ...connection, origin: 'https://elsewhere.example' };
  expect(await goingOn(shown, doors({ connection: () => moved }))).toEqual(gone);
  const sandbox = { ...moved, id: SANDBOX_ID };
  expect(await goingOn(shown, doors({ connection: () => sandbox }))).toMatchObject({
    kind: 'goOn',
  });
});

test('one that shows personal data does not go on while that is masked, also where it was masked during a question', async () => {
  const masked = { kind: 'masked' };
  expect(await goingOn(shown, doors({ isMasked: () => true }))).toEqual(masked);
  const shapes = { ...shown, masked: true };
  expect(await goingOn(shapes, doors({ isMasked: () => true }))).toMatchObject({ kind: 'goOn' });
  let isMasked = false;
  const mayBeAsked = () => Promise.resolve((isMasked = true));
  expect(await goingOn(shown, doors({ isMasked: () => isMasked, mayBeAsked }))).toEqual(masked);
});

test('one whose connection moved to another host during a question does not go on', async () => {
  let now = connection;
  const mayBeAsked = () => {
    now = { ...connection, origin: 'https://elsewhere.example' };
    return Promise.resolve(true);
  };
  expect(await goingOn(shown, doors({ connection: () => now, mayBeAsked }))).toEqual({
    kind: 'connectionGone',
  });
  expect(await goingOn(shown, doors({ mayBeAsked: () => Promise.resolve(false) }))).toEqual({
    kind: 'otherSignIn',
  });
});
