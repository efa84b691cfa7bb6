import { describe, expect, it } from 'vitest';
import { isBrokenShape, ShownFields, type BehindMask } from '../../../src/inspector/shownFields';
import { keepBehindMask, unmasked } from '../../../src/inspector/behindMasks';
import { fieldsOf } from '../../../src/inspector/fields';
import type { FormFields } from '../../../src/inspector/wire';
import { maskingWhile } from '../../../src/privacy/masking';
import { query } from '../history/records';
import { memento } from '../memento';

const layout = { tab: 'json', formOpen: true } as const;
const form = (identifierValue: string): FormFields =>
  fieldsOf({ connectionId: 'c', query: { ...query, identifierValue } });

function border() {
  const state = { isOn: true };
  const behind: (BehindMask | undefined)[] = [];
  const fields = new ShownFields(
    maskingWhile(() => state.isOn),
    (one) => behind.push(one),
  );
  return {
    state,
    behind,
    /** What the page shows of a form. */
    show(identifierValue: string): string {
      const message = fields.toPage({ kind: 'form', fill: 1, fields: form(identifierValue) });
      return message.kind === 'form' ? message.fields.identifierValue : '';
    },
    /** What the host takes for meant when the page has this in its form. */
    meant(identifierValue: string): string {
      const message = fields.fromPage({ kind: 'run', fields: form(identifierValue) });
      return message.kind === 'run' ? message.fields.identifierValue : '';
    },
  };
}

describe('a form whose page may not know the identifier', () => {
  it('has its shape, and gives it back for what is behind it', () => {
    const it = border();
    expect(it.show('918933445577')).toBe('91•••••••577');
    expect(it.meant('91•••••••577')).toBe('918933445577');
  });

  it('takes what is typed as typed, and a part of a shape for no value', () => {
    const it = border();
    it.show('918933445577');
    expect(it.meant('919800000001')).toBe('919800000001');
    expect(isBrokenShape(form(it.meant('91•••••••57')))).toBe(true);
    expect(isBrokenShape(form(it.meant('91•••••••577')))).toBe(false);
  });

  it('means the one shown last where two have the same shape', () => {
    const it = border();
    it.show('918933445577');
    expect(it.show('917000000577')).toBe('91•••••••577');
    expect(it.meant('91•••••••577')).toBe('917000000577');
  });

  it('knows what a late word of a masked page means when masking is off already', () => {
    const it = border();
    it.show('918933445577');
    it.state.isOn = false;
    expect(it.show('918933445577')).toBe('918933445577');
    expect(it.meant('91•••••••577')).toBe('918933445577');
    expect(it.behind.at(-1)).toBeUndefined();
  });

  it('does not take the question of an older answer for the form', () => {
    const fields = new ShownFields(
      maskingWhile(() => true),
      () => undefined,
    );
    fields.toPage({ kind: 'form', fill: 1, fields: form('918933445577') });
    const shown = fields.toPage({
      kind: 'answer',
      run: 1,
      strip: { ok: true, facts: [], announcement: '', issues: [] },
      request: {} as never,
      paging: { canNext: true, canPrevious: false, of: form('917000000577') },
      textLength: 0,
    });
    expect(JSON.stringify(shown)).not.toContain('917000000577');
    expect(fields.fromPage({ kind: 'run', fields: form('91•••••••577') })).toMatchObject({
      fields: { identifierValue: '918933445577' },
    });
  });
});

describe('where somebody reads', () => {
  const written = (identifierValue: string) =>
    JSON.stringify({ version: 1, of: form(identifierValue), view: 'v' });
  const border = (isOn: boolean) =>
    new ShownFields(
      maskingWhile(() => isOn),
      () => undefined,
    );
  const toPage = (fields: ShownFields, reading: string) => {
    const message = fields.toPage({
      kind: 'setup',
      key: 'k',
      isMasked: true,
      words: {} as never,
      choices: {} as never,
      connections: [],
      fields: form('918933445577'),
      layout,
      offered: { recent: [], presets: [] },
      reading,
    });
    return message.kind === 'setup' ? message.reading : undefined;
  };

  it('is in the answer about a shape for the page, and about who is meant for the host', () => {
    const fields = border(true);
    expect(toPage(fields, written('918933445577'))).toBe(written('91•••••••577'));
    expect(fields.fromPage({ kind: 'reading', reading: written('91•••••••577') })).toEqual({
      kind: 'reading',
      reading: written('918933445577'),
    });
  });

  it('is as it was while nothing is masked', () => {
    expect(toPage(border(false), written('918933445577'))).toBe(written('918933445577'));
  });

  it('is nothing where it cannot be read', () => {
    expect(toPage(border(true), '918933445577')).toBe('');
    expect(toPage(border(true), '{"of":918933445577}')).toBe('');
  });
});

describe('what a window reload keeps of a masked form', () => {
  const saved = { key: 'one', fields: form('91•••••••577'), layout, asked: true };

  it('leads back to the identifier, each inspector to its own', async () => {
    const state = memento();
    await keepBehindMask(state, 'one', { shape: '91•••••••577', value: '918933445577' });
    await keepBehindMask(state, 'other', { shape: '91•••••••577', value: '917000000577' });
    expect(unmasked(state, saved).fields.identifierValue).toBe('918933445577');
    expect(unmasked(state, saved).asked).toBe(true);
  });

  it('asks nobody where that is not known any more', async () => {
    const state = memento();
    await keepBehindMask(state, 'one', { shape: '91•••••••577', value: '918933445577' });
    await keepBehindMask(state, 'one', undefined);
    expect(unmasked(state, saved)).toMatchObject({ asked: false, fields: { identifierValue: '' } });
  });

  it('is the form itself where nothing was masked', () => {
    const open = { ...saved, fields: form('918933445577') };
    expect(unmasked(memento(), open)).toBe(open);
  });
});
