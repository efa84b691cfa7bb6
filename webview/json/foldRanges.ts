import type { AnswerDocument } from './answerDocument';
import { keyText } from './children';
import { lineTokens } from './lineTokens';
import { filled, type JsonWords } from './words';

/** The container that a line opens and does not close, the one that folding the line hides. */
export function containerOpenedOn(
  { structure }: AnswerDocument,
  lineFrom: number,
  lineTo: number,
): number | undefined {
  let container: number | undefined = structure.firstFrom(lineTo + 1) - 1;
  while (container !== undefined && container >= 0 && structure.openOf(container) >= lineFrom) {
    if (structure.closeOf(container) > lineTo) {
      return isFoldable(structure, container) ? container : undefined;
    }
    container = structure.parentOf(container);
  }
  return undefined;
}

/** Whether a container is complete and goes over several lines. */
export function spansLines({ text, structure }: AnswerDocument, container: number): boolean {
  return (
    isFoldable(structure, container) &&
    text.lineEnd(structure.openOf(container)) < structure.closeOf(container)
  );
}

function isFoldable(structure: AnswerDocument['structure'], container: number): boolean {
  return structure.sizeOf(container) > 0 && structure.closeOf(container) <= 0xfffffffe;
}

/** The children that can be folded, in the order of the text; of the whole text without a container. */
export function foldableChildren(answer: AnswerDocument, container: number): number[] {
  const { structure } = answer;
  const found: number[] = [];
  const end = structure.closeOf(container);
  let child = container + 1;
  while (child < structure.count && structure.openOf(child) < end) {
    if (spansLines(answer, child)) found.push(child);
    child = structure.firstFrom(structure.closeOf(child) + 1);
  }
  return found;
}

const previewLength = 60;

/** What stands in for a folded container: its first plain fields, and how much there is. */
export function foldSummary(
  answer: AnswerDocument,
  container: number,
  words: Pick<JsonWords, 'oneItem' | 'items' | 'oneField' | 'fields'>,
): string {
  const { text, structure } = answer;
  const size = structure.sizeOf(container);
  const open = structure.openOf(container);
  if (text.codeAt(open) === 0x5b)
    return size === 1 ? words.oneItem : filled(words.items, { count: size });
  const preview =
    customerName(text.slice(open, Math.min(structure.closeOf(container), open + 1000))) ??
    firstFields(text.slice(open + 1, Math.min(structure.closeOf(container), open + 400)));
  const fields = size === 1 ? words.oneField : filled(words.fields, { count: size });
  return preview === '' ? fields : `${preview} … ${fields}`;
}

/** A customer begins with profiles, and those with a name: what somebody looks for in a long list. */
function customerName(beginning: string): string | undefined {
  const found =
    /^\{\s*"profiles": \[\s*\{\s*"firstName": ("(?:[^"\\]|\\.)*"),\s*"lastName": ("(?:[^"\\]|\\.)*")/.exec(
      beginning,
    );
  const name = found?.slice(1).map(keyText).join(' ').trim();
  return name === undefined || name === '' || name.length > previewLength ? undefined : name;
}

/** As many leading fields as fit, up to the first object, array or long value. */
function firstFields(beginning: string): string {
  let shown = '';
  for (const line of beginning.split('\n').slice(1, -1)) {
    const field = line.trim().replace(/,$/, '');
    if (!isPlainField(field) || shown.length + field.length > previewLength) break;
    shown += shown === '' ? field : `, ${field}`;
  }
  return shown;
}

function isPlainField(field: string): boolean {
  let plain = field.startsWith('"');
  lineTokens(field, field.length, (kind) => {
    if (kind === 'bracket') plain = false;
  });
  return plain;
}
