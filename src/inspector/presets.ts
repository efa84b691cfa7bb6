import type { Memento } from 'vscode';
import { readFields } from './messages';
import type { FormFields } from './wire';

/** A form that the user gave a name to. */
export interface Preset {
  readonly id: string;
  readonly name: string;
  /** Without an identifier value where it is for whomever the form is about. */
  readonly fields: FormFields;
  readonly withIdentifier: boolean;
}

const KEY = 'inspector.presets';
const KEPT = 100;
export const LONGEST_NAME = 60;

/** By name; what cannot be read is left out. */
export function presets(memento: Memento): readonly Preset[] {
  const kept = memento.get<unknown>(KEY);
  const read = Array.isArray(kept) ? kept.flatMap((entry: unknown) => readPreset(entry) ?? []) : [];
  return read.sort((one, other) => one.name.localeCompare(other.name));
}

export function presetNamed(memento: Memento, name: string): Preset | undefined {
  return presets(memento).find((preset) => isSameName(preset.name, name));
}

/** One of the same name is replaced. False where there are as many as are kept. */
export async function savePreset(
  memento: Memento,
  { name, fields, withIdentifier }: Omit<Preset, 'id'>,
): Promise<boolean> {
  const known = presetNamed(memento, name);
  const others = presets(memento).filter((preset) => preset !== known && preset.id !== known?.id);
  if (others.length >= KEPT) return false;
  const kept = withIdentifier ? fields : { ...fields, identifierValue: '' };
  const preset = { id: known?.id ?? crypto.randomUUID(), name, fields: kept, withIdentifier };
  await save(memento, [...others, preset]);
  return true;
}

/** What the name belonged to is gone. */
export function renamePreset(memento: Memento, id: string, name: string): Thenable<void> {
  const all = presets(memento).filter(
    (preset) => preset.id === id || !isSameName(preset.name, name),
  );
  return save(
    memento,
    all.map((preset) => (preset.id === id ? { ...preset, name } : preset)),
  );
}

export function deletePreset(memento: Memento, id: string): Thenable<void> {
  return save(
    memento,
    presets(memento).filter((preset) => preset.id !== id),
  );
}

/** The form once the preset is applied to it: whom it is about stays, where the preset does not say. */
export function applied({ fields, withIdentifier }: Preset, form: FormFields): FormFields {
  if (withIdentifier) return fields;
  const { identifierType, identifierValue } = form;
  return { ...fields, identifierType, identifierValue };
}

function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function save(memento: Memento, all: readonly Preset[]): Thenable<void> {
  return memento.update(KEY, all.length === 0 ? undefined : all);
}

function readPreset(entry: unknown): Preset | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  if (!('id' in entry) || typeof entry.id !== 'string') return undefined;
  if (!('name' in entry) || typeof entry.name !== 'string' || entry.name === '') return undefined;
  const fields = readFields('fields' in entry ? entry.fields : undefined);
  if (fields === undefined) return undefined;
  const withIdentifier = 'withIdentifier' in entry && entry.withIdentifier === true;
  return { id: entry.id, name: entry.name.slice(0, LONGEST_NAME), fields, withIdentifier };
}
