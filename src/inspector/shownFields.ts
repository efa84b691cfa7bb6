import type { Masking } from '../privacy/masking';
import { DOT } from '../privacy/maskValue';
import type { FormFields, HostToPage, PageToHost } from './wire';

/** What stands behind the mask of an identifier in a form. */
export interface BehindMask {
  readonly shape: string;
  readonly value: string;
}

/**
 * The border between the form that the host knows and the one that its page shows: while personal
 * data is masked, the page has the identifier's shape, and the host takes a shape that it gave out
 * for what is behind it. What is typed is taken as typed.
 */
export class ShownFields {
  /** By the shape; the one given out last counts. */
  readonly #behind = new Map<string, string>();

  constructor(
    private readonly masking: Masking,
    /** Told what is behind the mask that the page shows; of nothing while it shows no mask. */
    private readonly shown: (behind: BehindMask | undefined) => void,
  ) {}

  toPage(message: HostToPage): HostToPage {
    switch (message.kind) {
      case 'setup':
        return {
          ...message,
          fields: this.#masked(message.fields),
          ...(message.reading !== undefined && {
            reading: readingOf(message.reading, (value) => this.masking.value(value)),
          }),
        };
      case 'form':
        return { ...message, fields: this.#masked(message.fields) };
      case 'answer':
        return { ...message, paging: { ...message.paging, of: this.#inShape(message.paging.of) } };
      default:
        return message;
    }
  }

  fromPage(message: PageToHost): PageToHost {
    switch (message.kind) {
      case 'draft':
      case 'run':
        return { ...message, fields: this.#meant(message.fields) };
      case 'reading':
        return {
          ...message,
          reading: readingOf(message.reading, (value) => this.#behind.get(value) ?? value),
        };
      default:
        return message;
    }
  }

  /** What the page puts into its form, and may give back. */
  #masked(fields: FormFields): FormFields {
    const masked = this.#inShape(fields);
    const shape = masked.identifierValue;
    const value = fields.identifierValue;
    if (shape !== value) this.#behind.set(shape, value);
    this.shown(shape === value ? undefined : { shape, value });
    return masked;
  }

  #inShape(fields: FormFields): FormFields {
    return { ...fields, identifierValue: this.masking.value(fields.identifierValue) };
  }

  #meant(fields: FormFields): FormFields {
    const value = this.#behind.get(fields.identifierValue);
    return value === undefined ? fields : { ...fields, identifierValue: value };
  }
}

/** The place where somebody reads, in the answer about somebody in another form. */
function readingOf(reading: string, form: (value: string) => string): string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(reading);
  } catch {
    // nobody can read it, and it says nothing of anybody that could be found
    return '';
  }
  if (!isRecord(parsed) || !isRecord(parsed.of)) return '';
  const { identifierValue } = parsed.of;
  if (typeof identifierValue !== 'string') return '';
  const other = form(identifierValue);
  if (other === identifierValue) return reading;
  return JSON.stringify({ ...parsed, of: { ...parsed.of, identifierValue: other } });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A shape that somebody typed into: nobody knows what was behind the rest of it. */
export function isBrokenShape({ identifierValue }: FormFields): boolean {
  return identifierValue.includes(DOT);
}
