import { describe, expect, test } from 'vitest';
import type { CustomersRequest } from '../../../src/api/query';
import { fieldsOf, requestOf } from '../../../src/inspector/fields';
import {
  applied,
  deletePreset,
  presetNamed,
  presets,
  renamePreset,
  savePreset,
} from '../../../src/inspector/presets';
import { forgetQueries, recentQueries, rememberQuery } from '../../../src/inspector/recentQueries';
import { memento } from '../memento';
import { formAt, query } from './startSession';

const ask = (identifierValue: string, offset = 0): CustomersRequest => ({
  connectionId: 'c',
  query: { ...query, identifierValue, offset },
});
const asked = (kept: ReturnType<typeof memento>) =>
  recentQueries(kept).map(({ request }) => request);

describe('recent queries', () => {
  test('are those run last, the newest first, each once', async () => {
    const kept = memento();
    for (const value of ['1', '2', '1']) await rememberQuery(kept, ask(value), 100);
    expect(asked(kept)).toEqual([ask('1'), ask('2')]);
  });

  test('turning pages is one query, at the page that was seen last', async () => {
    const kept = memento();
    for (const offset of [0, 10, 20]) await rememberQuery(kept, ask('1', offset), 100);
    expect(asked(kept)).toEqual([ask('1', 20)]);
  });

  test('are few, and none where the user wants no history', async () => {
    const kept = memento();
    for (let at = 0; at < 50; at++) await rememberQuery(kept, ask(String(at)), 100);
    expect(recentQueries(kept)).toHaveLength(20);
    await rememberQuery(kept, ask('x'), 3);
    expect(recentQueries(kept)).toHaveLength(3);
    await rememberQuery(kept, ask('y'), 0);
    expect(kept.keys()).toEqual([]);
  });

  test('leave nothing behind when they are cleared', async () => {
    const kept = memento();
    await rememberQuery(kept, ask('918933445577'), 100);
    await forgetQueries(kept);
    expect(kept.keys()).toEqual([]);
  });

  test('that cannot be read are left out', async () => {
    const kept = memento();
    await rememberQuery(kept, ask('1'), 100);
    const [whole] = recentQueries(kept);
    await kept.update('inspector.recentQueries', [null, 7, { id: 'a', request: {} }, whole]);
    expect(asked(kept)).toEqual([ask('1')]);
    await kept.update('inspector.recentQueries', 'garbage');
    expect(asked(kept)).toEqual([]);
  });

  test('fill in the form that asks them', () => {
    expect(requestOf(fieldsOf(ask('1', 30)))).toEqual(ask('1', 30));
  });
});

describe('presets', () => {
  const named = (name: string, withIdentifier = false) => ({
    name,
    fields: formAt(0),
    withIdentifier,
  });

  test('without an identifier keep none, and leave the form its own', async () => {
    const kept = memento();
    await savePreset(kept, named('All of them'));
    expect(JSON.stringify(kept.get('inspector.presets'))).not.toContain(query.identifierValue);
    const [preset] = presets(kept);
    if (preset === undefined) throw new Error('Nothing was saved.');
    const form = { ...formAt(40, 'someone@else.com'), identifierType: 'email' };
    expect(applied(preset, form)).toEqual({ ...form, offset: '0' });
  });

  test('with an identifier are about the same person', async () => {
    const kept = memento();
    await savePreset(kept, named('Her', true));
    const [preset] = presets(kept);
    expect(preset && applied(preset, formAt(40, 'x'))).toEqual(formAt(0));
  });

  test('of the same name replace each other, whatever the case', async () => {
    const kept = memento();
    await savePreset(kept, named('One'));
    await savePreset(kept, { ...named('ONE'), fields: formAt(70) });
    await savePreset(kept, named('Another'));
    expect(presets(kept).map(({ name }) => name)).toEqual(['Another', 'ONE']);
    expect(presetNamed(kept, 'one')?.fields.offset).toBe('70');
  });

  test('are renamed and deleted', async () => {
    const kept = memento();
    await savePreset(kept, named('One'));
    await savePreset(kept, named('Two'));
    const id = presetNamed(kept, 'One')?.id ?? '';
    await renamePreset(kept, id, 'two');
    expect(presets(kept)).toMatchObject([{ id, name: 'two' }]);
    await deletePreset(kept, id);
    expect(kept.keys()).toEqual([]);
  });

  test('that cannot be read are left out', async () => {
    const kept = memento();
    await savePreset(kept, named('One'));
    const [whole] = presets(kept);
    await kept.update('inspector.presets', [1, { id: 'a', name: 'A', fields: {} }, whole]);
    expect(presets(kept).map(({ name }) => name)).toEqual(['One']);
  });

  test('are no more than a hundred', async () => {
    const kept = memento();
    for (let at = 0; at < 100; at++) expect(await savePreset(kept, named(`p${at}`))).toBe(true);
    expect(await savePreset(kept, named('one too many'))).toBe(false);
    expect(await savePreset(kept, named('P7'))).toBe(true);
  });
});
