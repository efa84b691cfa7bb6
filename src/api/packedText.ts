/** Shorter texts are kept as they are: what they take does not matter. */
const LEAST_LENGTH = 1_000_000;

/**
 * A text that is kept for long and read seldom. One letter that Latin-1 does not have makes a string
 * take two bytes for each of its letters; a long one is kept as UTF-8 then, and made anew when it is
 * read and nobody has it any more.
 *
 * @param text well-formed, as whatever was decoded is
 * @param bytes what it was decoded from, where somebody has that
 * @returns reads it; undefined where the text is to be kept as it is
 */
export function packedText(text: string, bytes?: Buffer): (() => string) | undefined {
  // all of ASCII takes one byte a letter either way
  const isPacked =
    text.length >= LEAST_LENGTH && (bytes?.length ?? Buffer.byteLength(text)) > text.length;
  return isPacked ? packed(bytes ?? Buffer.from(text, 'utf8'), { text }) : undefined;
}

/**
 * By itself: what it gives holds on to the bytes, and to no string around it.
 *
 * @param read their text, for whoever reads it at once
 */
function packed(bytes: Buffer, read: { readonly text: string }): () => string {
  let made = new WeakRef(read);
  return () => {
    const known = made.deref();
    if (known !== undefined) return known.text;
    const again = { text: bytes.toString('utf8') };
    made = new WeakRef(again);
    return again.text;
  };
}
