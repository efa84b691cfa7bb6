import { describe, expect, it } from 'vitest';
import {
  readEntries,
  withConnection,
  withoutConnection,
} from '../../../src/connections/settingsEntries';
import {
  settingsProblemPlace,
  settingsProblemSentence,
} from '../../../src/connections/settingsWords';
import { l10n } from './l10n';

const europe = {
  id: 'a1',
  name: 'Europe',
  host: 'eu.api.capillarytech.com',
  signIn: 'oauth',
  defaultSource: 'INSTORE',
};
const sentences = (value: unknown) =>
  readEntries(value).problems.map(
    (problem) =>
      `${settingsProblemPlace(l10n, problem)}: ${settingsProblemSentence(l10n, problem.reason)}`,
  );

describe('reading the setting', () => {
  it('reads entries, with https where no scheme is written', () => {
    expect(readEntries([europe])).toEqual({
      connections: [
        {
          id: 'a1',
          name: 'Europe',
          origin: 'https://eu.api.capillarytech.com',
          signIn: 'oauth',
          defaultSource: 'INSTORE',
        },
      ],
      problems: [],
    });
  });

  it('takes the name as the key of an entry that was written by hand without an id', () => {
    const [connection] = readEntries([{ ...europe, id: undefined }]).connections;
    expect(connection?.id).toBe('name:Europe');
  });

  it('names each bad entry by place and name, and keeps the good ones', () => {
    const value = [
      europe,
      { ...europe, id: 'b', host: 'http://eu.api.capillarytech.com' },
      { ...europe, id: 'c', signIn: 'magic' },
      'text',
      { id: 'd', name: 'No host', signIn: 'oauth' },
      { ...europe, name: 'Same id' },
      { ...europe, id: 'sandbox', name: 'Not the sandbox' },
      { ...europe, id: 'e', defaultSource: 7 },
      { ...europe, id: 'z', name: 'Good as well' },
      { ...europe, id: undefined, name: 'Twin' },
      { ...europe, id: undefined, name: 'Twin' },
    ];
    expect(readEntries(value).connections.map(({ id }) => id)).toEqual(['a1', 'z', 'name:Twin']);
    const words = sentences(value);
    expect(words).toHaveLength(8);
    expect(words[0]).toMatch(/^Entry 2 \(“Europe”\): The host .* https/u);
    expect(words[1]).toContain('“magic”');
    expect(words[2]).toMatch(/^Entry 4: It is not an object/u);
    expect(words[3]).toBe('Entry 5 (“No host”): host is missing.');
    expect(words[4]).toContain('belongs to another connection');
    expect(words[5]).toContain('“sandbox”');
    expect(words[6]).toContain('defaultSource is not text');
    expect(words[7]).toMatch(/^Entry 11 \(“Twin”\): Another connection is called so/u);
  });

  it('warns of a secret in settings and uses the entry all the same', () => {
    const value = [{ ...europe, password: 'hunter2' }];
    expect(readEntries(value).connections).toHaveLength(1);
    expect(sentences(value)[0]).toContain('“password” looks like a secret');
    expect(sentences(value)[0]).not.toContain('hunter2');
  });

  it.each([
    'https://till:hunter2@one.example',
    'till:hunter2@one.example/path',
    // what a URL takes for the end of the host
    'https://till:hunter2/3@one.example',
    'https://till:hunter2#3@one.example',
    'ftp://till:hunter2@one.example',
    'http://till@hunter2@one.example',
  ])('says what is wrong with the host %j without its password', (host) => {
    const words = sentences([{ ...europe, host }]);
    expect(words).toHaveLength(1);
    expect(words[0]).toMatch(/^Entry 1 \(“Europe”\): The host “…@one\.example/u);
    expect(words[0]).not.toMatch(/hunter2|till/u);
  });

  it.each([[{}], ['text'], [7]])('says that %j is no list', (value) => {
    expect(readEntries(value).connections).toEqual([]);
    expect(sentences(value)).toEqual([
      'Connections: The setting is not a list. Make it a list of connections.',
    ]);
  });

  it('takes a missing setting for an empty one', () => {
    expect(readEntries(undefined)).toEqual({ connections: [], problems: [] });
  });
});

describe('writing the setting', () => {
  const bad = { name: 'Half an entry' };
  const connection = {
    id: 'a1',
    name: 'Europe 2',
    origin: 'https://eu.api.capillarytech.com',
    signIn: 'basic',
  } as const;

  it('replaces the entry of the same id where it stands, and leaves others alone, bad ones too', () => {
    expect(withConnection([bad, { ...europe, note: 'mine' }, 7], connection)).toEqual([
      bad,
      {
        id: 'a1',
        name: 'Europe 2',
        host: 'eu.api.capillarytech.com',
        signIn: 'basic',
        note: 'mine',
      },
      7,
    ]);
  });

  it('adds a new one at the end', () => {
    expect(withConnection([bad], connection)).toHaveLength(2);
    expect(withConnection(undefined, connection)).toHaveLength(1);
  });

  it('writes the scheme where it is not https', () => {
    const [entry] = withConnection([], { ...connection, origin: 'http://127.0.0.1:8080' });
    expect(entry).toMatchObject({ host: 'http://127.0.0.1:8080' });
  });

  it('gives an entry without an id its key when it is renamed', () => {
    const [entry] = withConnection([{ ...europe, id: undefined }], {
      ...connection,
      id: 'name:Europe',
    });
    expect(entry).toMatchObject({ id: 'name:Europe', name: 'Europe 2' });
  });

  it('removes one entry and no other', () => {
    expect(withoutConnection([bad, europe, 7], 'a1')).toEqual([bad, 7]);
    expect(withoutConnection([bad, europe], 'unknown')).toEqual([bad, europe]);
  });

  it('reads back what it wrote', () => {
    expect(readEntries(withConnection([], connection)).connections).toEqual([connection]);
  });
});
