import { expect, test } from 'vitest';
import { prettyPrintInTurns, shownText } from '../../../src/inspector/longText';
import { asShownNow } from '../../../src/inspector/shownNow';
import { maskingWhile } from '../../../src/privacy/masking';

const person = '{"profiles":[{"firstName":"Arjun","userId":919800001001}]}';
/** So long that it takes turns. */
const long = `{"entity":{"customers":[${Array.from({ length: 40_000 }, () => person).join()}]}}`;

/** The long answer as it is to be shown, and the switch that somebody else may use meanwhile. */
function making(isOn: boolean) {
  const state = { isOn, made: 0 };
  const masking = maskingWhile(() => state.isOn);
  const text = asShownNow(masking, async () => {
    state.made += 1;
    return prettyPrintInTurns(await shownText(masking, long));
  });
  return { state, text };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('is masked where the switch was used while it was made', async () => {
  const { state, text } = making(false);
  await turn();
  state.isOn = true;
  const shown = await text;
  expect(shown.includes('Arjun')).toBe(false);
  expect(shown.includes('"firstName": "A••"')).toBe(true);
  expect(state.made).toBe(2);
});

test('is shown where the switch was used the other way', async () => {
  const { state, text } = making(true);
  await turn();
  state.isOn = false;
  expect((await text).includes('Arjun')).toBe(true);
});

test('is made once where nobody used the switch', async () => {
  const { state, text } = making(true);
  expect((await text).includes('Arjun')).toBe(false);
  expect(state.made).toBe(1);
});
