import { describe, expect, it } from 'vitest';
import { formAt, layout, pageOf, query, startSession } from './startSession';

const form = (it: ReturnType<typeof startSession>) =>
  it.told.filter((message) => message.kind === 'form').at(-1);

describe('the form of an inspector', () => {
  it('takes changes back and makes them again, wherever they came from', async () => {
    const it = startSession();
    it.session.attach();
    it.session.draft({ ...formAt(0), limit: '3' }, layout);
    void it.session.open({ connectionId: 'd', query }, undefined, false);
    expect(it.session.fields.connectionId).toBe('d');
    expect(it.session.change('undo', 7)).toContain('connectionId');
    expect(form(it)).toMatchObject({
      kind: 'form',
      edits: 7,
      fields: { ...formAt(0), limit: '3' },
    });
    expect(it.session.change('undo', 8)).toEqual(['limit']);
    expect(it.session.change('undo', 9)).toEqual([]);
    expect(it.session.fields).toEqual(formAt(0));
    expect(it.session.canUndo).toBe(false);
    expect(it.session.change('redo', 10)).toEqual(['limit']);
    await it.breathe();
  });

  it('goes back to what was run, however soon it was typed into after that', () => {
    const it = startSession();
    it.session.attach();
    it.session.draft({ ...formAt(0), limit: '4' }, layout);
    it.session.draft({ ...formAt(0), limit: '40' }, layout);
    void it.session.run({ ...formAt(0), limit: '40' });
    it.session.draft({ ...formAt(0), limit: '41' }, layout);
    it.session.change('undo', 3);
    expect(it.session.fields).toMatchObject({ limit: '40' });
    it.session.change('undo', 3);
    expect(it.session.fields).toEqual(formAt(0));
  });

  it('is not set back by the echo of what was filled in before', () => {
    const it = startSession();
    it.session.attach();
    for (const limit of ['3', '4'])
      it.session.draft({ ...formAt(0), limit, offset: limit }, layout);
    it.session.change('undo', 2);
    const first = form(it);
    it.session.change('undo', 2);
    // the page got the first of the two, and says so
    it.session.draft(first?.fields ?? formAt(0), layout, first?.fill);
    expect(it.session.fields).toEqual(formAt(0));
    const second = form(it);
    it.session.draft(second?.fields ?? formAt(0), layout, second?.fill);
    it.session.change('redo', 2);
    expect(it.session.change('redo', 2)).not.toEqual([]);
    expect(it.session.fields).toMatchObject({ limit: '4' });
  });

  it('is not changed by drafts that say the same, nor by turning the page into shape', () => {
    const it = startSession();
    it.session.attach();
    it.session.draft(formAt(0), layout);
    it.session.draft(formAt(0), { tab: 'request', formOpen: false });
    it.session.showAgain();
    expect(it.session.canUndo).toBe(false);
  });

  it('goes back to what the answer on screen answers', async () => {
    const it = startSession();
    it.session.attach();
    void it.session.run(formAt(20));
    await it.newest().answer(pageOf(it.newest().request));
    it.session.draft(formAt(70, 'someone else'), layout);
    it.session.fillInAnswered();
    expect(it.session.fields).toEqual(formAt(20));
    expect(it.session.change('undo', 1)).not.toEqual([]);
    expect(it.session.fields).toEqual(formAt(70, 'someone else'));
  });
});

describe('an inspector that was closed', () => {
  it('goes on in another panel: form, answer, and what can be undone, without asking', async () => {
    const before = startSession();
    before.session.attach();
    void before.session.run(formAt(20));
    await before.newest().answer(pageOf(before.newest().request));
    before.session.draft({ ...formAt(20), limit: '3' }, { tab: 'request', formOpen: false });
    before.session.dispose();
    const after = startSession(undefined, before.session.leave());
    after.session.attach();
    await after.breathe();
    expect(after.told[0]).toMatchObject({
      kind: 'setup',
      fields: { limit: '3' },
      layout: { tab: 'request', formOpen: false },
    });
    expect(JSON.parse(after.screen())).toMatchObject({ offset: 20 });
    expect(after.asked).toEqual([]);
    expect(after.session.change('undo', 1)).toEqual(['limit']);
    void after.session.step('next');
    expect(after.newest().request.query.offset).toBe(30);
  });

  it('keeps no answer that is too large to wait for nobody', async () => {
    const before = startSession();
    before.session.attach();
    void before.session.run(formAt(20));
    const page = pageOf(before.newest().request);
    await before.newest().answer({ ...page, text: 'x'.repeat(16_000_001) });
    const after = startSession(undefined, before.session.leave());
    after.session.attach();
    expect(after.kinds()).toEqual(['setup']);
    expect(after.session.fields).toEqual(formAt(20));
  });
});
