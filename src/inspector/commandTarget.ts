import type { Answer } from '../api/page';
import type { CustomersRequest } from '../api/query';

/** An answer that is read when it is wanted. */
export interface StoredAnswer {
  /** It was kept while personal data was masked: what is there is the shape alone. */
  readonly isMasked: boolean;
  /** What came back, and its JSON where it has any to show; undefined where it is gone. Never rejects. */
  read(): Promise<Pick<CommandTarget, 'answer' | 'json'> | undefined>;
}

/** What commands need to know of the thing they are called on, whatever view shows it. */
export interface CommandTarget {
  /** What was, or would be, asked. */
  readonly request?: CustomersRequest;
  /** What came back, so that nobody has to ask again. */
  readonly answer?: Answer;
  /** Where `answer` is, if it is not here. */
  readonly stored?: StoredAnswer;
  /** The single value that the thing stands for, such as a mobile number. */
  readonly value?: string;
  /** Where the thing is in the answer that it came with: the whole text and a JSON Pointer into it. */
  readonly json?: { readonly text: string; readonly pointer: string };
}

/**
 * A place in an answer, for whoever keeps it for long: the text is read when it is wanted, since a long
 * answer packs it and would have it twice as soon as somebody holds on to what was read.
 */
export function placeIn(
  answer: { readonly text: string },
  pointer: string,
): NonNullable<CommandTarget['json']> {
  return {
    get text() {
      return answer.text;
    },
    pointer,
  };
}
