import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Closes lines so that nobody else can read them. */
export interface Seal {
  /** @returns a line without line breaks */
  close(text: string): string;
  /** Undefined where it was not closed with this seal, or is not whole. */
  open(line: string): string | undefined;
}

/** For what may be read by whoever may read the export. */
export const openSeal: Seal = { close: (text) => text, open: (line) => line };

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function newSealKey(): string {
  return randomBytes(KEY_BYTES).toString('base64');
}

/** @param key as `newSealKey` makes it; undefined where it is no such key */
export function sealWith(key: string): Seal | undefined {
  const bytes = Buffer.from(key, 'base64');
  if (bytes.length !== KEY_BYTES) return undefined;
  return {
    close: (text) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, bytes, nonce);
      const closed = [cipher.update(text, 'utf8'), cipher.final()];
      return Buffer.concat([nonce, ...closed, cipher.getAuthTag()]).toString('base64');
    },
    open: (line) => {
      const closed = Buffer.from(line, 'base64');
      if (closed.length < NONCE_BYTES + TAG_BYTES) return undefined;
      const nonce = closed.subarray(0, NONCE_BYTES);
      try {
        const decipher = createDecipheriv(ALGORITHM, bytes, nonce);
        decipher.setAuthTag(closed.subarray(-TAG_BYTES));
        const text = decipher.update(closed.subarray(NONCE_BYTES, -TAG_BYTES));
        return Buffer.concat([text, decipher.final()]).toString('utf8');
      } catch {
        return undefined;
      }
    },
  };
}
