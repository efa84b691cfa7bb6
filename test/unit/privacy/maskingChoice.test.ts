import { expect, test } from 'vitest';
import { maskingChoice } from '../../../src/privacy/maskingChoice';

interface Write {
  readonly masked: boolean;
  /** The file is written, and whoever listens hears of it. */
  readonly done: () => Promise<void>;
  readonly failed: () => Promise<void>;
}

/** A choice whose settings are written when the test says so. */
function startChoice(saved = false) {
  const settings = { masked: saved };
  const writes: Write[] = [];
  /** What was shown from when on: the state after each change. */
  const told: boolean[] = [];
  const unsaved: boolean[] = [];
  const choice = maskingChoice({
    saved: () => settings.masked,
    save: (masked) =>
      new Promise((resolve, reject) => {
        writes.push({
          masked,
          done: async () => {
            settings.masked = masked;
            choice.followSettings();
            resolve();
            await settle();
          },
          failed: async () => {
            reject(new Error('read-only'));
            await settle();
          },
        });
      }),
    changed: () => told.push(choice.isMasked),
    unsaved: (masked) => unsaved.push(masked),
  });
  return { choice, settings, writes, told, unsaved };
}

/** Promises that are settled already have run their reactions after this. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

test('what is chosen holds before it is written', () => {
  const { choice, told } = startChoice();
  void choice.choose(true);
  expect(choice.isMasked).toBe(true);
  expect(told).toEqual([true]);
});

test('who shows personal data and masks it at once again sees it for no moment more', async () => {
  const { choice, settings, writes, told } = startChoice(true);
  void choice.choose(false);
  void choice.choose(true);
  expect(told).toEqual([false, true]);
  await settle();
  await writes[0]?.done();
  expect(settings.masked).toBe(false);
  expect(choice.isMasked).toBe(true);
  await writes[1]?.done();
  expect(writes.map(({ masked }) => masked)).toEqual([false, true]);
  expect(settings.masked).toBe(true);
  expect(told).toEqual([false, true]);
});

test('the last choice holds, and is told of, where it alone could not be written', async () => {
  const { choice, writes, told, unsaved } = startChoice(true);
  void choice.choose(false);
  void choice.choose(true);
  await settle();
  await writes[0]?.done();
  await writes[1]?.failed();
  expect(choice.isMasked).toBe(true);
  expect(told).toEqual([false, true]);
  expect(unsaved).toEqual([true]);
});

test('nothing is said of a choice that could not be written and was taken back', async () => {
  const { choice, writes, unsaved } = startChoice(true);
  void choice.choose(false);
  void choice.choose(true);
  await settle();
  await writes[0]?.failed();
  await writes[1]?.done();
  expect(choice.isMasked).toBe(true);
  expect(unsaved).toEqual([]);
});

test('what somebody writes into the settings holds, also after a choice was written or failed', async () => {
  const { choice, settings, writes } = startChoice();
  settings.masked = true;
  choice.followSettings();
  expect(choice.isMasked).toBe(true);
  void choice.choose(false);
  await settle();
  await writes[0]?.failed();
  expect(choice.isMasked).toBe(false);
  choice.followSettings();
  expect(choice.isMasked).toBe(true);
});
