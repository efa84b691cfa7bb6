/** Where the choice is kept, and who is told of it. */
export interface ChoiceDoors {
  /** What the user's settings say. */
  saved(): boolean;
  /** Rejects where the settings cannot be written. */
  save(masked: boolean): Promise<void>;
  changed(): void;
  /** What was chosen holds, and could not be saved. */
  unsaved(masked: boolean, error: unknown): void;
}

/** Whether personal data is masked: what was chosen last, here or in the settings. */
export interface MaskingChoice {
  readonly isMasked: boolean;
  /** Holds at once; resolves when it is saved, or is known not to be. */
  choose(masked: boolean): Promise<void>;
  /** The settings say something new, by whoever wrote them. */
  followSettings(): void;
}

export function maskingChoice(doors: ChoiceDoors): MaskingChoice {
  /** Undefined until somebody looks: settings take their time, and waking up has none. */
  let known: boolean | undefined;
  const isMasked = () => (known ??= doors.saved());
  let lastWrite: Promise<void> = Promise.resolve();
  let writes = 0;
  const become = (masked: boolean) => {
    if (masked === isMasked()) return;
    known = masked;
    doors.changed();
  };
  return {
    get isMasked() {
      return isMasked();
    },
    choose: async (masked) => {
      // at once: whoever is about to share the screen does not wait for a file to be written
      become(masked);
      writes += 1;
      const written = lastWrite.then(() => doors.save(masked));
      lastWrite = written.catch(() => undefined);
      try {
        await written;
      } catch (error) {
        if (masked === isMasked()) doors.unsaved(masked, error);
      } finally {
        writes -= 1;
      }
    },
    followSettings: () => {
      // while a choice is being written the settings still tell of the one before it
      if (writes === 0) become(doors.saved());
    },
  };
}
