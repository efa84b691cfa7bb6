import type { RequestAsSent } from '../api/exchange';
import type { Masking } from '../privacy/masking';
import { curlCommand } from '../snippets/curl';

/** An interactive zsh does not know comments: nothing in this line may mean anything to a shell. */
const MASKED = '# Personal data is masked in this command: it will not run as it is.';

/** The request as a command; while personal data is masked, one to read and not to run. */
export function shownCurl(masking: Masking, request: RequestAsSent): string {
  const command = curlCommand(masking.request(request));
  return masking.isOn ? `${MASKED}\n${command}` : command;
}
