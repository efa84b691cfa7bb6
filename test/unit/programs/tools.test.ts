import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toolText, type Tool } from '../../../src/programs/tools';
import { MOST_CHARACTERS } from '../../../src/programs/boundedText';
import { codeTargets } from '../../../src/snippets/codeTargets';
import { sandboxPrograms, type SandboxPrograms } from './programsRoom';

const ASHA = '919800000001';
/** A child of hers. */
const ARJUN = '919800001001';

describe('a language model', () => {
  let programs: SandboxPrograms;
  beforeAll(async () => {
    programs = await sandboxPrograms();
  });
  beforeEach(() => {
    Object.assign(programs.choices, {
      isMaskedForModels: true,
      isMasked: false,
      hasConnection: true,
    });
    programs.sent.length = 0;
  });
  afterAll(async () => {
    await programs.close();
  });
  const said = (tool: Tool, input: unknown = {}, signal = new AbortController().signal) =>
    toolText(tool, input, programs.room, signal);
  const rowsOf = (text: string) => text.split('\n').filter((line) => line.startsWith('{"row":'));

  it('is told of connections, and of no secret', async () => {
    const text = await said('connections');
    expect(text).toContain('"name":"Box"');
    expect(text).toContain('"isInUse":true');
    const { key, secret } = programs.sandbox.credentials.oauth;
    for (const each of [key, secret]) expect(text).not.toContain(each);
  });

  it('gets a page with what was asked, how it was answered, and a line for each customer', async () => {
    programs.choices.isMaskedForModels = false;
    const text = await said('page', { identifierType: 'mobile', identifierValue: ASHA, limit: 5 });
    expect(text).toMatch(/^GET http:\S+limit=5&offset=0/);
    expect(text).toMatch(/HTTP 200 · 5 customers from offset 0 · .*X-Cap-Requestid \S+/);
    expect(text).toContain('As documented');
    expect(rowsOf(text)).toHaveLength(5);
    expect(text).toContain('go on with offset 5');
    const next = await said('page', { identifierValue: ASHA, offset: 5 });
    expect(JSON.parse(rowsOf(next)[0] ?? '{}')).toMatchObject({ row: 6 });
  });

  it('that asks for a million rows gets as many as are given at a time, and is told so', async () => {
    const text = await said('page', { identifierValue: '919800000002', limit: 1_000_000 });
    expect(text).toMatch(/^At most 50 customers are given at a time\./);
    expect(programs.sent.map(({ limit }) => limit)).toEqual([50]);
    expect(text.length).toBeLessThan(MOST_CHARACTERS + 2000);
  });

  it('gets nothing beyond the bound of a text, and is told where it was cut', async () => {
    const text = await said('page', { identifierValue: '919800000002', asJson: true });
    expect(text.length).toBeGreaterThan(MOST_CHARACTERS - 2000);
    expect(text.length).toBeLessThan(MOST_CHARACTERS + 2000);
    expect(text).toMatch(/… cut here, after \d+ characters\. Ask for fewer rows/);
  });

  it('gets one customer whole, by an identifier or by its row in a list', async () => {
    programs.choices.isMaskedForModels = false;
    const arjun = await said('customer', { identifierValue: ARJUN });
    expect(arjun).toMatch(/"firstName": "Arjun"/);
    const list = rowsOf(await said('page', { identifierValue: ASHA }));
    const row = list.findIndex((line) => line.includes('Arjun Nair')) + 1;
    expect(await said('customer', { identifierValue: ASHA, row })).toMatch(/"firstName": "Arjun"/);
  });

  it('gets counts for each level and role of a hierarchy, and nobody’s name', async () => {
    programs.choices.isMaskedForModels = false;
    const text = await said('summary', { identifierValue: ASHA });
    expect(text).toContain('The whole hierarchy was read: customers: 59');
    expect(text).toContain('level 1 · Senior_Manager · 14');
    expect(text).not.toMatch(/Arjun|9198/);
    const levels = await said('summary', { identifierValue: ASHA, levels: 1 });
    expect(levels).toContain('below the levels that were asked for: 9');
  });

  it('gets a part of a hierarchy that is beyond its bound, and is told so', async () => {
    const text = await said('summary', { identifierValue: ASHA, customers: 5 });
    expect(text).toMatch(/^Only a part of the hierarchy was read, up to the bound of 5 customers/);
    const most = await said('summary', { identifierValue: ASHA, customers: 1e9 });
    expect(most).toMatch(/^At most 5000 customers are read for a summary\./);
  });

  it('asks for a hierarchy no longer once that is cancelled', async () => {
    const ending = new AbortController();
    const { api } = programs.room;
    const room = {
      ...programs.room,
      api: {
        page: async (...asked: Parameters<typeof api.page>) => {
          const answer = await api.page(...asked);
          ending.abort();
          return answer;
        },
      },
    };
    await toolText('summary', { identifierValue: ASHA }, room, ending.signal);
    // the first page, and none of the lists below it
    expect(programs.sent).toHaveLength(1);
  });

  it('gets personal data in shape only, whatever is on screen, unless the user wants otherwise', async () => {
    const everything = async () => {
      const texts = [
        await said('page', { identifierValue: ASHA }),
        await said('page', { identifierValue: ASHA, limit: 3, asJson: true }),
        await said('customer', { identifierValue: ARJUN }),
        await said('summary', { identifierValue: ASHA }),
        await said('page', { identifierValue: '919800000006' }),
      ];
      return texts.join('\n');
    };
    const personal = /Arjun|Nair|9198000\d+|@example\.com/;
    expect(await everything()).not.toMatch(personal);
    programs.choices.isMaskedForModels = false;
    expect(await everything()).toMatch(personal);
    programs.choices.isMasked = true;
    expect(await everything()).not.toMatch(personal);
  });

  it('that asks for somebody by a masked value is told so, and nobody is asked', async () => {
    const text = await said('page', { identifierType: 'mobile', identifierValue: '91•••••••001' });
    expect(text).toContain('masked value');
    expect(programs.sent).toEqual([]);
  });

  it('gets a request as curl or as code, which names its credentials', async () => {
    const curl = await said('snippet', { identifierValue: ASHA });
    expect(curl).toContain('$CAPILLARY_TOKEN');
    expect(curl).toContain(ASHA);
    for (const { id } of codeTargets) {
      const code = await said('snippet', { identifierValue: ASHA, target: id });
      expect(code, id).toContain('v2/customers/bulk');
      for (const secret of Object.values(programs.sandbox.credentials.oauth))
        expect(code).not.toContain(secret);
    }
    expect(programs.sent).toEqual([]);
    programs.choices.isMasked = true;
    expect(await said('snippet', { identifierValue: ASHA })).not.toContain(ASHA);
  });

  it('is told in a sentence what went wrong', async () => {
    expect(await said('page', { identifierValue: '919800000006' })).toMatch(/merged into another/);
    expect(await said('summary', { identifierValue: '919800000006' })).toMatch(
      /^This customer was merged/,
    );
    expect(await said('page', {})).toMatch(/^identifierValue: /);
    expect(await said('page', { identifierValue: 'somebody' })).toMatch(/^identifierType: /);
    expect(await said('page', { identifierType: 'mobile', identifierValue: 'x' })).toMatch(
      /digits/,
    );
    expect(await said('page', 7)).toMatch(/Invalid type/);
    expect(await said('snippet', { identifierValue: ASHA, target: 'cobol' })).toMatch(/^target: /);
    expect(await said('customer', { identifierValue: ASHA, row: 0 })).toMatch(/^row: /);
    expect(await said('page', { identifierValue: ASHA, limit: 0 })).toMatch(/limit .*at least 1/);
    programs.choices.hasConnection = false;
    expect(await said('page', { identifierValue: ASHA })).toMatch(/^There is no connection yet/);
    expect(await said('connections')).toMatch(/^There is no connection yet/);
  });
});
