import type { Connections } from '../connections/room';
import { newSealKey, sealWith, type Seal } from '../export/seal';

/** What the journal of a masked export has to remember is personal: it is sealed, with keys kept elsewhere. */
export class ExportSeals {
  constructor(private readonly keys: Connections['sealKeys']) {}

  async make(): Promise<{ readonly key: string; readonly seal: Seal } | undefined> {
    const secret = newSealKey();
    const seal = sealWith(secret);
    if (seal === undefined) return undefined;
    const key = crypto.randomUUID();
    await this.keys.store(key, secret);
    return { key, seal };
  }

  async of(key: string): Promise<Seal | undefined> {
    const secret = await this.keys.read(key);
    return secret === undefined ? undefined : sealWith(secret);
  }

  async forget(key: string | undefined): Promise<void> {
    if (key !== undefined) await this.keys.forget(key);
  }
}
