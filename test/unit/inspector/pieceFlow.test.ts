import { describe, expect, it } from 'vitest';
import { PieceFlow } from '../../../src/inspector/pieceFlow';

/** Sends pieces as fast as it may; counts them. */
function sender(flow: PieceFlow, pieces: number) {
  const state = { sent: 0 };
  void (async () => {
    while (state.sent < pieces) {
      await flow.room();
      flow.sent();
      state.sent++;
    }
  })();
  return state;
}

/** Promises that are settled already have run their reactions after this. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the pieces of a large answer', () => {
  it('wait until the page has taken those before, one for one', async () => {
    const flow = new PieceFlow();
    const state = sender(flow, 100);
    await settled();
    const atOnce = state.sent;
    expect(atOnce).toBeGreaterThan(1);
    expect(atOnce).toBeLessThan(10);
    for (let taken = 1; taken <= 20; taken++) {
      flow.taken();
      await settled();
      expect(state.sent).toBe(atOnce + taken);
    }
  });

  it('do not wait for a page that is gone', async () => {
    const flow = new PieceFlow();
    const state = sender(flow, 6);
    await settled();
    flow.reset();
    await settled();
    expect(state.sent).toBe(6);
  });

  it('are not sent ahead because of what an older page says late', async () => {
    const flow = new PieceFlow();
    for (let late = 0; late < 50; late++) flow.taken();
    const state = sender(flow, 100);
    await settled();
    expect(state.sent).toBeLessThan(10);
  });
});
