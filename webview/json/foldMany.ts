import type { AnswerDocument } from './answerDocument';
import { spansLines } from './foldRanges';
import { isBlank } from './children';

/*
 * Which containers are folded by a choice that means many of them. Only the outermost of those that
 * lie in each other are named: what is in them is folded with them.
 */

/** Levels that can be folded by name: what lies deeper is in hardly any answer. */
export const foldLevels = [1, 2, 3, 4, 5] as const;

/** @param level 1 for what the whole answer consists of */
export function containersAtLevel(answer: AnswerDocument, level: number): number[] {
  const { structure } = answer;
  const depths = new Uint16Array(structure.count);
  const found: number[] = [];
  for (let container = 0; container < structure.count; container++) {
    const parent = structure.parentOf(container);
    const depth = parent === undefined ? 0 : (depths[parent] ?? 0) + 1;
    depths[container] = depth;
    if (depth === level && spansLines(answer, container)) found.push(container);
  }
  return found;
}

/**
 * Every value of a key that can be folded, wherever it is.
 *
 * @param key as it is written, quotes included
 */
export function containersOfKey(answer: AnswerDocument, key: string): number[] {
  const { text, structure } = answer;
  const wanted = `${key}: `;
  const found: number[] = [];
  for (let container = 0; container < structure.count;) {
    const open = structure.openOf(container);
    const isOfKey = text.slice(Math.max(0, open - wanted.length), open) === wanted;
    // a quote with a backslash before it is within another key
    if (
      isOfKey &&
      isBlank(text.codeAt(open - wanted.length - 1)) &&
      spansLines(answer, container)
    ) {
      found.push(container);
      container = structure.firstFrom(structure.closeOf(container));
    } else {
      container++;
    }
  }
  return found;
}

/** The key that a container is the value of, as it is written; undefined where there is none. */
export function keyOf({ text, structure }: AnswerDocument, container: number): string | undefined {
  const open = structure.openOf(container);
  const line = text.slice(Math.max(0, open - longestKey), open);
  return /"(?:[^"\\\n]|\\.)*"(?=: $)/.exec(line.slice(line.lastIndexOf('\n') + 1))?.[0];
}

const longestKey = 300;
