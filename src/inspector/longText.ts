import { prettyPieces } from '../api/json';

/** Milliseconds of work between two turns of everything else. */
const TURN = 12;
const PIECE_LENGTH = 256 * 1024;

/** The answer as the inspector shows it; a large one is printed in turns, so that nothing else waits. */
export async function prettyPrintInTurns(text: string): Promise<string> {
  const pieces: string[] = [];
  let began = performance.now();
  for (const piece of prettyPieces(text, PIECE_LENGTH)) {
    pieces.push(piece);
    if (performance.now() - began < TURN) continue;
    await new Promise((resolve) => setImmediate(resolve));
    began = performance.now();
  }
  return pieces.join('');
}
