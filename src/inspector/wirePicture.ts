/** What is said between the page that makes a PNG of an SVG and its host. */
export interface PictureToPage {
  readonly kind: 'draw';
  readonly svg: string;
}

export type PictureToHost =
  /** The page's script did not come; said by the page without it. */
  | { readonly kind: 'notLoaded' }
  | { readonly kind: 'ready' }
  /** The file, in base64. */
  | { readonly kind: 'drawn'; readonly png: string }
  /** It would be larger than any canvas. */
  | { readonly kind: 'tooLarge' }
  | { readonly kind: 'notDrawn' };
