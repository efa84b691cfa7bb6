/** Markdown as its reader meets it: code is no link and has no bold letters. */
function withoutCode(text: string): string {
  return text.replaceAll(/^ *```.*?^ *```/gms, '').replaceAll(/`[^`\n]*`/g, '');
}

export interface RelativeLink {
  /** '' for the document itself. */
  readonly file: string;
  /** Without the `#`; '' where it leads to the whole document. */
  readonly anchor: string;
}

/** Where links and pictures of a document lead, but for those to the web. */
export function relativeLinks(text: string): readonly RelativeLink[] {
  return [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z][a-z0-9+.-]*:/i.test(target))
    .map((target) => {
      const [file = '', anchor = ''] = target.split('#');
      return { file, anchor };
    });
}

/** Names of the headings in addresses, as GitHub and VS Code make them. */
export function anchorsOf(text: string): readonly string[] {
  return [...withoutCode(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{Letter}\p{Number}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
}

export function boldPhrases(text: string): readonly string[] {
  return [...withoutCode(text).matchAll(/\*\*([^*\n]+)\*\*/g)].map(([, phrase = '']) => phrase);
}
