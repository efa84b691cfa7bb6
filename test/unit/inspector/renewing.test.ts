import { describe, expect, it } from 'vitest';
import type { HostToPage } from '../../../src/inspector/wire';
import { formAt, pageOf, startSession } from './startSession';

const answers = (told: readonly HostToPage[]) =>
  told.flatMap((message) => (message.kind === 'answer' ? [message] : []));

describe('an inspector whose request is watched', () => {
  it('shows the newer answer in the place of the one before, and what changed, for as long as it is there', async () => {
    const it = startSession();
    it.session.attach();
    void it.session.run(formAt(0));
    const before = pageOf(it.newest().request);
    await it.newest().answer(before);
    await it.breathe();
    it.session.draft(formAt(70), { tab: 'json', formOpen: true });
    const after = { ...before, text: '{"newer":true}' };
    it.session.renew(before, after, '2 changed since 17:03:10');
    await it.breathe();
    expect(JSON.parse(it.screen())).toEqual({ newer: true });
    expect(answers(it.told).at(-1)?.strip).toMatchObject({
      facts: ['2 changed since 17:03:10'],
      announcement: '2 changed since 17:03:10',
    });
    // what is being typed stays
    expect(it.session.fields.offset).toBe('70');
    it.session.detach();
    it.session.attach();
    expect(answers(it.told).at(-1)?.strip.facts).toEqual(['2 changed since 17:03:10']);
    void it.session.run(formAt(0));
    await it.newest().answer(before);
    expect(answers(it.told).at(-1)?.strip.facts).toEqual([]);
  });

  it('says why no newer answer comes, in words of the moment, until one comes or something is asked', async () => {
    const it = startSession();
    const noted = () =>
      it.told.flatMap((message) => (message.kind === 'noted' ? [message.sentence] : []));
    it.session.attach();
    void it.session.run(formAt(0));
    const before = pageOf(it.newest().request);
    await it.newest().answer(before);
    it.session.tell(() => undefined);
    expect(noted()).toEqual([]);
    const state = { why: 'No access to 918933445577.' };
    it.session.tell(() => state.why);
    state.why = 'No access to 91•••577.';
    it.session.showAgain();
    expect(noted()).toEqual(['No access to 918933445577.', 'No access to 91•••577.']);
    it.session.renew(before, { ...before, text: '{"newer":true}' }, 'note');
    expect(noted().at(-1)).toBeUndefined();
    it.session.tell(() => 'It failed.');
    void it.session.run(formAt(10));
    expect(noted().at(-1)).toBeUndefined();
    // what comes while something is asked is about what goes
    it.session.tell(() => 'It failed.');
    it.session.attach();
    expect(noted().at(-1)).toBeUndefined();
  });

  it('stays as it is where it shows something else, or is asking', async () => {
    const it = startSession();
    it.session.attach();
    void it.session.run(formAt(0));
    const shown = pageOf(it.newest().request);
    await it.newest().answer(shown);
    const after = { ...shown, text: '{"newer":true}' };
    it.session.renew({ ...shown, text: 'another' }, after, 'note');
    expect(it.session.page).toBe(shown);
    void it.session.run(formAt(10));
    it.session.renew(shown, after, 'note');
    expect(it.session.page).toBe(shown);
  });
});
