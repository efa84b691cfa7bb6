import type { Masking } from '../privacy/masking';

/**
 * What is made of an answer takes turns, and personal data may be masked meanwhile, or no longer: then
 * it is made again, so that whatever is shown or copied is as the user wants it by then.
 */
export async function asShownNow<Made>(
  masking: Pick<Masking, 'isOn'>,
  make: () => Promise<Made>,
): Promise<Made> {
  for (;;) {
    const wasOn = masking.isOn;
    const made = await make();
    if (masking.isOn === wasOn) return made;
  }
}
