import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openApi } from '../../../src/programs/apiForExtensions';
import type { WalkItem } from '../../../src/programs/extensionApi';
import { requestMade } from '../../../src/programs/requestMade';
import { sandboxPrograms, type SandboxPrograms } from './programsRoom';

const asha = { identifierType: 'mobile', identifierValue: '919800000001' } as const;

describe('another extension', () => {
  let programs: SandboxPrograms;
  const api = () =>
    openApi({
      ...programs.room,
      masking: programs.room.shownMasking,
      errorSentence: ({ kind }) => `That is ${kind}.`,
      noConnectionSentence: () => 'There is no connection.',
    });
  beforeAll(async () => {
    programs = await sandboxPrograms();
  });
  beforeEach(() => {
    Object.assign(programs.choices, { isMasked: false, hasConnection: true });
    programs.sent.length = 0;
  });
  afterAll(async () => {
    await programs.close();
  });

  async function walked(...given: Parameters<ReturnType<typeof api>['walk']>) {
    const items: WalkItem[] = [];
    for await (const item of api().walk(...given)) items.push(item);
    return items;
  }

  it('gets a page as it was received, and its customers', async () => {
    const answer = await api().page({ ...asha, limit: 5 });
    if (answer.kind !== 'page') throw new Error(answer.kind);
    expect(answer.customers).toHaveLength(5);
    expect(answer).toMatchObject({ isMasked: false, status: 200, issues: [] });
    expect(JSON.parse(answer.text)).toMatchObject({ entity: { count: 5 } });
  });

  it('walks a hierarchy, level by level, and ends it by leaving the loop', async () => {
    const items = await walked(asha);
    const customers = items.filter(({ kind }) => kind === 'customer');
    expect(customers).toHaveLength(59);
    expect([...new Set(items.map(({ level }) => level))].sort()).toEqual([1, 2, 3]);
    expect(await walked(asha, { levels: 1 })).toHaveLength(14);
    programs.sent.length = 0;
    for await (const item of api().walk({ ...asha, limit: 5 })) if (item.level === 1) break;
    const asked = programs.sent.length;
    expect(asked).toBeLessThan(5);
  });

  it('cancels by a signal, or by a token of VS Code', async () => {
    const signal = AbortSignal.abort();
    expect(await api().page(asha, { signal })).toEqual({ kind: 'cancelled' });
    expect(await walked(asha, { signal })).toEqual([]);
    const token = {
      isCancellationRequested: true,
      onCancellationRequested: () => ({ dispose: () => undefined }),
    };
    expect(await api().page(asha, { token })).toEqual({ kind: 'cancelled' });
    const ending = new AbortController();
    const items: WalkItem[] = [];
    for await (const item of api().walk({ ...asha, limit: 1 }, { signal: ending.signal })) {
      items.push(item);
      ending.abort();
    }
    expect(items).toHaveLength(1);
  });

  it('is told what went wrong, and gets no exception', async () => {
    const failure = { kind: 'failure', isTransient: false };
    expect(await api().page({ ...asha, identifierValue: '919800000006' })).toMatchObject({
      ...failure,
      reason: 'notFound',
      sentence: 'That is notFound.',
      status: 400,
    });
    expect(await walked({ ...asha, identifierValue: '919800000006' })).toMatchObject([
      { ...failure, reason: 'notFound', level: 1 },
    ]);
    expect(await api().page({ identifierValue: '' })).toMatchObject({ reason: 'invalidQuery' });
    expect(await api().page(asha, { connectionId: 'nobody' })).toMatchObject({
      reason: 'noConnection',
    });
    programs.choices.hasConnection = false;
    expect(await walked(asha)).toMatchObject([{ ...failure, reason: 'noConnection', level: 1 }]);
  });

  it('gets shapes while personal data is masked, and is told so', async () => {
    programs.choices.isMasked = true;
    const answer = await api().page(asha);
    const items = await walked(asha);
    expect(answer).toMatchObject({ isMasked: true });
    expect(items[0]).toMatchObject({ isMasked: true });
    expect(JSON.stringify([answer, items])).not.toMatch(/Arjun|9198000|@example\.com/);
  });

  it('hears of requests without secrets, and of nobody while personal data is masked', async () => {
    const query = {
      ...asha,
      associationEntityType: 'parentCustomer',
      limit: 5,
      offset: 0,
      includeNoOfChildren: true,
      includeCustomerAssociateDetail: true,
    } as const;
    const { connection, room, sandbox } = programs;
    const record = { connection, query, answer: await room.api.page(connection, query) };
    const made = requestMade(record, false);
    expect(made).toMatchObject({ connectionId: 'box', method: 'GET', status: 200, rows: 5 });
    expect(made?.url).toContain('919800000001');
    for (const secret of Object.values(sandbox.credentials.oauth))
      expect(JSON.stringify(made)).not.toContain(secret);
    expect(JSON.stringify(requestMade(record, true))).not.toContain('9198');
    expect(requestMade({ connection, query, answer: { kind: 'notSignedIn' } }, false)).toBe(
      undefined,
    );
  });
});
