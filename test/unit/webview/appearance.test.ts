import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const page = path.resolve(import.meta.dirname, '../../../webview');
const files = readdirSync(page, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\.(?:css|ts)$/.test(file),
);
/** Without comments, which may name a colour. */
const read = (file: string): string =>
  readFileSync(path.join(page, file), 'utf8')
    .replaceAll(/\/\*.*?\*\//gs, '')
    .replaceAll(/^\s*\/\/.*$/gm, '');
const styleSheets = files.filter((file) => file.endsWith('.css'));

/** Of VS Code's variables; a mixture of them is one of them still. */
const literal = /#[\da-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\(/i;
const named =
  /(?<![\w-])(?:black|white|gr[ae]y|silver|red|maroon|orange|gold|yellow|olive|lime|green|teal|aqua|cyan|blue|navy|purple|violet|magenta|fuchsia|pink|brown|(?:light|dark|medium|pale|deep|dim)[a-z]+|Canvas(?:Text)?|Highlight(?:Text)?)(?![\w-])/i;

test('there is a page to look at', () => {
  expect(styleSheets.length).toBeGreaterThan(5);
  expect(files.length).toBeGreaterThan(50);
});

test.each(styleSheets)('%s has the colours of the theme alone', (file) => {
  const values = [...read(file).matchAll(/(?<=[\s;{])([\w-]+)\s*:\s*([^;{}]+);/g)];
  const wrong = values.filter(([, , value = '']) => {
    const own = value.replaceAll(/--[\w-]+/g, '');
    return literal.test(own) || named.test(own);
  });
  expect(wrong.map(([declaration]) => declaration)).toEqual([]);
});

test('nothing that is drawn or styled by program has a colour of its own', () => {
  const programs = files.filter((file) => file.endsWith('.ts'));
  const wrong = programs.flatMap((file) =>
    [...read(file).matchAll(/(['"`])(?:(?!\1).)*\1/gs)]
      .map(([text]) => text)
      .filter((text) => literal.test(text.replaceAll(/--[\w-]+|\$\{[^}]*\}/g, '')))
      .map((text) => `${file}: ${text}`),
  );
  expect(wrong).toEqual([]);
  const painted = programs.flatMap((file) =>
    [...read(file).matchAll(/\b(?:fillStyle|strokeStyle|shadowColor|color)\b\s*=\s*['"`].*/gi)].map(
      ([text]) => `${file}: ${text}`,
    ),
  );
  expect(painted).toEqual([]);
});

test('what moves stands still for whoever asked for that, of the system or of VS Code', () => {
  const moving = styleSheets.flatMap((file) =>
    [...read(file).matchAll(/\b(?:animation|transition|scroll-behavior)[\w-]*\s*:\s*([^;]+);/g)]
      .filter(([, value]) => !/^none\b/.test(value ?? ''))
      .map(() => file),
  );
  for (const file of moving) {
    const text = read(file);
    expect(text, file).toMatch(/@media \(prefers-reduced-motion: reduce\) \{[^@]*animation: none/);
    expect(text, file).toMatch(/\.vscode-reduce-motion [^{]+\{[^}]*animation: none/);
  }
  expect(moving).not.toEqual([]);
});
