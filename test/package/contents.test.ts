import { readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { LANGUAGES } from '../../scripts/sentences.mjs';
import { relativeLinks } from '../unit/markdown';
import { readVsix } from './vsix';

const allowed = [
  /^extension\/package\.json$/,
  /^extension\/package\.nls(\.[\w-]+)?\.json$/,
  /^extension\/l10n\/[\w.-]+\.json$/,
  /^extension\/(readme|changelog|SECURITY|CONTRIBUTING)\.md$/,
  /^extension\/docs\/[\w-]+\.md$/,
  /^extension\/LICENSE\.txt$/,
  /^extension\/media\/[\w-]+\.(png|webp|svg|md)$/,
  /^extension\/dist\/[\w-]+\.js$/,
  /^extension\/dist\/(api\.d\.ts|sbom\.cdx\.json|third-party-notices\.txt)$/,
  /^extension\/dist\/webview\/(main\.(js|css)|picture\.js|[\w-]+\.css|chunks\/[\w-]+\.(js|css))$/,
  // what the packer itself adds
  /^extension\.vsixmanifest$/,
  /^\[Content_Types\]\.xml$/,
];

describe('the package', () => {
  const files = readVsix(readFileSync(inject('vsix')));
  const names = [...files.keys()];

  it('holds no file that is not meant for users', () => {
    expect(names.filter((name) => !allowed.some((pattern) => pattern.test(name)))).toEqual([]);
    expect(names).not.toContain('extension/dist/sandbox-cli.js');
  });

  it('holds the manifest, the texts, the code and the page', () => {
    expect(names).toEqual(
      expect.arrayContaining([
        'extension/package.json',
        'extension/package.nls.json',
        ...LANGUAGES.flatMap((language) => [
          `extension/package.nls.${language}.json`,
          `extension/l10n/bundle.l10n.${language}.json`,
        ]),
        'extension/readme.md',
        'extension/changelog.md',
        'extension/LICENSE.txt',
        'extension/dist/extension.js',
        'extension/dist/webview/main.js',
        'extension/dist/webview/main.css',
        'extension/dist/webview/picture.js',
      ]),
    );
  });

  it('holds every document and picture that another document leads to', () => {
    // the packer writes two names in small letters
    const there = new Set(names.map((name) => name.toLowerCase()));
    const documents = names.filter((name) => name.endsWith('.md'));
    expect(documents.length).toBeGreaterThan(10);
    const dead = documents.flatMap((name) =>
      relativeLinks(files.get(name)?.toString('utf8') ?? '')
        .filter(({ file }) => file !== '')
        .map(({ file }) => path.posix.join(path.posix.dirname(name), file))
        .filter((target) => !there.has(target.toLowerCase()))
        .map((target) => `${name}: ${target}`),
    );
    expect(dead).toEqual([]);
  });

  it('holds every bundle that another one loads later', () => {
    const bundles = names.filter((name) => /^extension\/dist\/[\w-]+\.js$/.test(name));
    const wanted = bundles.flatMap((name) => [
      ...(files.get(name)?.toString('utf8') ?? '').matchAll(/require\("\.\/([\w-]+\.js)"\)/g),
    ]);
    expect(wanted.length).toBeGreaterThan(0);
    for (const [, name] of wanted) expect(names).toContain(`extension/dist/${name ?? ''}`);
  });

  it('says whose work is in it, and under which licence', () => {
    const text = (name: string) => files.get(`extension/dist/${name}`)?.toString('utf8') ?? '';
    const bill = JSON.parse(text('sbom.cdx.json')) as {
      readonly bomFormat: string;
      readonly components: readonly {
        readonly name: string;
        readonly version: string;
        readonly purl: string;
        readonly licenses: readonly unknown[];
      }[];
    };
    expect(bill.bomFormat).toBe('CycloneDX');
    const names = bill.components.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['axios', 'p-queue', 'd3-zoom', 'tabbable']));
    // what is there to build and to test with is in no package
    expect(names).not.toContain('esbuild');
    const notices = text('third-party-notices.txt');
    for (const { name, version, purl, licenses } of bill.components) {
      expect(purl).toMatch(/^pkg:npm\//);
      expect(licenses).not.toEqual([]);
      expect(notices).toContain(`${name} ${version} (`);
    }
  });

  it('publishes the types of what other extensions get', () => {
    const types = files.get('extension/dist/api.d.ts')?.toString('utf8');
    expect(types).toContain('export interface CustomerHierarchyApi');
    // nothing of it leads to files that are not there
    expect([...(types ?? '').matchAll(/from '([^']+)'/g)].map(([, from]) => from)).toEqual([
      'vscode',
    ]);
  });

  it('holds no source, no path of the machine that built it, and no key or secret, not even of tests', () => {
    const marks = [
      /sourceMappingURL=|sourcesContent/,
      /\/(?:home|Users)\/[\w.-]+\/|[A-Z]:\\+Users\\/,
      /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
      // how the secrets begin that tests look for
      /canary[ .&-](?:key|secret|pass|token|access)/i,
    ];
    const folders = [process.cwd(), tmpdir(), homedir()].filter((folder) => folder.length > 5);
    for (const [name, content] of files) {
      // pictures as well: every byte is a character
      const text = content.toString('latin1');
      expect(
        marks.filter((mark) => mark.test(text)),
        name,
      ).toEqual([]);
      expect(
        folders.filter((folder) => text.includes(folder)),
        name,
      ).toEqual([]);
    }
  });
});
