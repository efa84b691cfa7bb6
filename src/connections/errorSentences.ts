import type { l10n } from 'vscode';
import type { ApiError, ApiIssue } from '../api/errors';
import type { Exchange } from '../api/exchange';
import { joinedSentences, translated } from '../sentence';
import { issueAdvice } from './issueAdvice';
import { plainText } from './plainText';

/** The part of `vscode.l10n` that words need, so that they can be tested without the editor. */
export type Localisation = Pick<typeof l10n, 't'>;

/**
 * What happened, in the user's words, and what to do next. Holds the API's own code and message
 * and the request id where they are known. Text of the server is cut and made harmless.
 */
export function errorSentenceIn(l10n: Localisation, error: ApiError): string {
  switch (error.kind) {
    case 'cancelled':
      return l10n.t('The request was cancelled.');
    case 'invalidQuery':
      return invalidQuery(l10n, error);
    case 'notSignedIn':
      return l10n.t(
        'You are not signed in to this connection. Sign in, then try again. What was entered for another host is not sent to this one.',
      );
    case 'secretsUnreadable':
      return l10n.t(
        'The secret store of VS Code could not be read ({message}). Unlock the key ring of your system and try again, or sign in again to keep the secret in memory for this window.',
        { message: plainText(error.message) },
      );
    case 'unreachable':
      return unreachable(l10n, error);
    case 'tls':
      return tls(l10n, error);
    case 'timeout':
      return joinedSentences(timeout(l10n, error), trace(l10n, error.exchange));
    case 'tooLarge':
      return joinedSentences(tooLarge(l10n, error), trace(l10n, error.exchange));
    default:
      return joinedSentences(
        answered(l10n, error),
        said(l10n, error.issue),
        trace(l10n, error.exchange),
      );
  }
}

type AnsweredError = Extract<ApiError, { readonly text: string }>;

function answered(l10n: Localisation, error: AnsweredError): string {
  switch (error.kind) {
    case 'redirected':
      return redirected(l10n, plainText(error.location));
    case 'notJson':
      return notJson(l10n, error);
    case 'unexpectedShape':
      return l10n.t(
        'The answer is JSON (HTTP {status}), but not what this endpoint is documented to send. Check the host of the connection, or open the answer to see what came.',
        { status: status(error.exchange) },
      );
    case 'signInRefused':
      return signInRefused(l10n, error);
    case 'forbidden':
      return l10n.t(
        'You are signed in, but not allowed to read customer hierarchies (HTTP {status}). Ask an administrator of the organisation to give the access group of your key or till read permission on the resource {resource} ({otherResource} in some versions of the documentation).',
        {
          status: status(error.exchange),
          resource: '“User Group”',
          otherResource: '“Customer”',
        },
      );
    case 'rateLimited':
      return rateLimited(l10n, error.retryAfterSeconds);
    case 'notFound':
      return (
        issueAdvice(l10n, error.issue?.code) ??
        l10n.t('No such customer was found. Check the identifier, its type and the source.')
      );
    case 'rejected':
      return (
        issueAdvice(l10n, error.issue?.code) ??
        l10n.t('The API refused the request (HTTP {status}). Check the query.', {
          status: status(error.exchange),
        })
      );
    case 'serverFailed':
      return serverFailed(l10n, error);
  }
}

function redirected(l10n: Localisation, location: string): string {
  return location === ''
    ? l10n.t(
        'The server sent the request on to another address. It was not followed and your credentials were not sent there: check the host of the connection.',
      )
    : l10n.t(
        'The server sent the request on to {location}. It was not followed and your credentials were not sent there: check the host of the connection.',
        { location },
      );
}

function invalidQuery(
  l10n: Localisation,
  error: Extract<ApiError, { readonly kind: 'invalidQuery' }>,
): string {
  const first = error.problems[0];
  if (first === undefined) return l10n.t('The request was not sent: the query cannot be right.');
  return l10n.t('The request was not sent, because {field} cannot be right: {reason}', {
    field: first.field,
    reason: translated(l10n, first.reason),
  });
}

function unreachable(
  l10n: Localisation,
  error: Extract<ApiError, { readonly kind: 'unreachable' }>,
): string {
  const host = hostIn(error.exchange);
  const code = plainText(error.code, 60);
  if (host === undefined)
    return l10n.t(
      'The host could not be reached ({code}). Check the host of the connection, and your network, VPN and proxy, then try again.',
      { code },
    );
  const known = { host, code };
  switch (error.cause) {
    case 'unknownHost':
      return l10n.t(
        'No address was found for {host} ({code}). Check its spelling in the connection, and your network or VPN.',
        known,
      );
    case 'refused':
      return l10n.t(
        'The connection to {host} was refused ({code}): nothing listens there. Check host and port of the connection, and that the server runs.',
        known,
      );
    case 'reset':
      return l10n.t(
        'The connection to {host} was broken off ({code}). Try again; if it stays so, check your proxy or VPN.',
        known,
      );
    case 'damaged':
      return l10n.t(
        'The answer of {host} arrived damaged and could not be decompressed ({code}). Try again; if it stays so, check your proxy or VPN.',
        known,
      );
    case 'network':
      return l10n.t(
        'The connection to {host} could not be made ({code}). Check your network, VPN and proxy, then try again.',
        known,
      );
  }
}

function timeout(
  l10n: Localisation,
  { seconds, exchange }: Extract<ApiError, { readonly kind: 'timeout' }>,
): string {
  const setting = 'customerHierarchy.timeoutSeconds';
  if (exchange?.status !== undefined)
    return l10n.t(
      'An answer began to come, and had not ended after {seconds} s. Try again, or raise the setting {setting}.',
      { seconds, setting },
    );
  return seconds === 1
    ? l10n.t('No answer came within a second. Try again, or raise the setting {setting}.', {
        setting,
      })
    : l10n.t(
        'No answer came within {seconds} seconds. Try again, or raise the setting {setting}.',
        { seconds, setting },
      );
}

function tooLarge(
  l10n: Localisation,
  error: Extract<ApiError, { readonly kind: 'tooLarge' }>,
): string {
  const { limitMegabytes: megabytes, exchange, sizeBytes = 0 } = error;
  if (exchange?.signingIn !== undefined)
    return l10n.t(
      'Signing in was answered with more than {megabytes} MB, which were not read: something else than the API may have answered. Check the host of the connection.',
      { megabytes },
    );
  const setting = 'customerHierarchy.maxResponseMegabytes';
  const size = Math.round(sizeBytes / 100_000) / 10;
  // rounded, what is a little too large would look as if it were not
  return size > megabytes
    ? l10n.t(
        'The answer has {size} MB, more than the {megabytes} MB allowed, and was not read. Save it to a file, ask for fewer rows (limit), or raise the setting {setting}.',
        { size, megabytes, setting },
      )
    : l10n.t(
        'The answer is larger than {megabytes} MB and was not read. Save it to a file, ask for fewer rows (limit), or raise the setting {setting}.',
        { megabytes, setting },
      );
}

function tls(
  l10n: Localisation,
  { code, certificateAuthorityFile, exchange }: Extract<ApiError, { readonly kind: 'tls' }>,
): string {
  const host = hostIn(exchange);
  const shownCode = plainText(code, 60);
  if (certificateAuthorityFile !== undefined)
    return authorityFile(l10n, { file: plainText(certificateAuthorityFile), code: shownCode });
  if (host === undefined)
    return l10n.t(
      'No secure connection could be made ({code}). Nothing was sent. Check the host of the connection, and your proxy.',
      { code: shownCode },
    );
  const known = { host, code: shownCode };
  if (/^CERT_HAS_EXPIRED|NOT_YET_VALID/u.test(code))
    return l10n.t(
      'The certificate of {host} is out of date ({code}). Nothing was sent. Check the clock of this computer, or ask whoever runs the host.',
      known,
    );
  if (code.includes('ALTNAME'))
    return l10n.t(
      'The certificate of {host} is for another host ({code}). Nothing was sent. Check the host of the connection.',
      known,
    );
  if (/SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)/u.test(code))
    return l10n.t(
      'The certificate of {host} is not signed by anyone that this computer trusts ({code}). Nothing was sent. If your company has its own certificate authority, name its file (PEM) under Certificates in Edit Connection, or add it to the certificates of the system.',
      known,
    );
  return l10n.t(
    'No secure connection to {host} could be made ({code}). Nothing was sent. Check the host of the connection, and your proxy.',
    known,
  );
}

/** The connection's own file of authorities is missing, or is not one. */
function authorityFile(
  l10n: Localisation,
  known: { readonly file: string; readonly code: string },
): string {
  return known.code === 'CA_FILE_NOT_PEM'
    ? l10n.t(
        'The private CA file {file} is not a PEM file with certificates ({code}). Nothing was sent. Name another file in Edit Connection: it has lines that say BEGIN CERTIFICATE.',
        known,
      )
    : l10n.t(
        'The private CA file {file} cannot be read ({code}). Nothing was sent. Check that it is there and may be read, or name another file in Edit Connection.',
        known,
      );
}

function signInRefused(
  l10n: Localisation,
  error: Extract<ApiError, { readonly kind: 'signInRefused' }>,
): string {
  if (error.expired)
    return l10n.t(
      'The API refused the token as expired (HTTP {status}). Sign in again with fresh credentials.',
      { status: status(error.exchange) },
    );
  if (error.exchange.signingIn !== undefined)
    return l10n.t(
      'Sign-in was refused (HTTP {status}). Check the key and its secret, and that they belong to this host.',
      { status: status(error.exchange) },
    );
  if (error.exchange.request.authentication === 'basic')
    return l10n.t(
      'Sign-in was refused (HTTP {status}). Check till and password, and whether the password was entered as it is or as its MD5.',
      { status: status(error.exchange) },
    );
  return l10n.t(
    'The access token was refused (HTTP {status}). Sign in again, and check that what you enter belongs to this host.',
    { status: status(error.exchange) },
  );
}

function rateLimited(l10n: Localisation, seconds: number | undefined): string {
  const setting = 'customerHierarchy.requestsPerMinute';
  if (seconds === undefined)
    return l10n.t(
      'Too many requests were sent in a short time (HTTP 429). Wait a minute and try again, or lower the setting {setting}.',
      { setting },
    );
  if (seconds <= 120)
    return l10n.t(
      'Too many requests were sent in a short time (HTTP 429). The server asks to wait {seconds} seconds; try again then, or lower the setting {setting}.',
      { seconds: Math.ceil(seconds), setting },
    );
  const minutes = Math.ceil(seconds / 60);
  return minutes <= 24 * 60
    ? l10n.t(
        'Too many requests were sent in a short time (HTTP 429). The server asks to wait {minutes} minutes; try again then, or lower the setting {setting}.',
        { minutes, setting },
      )
    : l10n.t(
        'Too many requests were sent in a short time (HTTP 429). The server asks to wait for more than a day. Try again in a while, lower the setting {setting}, or ask whoever runs the host.',
        { setting },
      );
}

function serverFailed(
  l10n: Localisation,
  error: Extract<ApiError, { readonly kind: 'serverFailed' }>,
): string {
  return (
    issueAdvice(l10n, error.issue?.code) ??
    l10n.t('The server failed (HTTP {status}). Try again in a while.', {
      status: status(error.exchange),
    })
  );
}

function notJson(
  l10n: Localisation,
  error: Extract<ApiError, { readonly kind: 'notJson' }>,
): string {
  const known = {
    status: status(error.exchange),
    type: plainText(error.exchange.contentType ?? '', 60) || l10n.t('no content type'),
  };
  const start = error.text.slice(0, 1000).trimStart();
  // what the token endpoint said is withheld where it might hold a token
  const isWithheld = error.text === '' && (error.exchange.sizeBytes ?? 0) > 0;
  const isHtml = isWithheld
    ? /^text\/html\b/iu.test(known.type)
    : /^<(?:!doctype html|html|head|body|!--)/iu.test(start);
  if (start === '' && !isWithheld)
    return l10n.t(
      'The answer is empty (HTTP {status}, {type}) where JSON was expected. Try again, or check the host of the connection.',
      known,
    );
  if (isHtml)
    return l10n.t(
      'An HTML page came (HTTP {status}, {type}) where JSON was expected: a proxy, a sign-in page or the wrong host may have answered. Check the host of the connection and your proxy.',
      known,
    );
  return isWithheld
    ? l10n.t(
        'Signing in was answered with something other than JSON (HTTP {status}, {type}). Check the host of the connection.',
        known,
      )
    : l10n.t(
        'Something other than JSON came (HTTP {status}, {type}). Check the host of the connection, or open the answer to see what came.',
        known,
      );
}

/** The API's own code and message. */
function said(l10n: Localisation, issue: ApiIssue | undefined): string | undefined {
  const message = plainText(issue?.message ?? '');
  const code = issue?.code;
  if (message !== '' && code !== undefined)
    return l10n.t('The API says: “{message}” (code {code}).', { message, code });
  if (message !== '') return l10n.t('The API says: “{message}”.', { message });
  return code === undefined ? undefined : l10n.t('The API gave code {code}.', { code });
}

function trace(l10n: Localisation, exchange: Exchange | undefined): string | undefined {
  const id = plainText(exchange?.requestId ?? '', 80);
  return id === '' ? undefined : l10n.t('Request id: {id}', { id });
}

function status(exchange: Exchange): string {
  return exchange.status === undefined ? '?' : String(exchange.status);
}

/** Whom a request went to, as far as that is known. */
export function hostIn(exchange: Exchange | undefined): string | undefined {
  const url = exchange?.request.url;
  return url !== undefined && URL.canParse(url) ? plainText(new URL(url).host, 100) : undefined;
}
