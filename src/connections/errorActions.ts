import type { ApiError } from '../api/errors';

/** Next steps that an error can offer, as buttons of a message or actions of a row. */
export type ErrorAction =
  'retry' | 'editConnection' | 'signIn' | 'showLog' | 'editQuery' | 'openSettings';

/** Whether an answer was refused for its size alone: it can go into a file. One about a token is none. */
export function isSavable(error: ApiError): boolean {
  return error.kind === 'tooLarge' && error.exchange?.signingIn === undefined;
}

/** Next steps that fit the error, the likeliest first. */
export function errorActions(error: ApiError): readonly ErrorAction[] {
  switch (error.kind) {
    case 'cancelled':
      return ['retry'];
    case 'invalidQuery':
      return ['editQuery'];
    case 'notSignedIn':
      return ['signIn'];
    case 'secretsUnreadable':
      return ['retry', 'signIn', 'showLog'];
    case 'unreachable':
      return error.cause === 'unknownHost'
        ? ['editConnection', 'retry', 'showLog']
        : ['retry', 'editConnection', 'showLog'];
    case 'tls':
    case 'redirected':
      return ['editConnection', 'retry', 'showLog'];
    case 'timeout':
      return ['retry', 'openSettings', 'showLog'];
    case 'tooLarge':
      // a token is never that large: the query is not to blame
      return error.exchange?.signingIn !== undefined
        ? ['editConnection', 'retry', 'showLog']
        : ['editQuery', 'openSettings'];
    case 'notJson':
      return ['retry', 'editConnection', 'showLog'];
    case 'unexpectedShape':
    case 'serverFailed':
      return ['retry', 'showLog'];
    case 'signInRefused':
    case 'forbidden':
      return ['signIn', 'retry', 'showLog'];
    case 'rateLimited':
      return ['retry', 'openSettings'];
    case 'notFound':
    case 'rejected':
      return ['editQuery', 'retry'];
  }
}
