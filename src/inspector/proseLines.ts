/** Characters of a line, where words allow. */
const LINE_LENGTH = 90;

/** Every sentence on a line of its own, and long ones on several: a document of VS Code wraps nothing. */
export function proseLines(text: string): string {
  // what is quoted stays together
  const sentences = text.split(/(?<=[.。!?])\s+(?![^“]*”)/u);
  return sentences.map(broken).join('\n');
}

function broken(sentence: string): string {
  let length = 0;
  return sentence.replace(/(\s*)(\S+)/gu, (_, space: string, word: string) => {
    const isFirst = length === 0;
    const longer = length + space.length + word.length;
    const fits = isFirst || longer <= LINE_LENGTH;
    length = fits ? longer : word.length;
    return fits ? space + word : `\n${word}`;
  });
}
