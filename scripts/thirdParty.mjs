// What of others is in the package, and under which licences: a bill of materials, and their notices.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { npm, root } from './processes.mjs';
import { SetupError } from './setup.mjs';

/** @typedef {{name: string, version: string, license: string, texts: string[]}} BundledPackage */
/** @typedef {{'bom-ref': string, name: string, version: string, scope?: string, properties?: unknown}} Component */
/**
 * @typedef {{
 *   serialNumber?: string,
 *   metadata: {timestamp?: string, component: Record<string, unknown>},
 *   components: Component[],
 *   dependencies: {ref: string, dependsOn: string[]}[],
 * }} BillOfMaterials CycloneDX, as npm writes it
 */

/**
 * Writes sbom.cdx.json and third-party-notices.txt into a folder.
 *
 * @param {readonly string[]} inputs files that the bundles are made of
 * @param {string} folder
 */
export async function writeThirdParty(inputs, folder) {
  const packages = await bundledPackages(inputs);
  const bill = await billOfMaterials(packages);
  await writeFile(path.join(folder, 'sbom.cdx.json'), `${JSON.stringify(bill, null, 1)}\n`);
  await writeFile(path.join(folder, 'third-party-notices.txt'), notices(packages));
}

/** @param {readonly string[]} inputs @returns {Promise<BundledPackage[]>} by name */
async function bundledPackages(inputs) {
  const folders = new Set(
    inputs.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0] ?? []),
  );
  const packages = await Promise.all([...folders].map(readPackage));
  return packages.sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** @param {string} folder @returns {Promise<BundledPackage>} */
async function readPackage(folder) {
  const place = path.join(root, folder);
  /** @type {{name: string, version: string, license?: string}} */
  const { name, version, license } = JSON.parse(
    await readFile(path.join(place, 'package.json'), 'utf8'),
  );
  const files = (await readdir(place)).filter((file) => /^(licen[cs]e|notice)/i.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(path.join(place, file), 'utf8')));
  if (license === undefined) throw new SetupError(`${name} does not name its licence.`);
  return { name, version, license, texts: texts.map((text) => text.trim()) };
}

/**
 * npm's own, of those that are in the bundles: for npm all of them are there to develop with.
 *
 * @param {readonly BundledPackage[]} packages @returns {Promise<BillOfMaterials>}
 */
async function billOfMaterials(packages) {
  const { code, output } = await npm([
    ...['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'],
  ]);
  if (code !== 0) throw new SetupError(`npm could not write the bill of materials:\n${output}`);
  /** @type {BillOfMaterials} */
  const bill = JSON.parse(output.slice(output.indexOf('{')));
  const { metadata } = bill;
  // the same package has the same bill, whenever and wherever it is made
  delete bill.serialNumber;
  delete metadata.timestamp;
  const refs = new Set(packages.map(({ name, version }) => `${name}@${version}`));
  const components = bill.components.filter((component) => refs.has(component['bom-ref']));
  if (components.length < refs.size)
    throw new SetupError('package-lock.json does not have all that the bundles are made of.');
  const own = String(metadata.component['bom-ref']);
  /** @type {{name: string, displayName: string}} */
  const { name, displayName } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  return {
    ...bill,
    metadata: { ...metadata, component: { ...metadata.component, name, description: displayName } },
    components: components.map((component) => ({
      ...component,
      scope: 'required',
      properties: undefined,
    })),
    dependencies: bill.dependencies
      .filter(({ ref }) => ref === own || refs.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((on) => refs.has(on)) })),
  };
}

/** @param {readonly BundledPackage[]} packages */
function notices(packages) {
  const parts = packages.map(({ name, version, license, texts }) =>
    [`${name} ${version} (${license})`, ...texts].join('\n\n'),
  );
  const line = `\n\n${'─'.repeat(80)}\n\n`;
  return `${[`Customer Hierarchy Inspector has parts of the following packages in it.`, ...parts].join(line)}\n`;
}
