import { prettyPieces } from '../api/json';
import type { Page } from '../api/page';
import type { Masking } from '../privacy/masking';

/** Milliseconds of work between two turns of everything else. */
const TURN = 12;
const PIECE_LENGTH = 256 * 1024;

/** The answer as the inspector shows it; a large one is printed in turns, so that nothing else waits. */
export function prettyPrintInTurns(text: string): Promise<string> {
  return joinedInTurns(prettyPieces(text, PIECE_LENGTH));
}

/** The text of an answer as it may be shown: masked, in turns, while personal data is masked. */
export async function shownText(
  masking: Masking,
  text: string,
  identifier?: string,
): Promise<string> {
  return masking.isOn ? joinedInTurns(masking.pieces(text, identifier)) : text;
}

/** The same for pages, each masked once. */
export function shownTexts(masking: Masking): (page: Page) => string | Promise<string> {
  const masked = new WeakMap<Page, Promise<string>>();
  return (page) => {
    if (!masking.isOn) return page.text;
    const text =
      masked.get(page) ?? joinedInTurns(masking.pieces(page.text, page.query.identifierValue));
    masked.set(page, text);
    return text;
  };
}

async function joinedInTurns(pieces: Iterable<string>): Promise<string> {
  const joined: string[] = [];
  let began = performance.now();
  for (const piece of pieces) {
    joined.push(piece);
    if (performance.now() - began < TURN) continue;
    await new Promise((resolve) => setImmediate(resolve));
    began = performance.now();
  }
  return joined.join('');
}
