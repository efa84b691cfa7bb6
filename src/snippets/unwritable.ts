/** Why a request cannot be written as a command or as code. */
export type UnwritableReason =
  | 'notHttp'
  | 'nul'
  | 'headerName'
  | 'headerValue'
  | 'windowsCharacter'
  | 'windowsHeader'
  | 'noTarget';

/** Says why in a closed set: whoever shows it has the words for it. */
export class Unwritable extends TypeError {
  constructor(readonly reason: UnwritableReason) {
    super(reason);
  }
}
