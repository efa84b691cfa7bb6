/** How a connection signs in; the page on authorization flows documents the first two. */
export type SignInKind = 'oauth' | 'basic' | 'token';

/** How a host's certificate is checked where the usual way does not do. Means nothing over http. */
export interface CertificateCheck {
  /** Absolute path of a PEM file: the authorities of one's own that may vouch for the host. */
  readonly certificateAuthorityFile?: string;
  /** `false`: whoever answers is taken for the host. */
  readonly verifyCertificate?: false;
}

/** A named host to ask, and how to sign in there. Holds no secret: this is what settings keep. */
export interface Connection extends CertificateCheck {
  /** Stable key of settings, tree ids and secrets; never shown. */
  readonly id: string;
  /** What the user calls it. */
  readonly name: string;
  /** Scheme, host and port, as `URL.origin` spells them (IDN hosts in punycode). */
  readonly origin: string;
  readonly signIn: SignInKind;
  /** `source` that new queries start with; none means that the parameter is left out. */
  readonly defaultSource?: string;
  readonly defaultAccountId?: string;
}

/** What signs a request. Lives in SecretStorage and in memory while a request is made, nowhere else. */
export type Credentials =
  | { readonly kind: 'oauth'; readonly key: string; readonly secret: string }
  | {
      readonly kind: 'basic';
      readonly till: string;
      /** Lower-case hex MD5 of the till's password, as the API wants it. */
      readonly passwordMd5: string;
    }
  | { readonly kind: 'token'; readonly token: string };

/** Where the client asks for credentials, each time that it needs them. */
export interface CredentialsSource {
  /** Undefined when nobody signed in, or when the secrets belong to another origin. */
  read(connection: Connection): Promise<Credentials | undefined>;
}
