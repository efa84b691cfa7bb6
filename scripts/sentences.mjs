// Every sentence that the extension shows, and what its translations lack of them: `npm run l10n`.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import ts from 'typescript';
import { root } from './processes.mjs';

/** Languages beside English, as VS Code names them. */
export const LANGUAGES = /** @type {const} */ (['de', 'zh-cn']);

/** @typedef {Record<string, string>} Texts sentence or key → what is shown */

/**
 * Those that the code gives to `l10n.t`, or marks by `sentence`.
 *
 * @returns {Promise<{sentences: Set<string>, unreadable: string[]}>} and the places whose sentence is put
 *   together while the program runs, so that nothing can translate it
 */
export async function sentencesInCode() {
  /** @type {Set<string>} */
  const sentences = new Set();
  /** @type {string[]} */
  const unreadable = [];
  const source = path.join(root, 'src');
  for (const name of await readdir(source, { recursive: true })) {
    if (!name.endsWith('.ts')) continue;
    const text = await readFile(path.join(source, name), 'utf8');
    if (!/l10n|sentence/.test(text)) continue;
    const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest);
    const marks = /import \{[^}]*\bsentence\b[^}]*\} from '[./]*\/sentence'/.test(text);
    /** @param {import('typescript').Node} node */
    const visit = (node) => {
      if (isTranslation(node, marks)) {
        const [first] = node.arguments;
        const found = first === undefined ? undefined : literals(first);
        for (const each of found ?? []) sentences.add(each);
        if (found === undefined)
          unreadable.push(`${name}:${file.getLineAndCharacterOfPosition(node.pos).line + 1}`);
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return { sentences, unreadable };
}

/**
 * @param {import('typescript').Node} node
 * @param {boolean} marks whether the file's `sentence` is the one that marks what is to be translated
 * @returns {node is import('typescript').CallExpression}
 */
function isTranslation(node, marks) {
  if (!ts.isCallExpression(node)) return false;
  if (ts.isIdentifier(node.expression)) return marks && node.expression.text === 'sentence';
  if (!ts.isPropertyAccessExpression(node.expression)) return false;
  const { name, expression } = node.expression;
  const last = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
  return name.text === 't' && ts.isIdentifier(last) && last.text === 'l10n';
}

/** @param {import('typescript').Expression} node @returns {string[] | undefined} */
function literals(node) {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isParenthesizedExpression(node)) return literals(node.expression);
  if (!ts.isConditionalExpression(node)) return undefined;
  const [yes, no] = [literals(node.whenTrue), literals(node.whenFalse)];
  return yes && no && [...yes, ...no];
}

/** Those of package.json. @returns {Promise<Texts>} */
export async function sentencesOfManifest() {
  return readTexts('package.nls.json');
}

/** @param {string} language @returns {Promise<Texts>} */
export async function translationOfCode(language) {
  return readTexts(path.join('l10n', `bundle.l10n.${language}.json`));
}

/** @param {string} language @returns {Promise<Texts>} */
export async function translationOfManifest(language) {
  return readTexts(`package.nls.${language}.json`);
}

/** @param {string} file @returns {Promise<Texts>} */
async function readTexts(file) {
  return JSON.parse(await readFile(path.join(root, file), 'utf8').catch(() => '{}'));
}

/**
 * What stands in braces in a sentence, and the commands that it leads to, in alphabetical order.
 *
 * @param {string} sentence @returns {string}
 */
export function placeholdersOf(sentence) {
  return [...sentence.matchAll(/\{\w*\}|\(command:[^)]*\)/g)]
    .map(([found]) => found)
    .sort()
    .join(' ');
}

/**
 * What is wrong with a translation, a line each.
 *
 * @param {ReadonlyMap<string, string>} wanted key → English
 * @param {Texts} translated key → translation
 * @returns {string[]}
 */
export function faultsOf(wanted, translated) {
  const missing = [...wanted.keys()].filter((key) => translated[key] === undefined);
  const unused = Object.keys(translated).filter((key) => !wanted.has(key));
  const changed = [...wanted].filter(
    ([key, english]) =>
      translated[key] !== undefined && placeholdersOf(translated[key]) !== placeholdersOf(english),
  );
  return [
    ...missing.map((key) => `missing: ${JSON.stringify(key)}`),
    ...unused.map((key) => `unused: ${JSON.stringify(key)}`),
    ...changed.map(([key]) => `other placeholders: ${JSON.stringify(key)}`),
  ];
}

/** @returns {Promise<string[]>} of all languages */
export async function faultsOfTranslations() {
  const { sentences } = await sentencesInCode();
  const code = new Map([...sentences].map((sentence) => [sentence, sentence]));
  const manifest = new Map(Object.entries(await sentencesOfManifest()));
  const faults = [];
  for (const language of LANGUAGES) {
    const all = [
      ...faultsOf(code, await translationOfCode(language)),
      ...faultsOf(manifest, await translationOfManifest(language)),
    ];
    faults.push(...all.map((fault) => `${language}, ${fault}`));
  }
  return faults;
}

if (process.argv[1] === import.meta.filename) {
  const faults = await faultsOfTranslations();
  for (const fault of faults) console.log(fault);
  console.log(`${faults.length} faults`);
  if (faults.length > 0) process.exitCode = 1;
}
