import type { PersonalData } from '../privacy/personalData';
import { asShownNow } from './shownNow';

/** Whether what was given out of texts, by their keys, is as the switch of personal data says. */
export class GivenTexts {
  readonly #givenMasked = new Map<string, boolean>();

  constructor(private readonly personalData: Pick<PersonalData, 'isMasked'>) {}

  /** Makes a text that is as the switch says once it is made, and takes note of how that is. */
  async give(key: string, make: () => Promise<string>): Promise<string> {
    const { personalData } = this;
    const masking = {
      get isOn() {
        return personalData.isMasked;
      },
    };
    const text = await asShownNow(masking, make);
    this.#givenMasked.set(key, personalData.isMasked);
    return text;
  }

  /** Whether the switch was used since the text was given. */
  isOld(key: string): boolean {
    const isMasked = this.#givenMasked.get(key);
    return isMasked !== undefined && isMasked !== this.personalData.isMasked;
  }

  forget(key: string): void {
    this.#givenMasked.delete(key);
  }
}
