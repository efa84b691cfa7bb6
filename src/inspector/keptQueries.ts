import * as vscode from 'vscode';
import type { CustomersRequest } from '../api/query';
import type { Connections } from '../connections/register';
import { visibleText } from '../privacy/displayText';
import type { Masking } from '../privacy/masking';
import type { PersonalData } from '../privacy/personalData';
import { fieldsOf } from './fields';
import { applied, presets, type Preset } from './presets';
import { managePresets, nameAndSavePreset } from './presetSteps';
import { forgetQueries, recentQueries, rememberQuery } from './recentQueries';
import type { FormFields, OfferedQueries } from './wire';

interface KeptQueriesCollaborators {
  /** Of the user, on this computer alone. */
  readonly globalState: vscode.Memento;
  readonly connections: Connections;
  readonly masking: Masking;
  readonly personalData: PersonalData;
  /** Queries that the user wants to have kept. */
  readonly historySize: () => number;
}

const LONGEST_PART = 60;

/** Queries that were run lately, and those that have a name; the same for every inspector. */
export class KeptQueries {
  readonly #with: KeptQueriesCollaborators;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(collaborators: KeptQueriesCollaborators) {
    this.#with = collaborators;
  }

  /** For the lists of the form: in shape while personal data is masked. */
  offered(): OfferedQueries {
    const { globalState, masking, historySize } = this.#with;
    const recent = recentQueries(globalState).slice(0, historySize());
    return {
      recent: recent.map(({ id, request }) => ({
        value: id,
        label: this.#whom(fieldsOf(request)),
        note: this.#what(fieldsOf(request)),
      })),
      presets: presets(globalState).map(({ id, name, fields, withIdentifier }) => ({
        value: id,
        label: visibleText(masking.message(name), LONGEST_PART),
        note: [...(withIdentifier ? [this.#whom(fields)] : []), this.#what(fields)].join(' · '),
      })),
    };
  }

  async ran(request: CustomersRequest): Promise<void> {
    const { globalState, historySize } = this.#with;
    await rememberQuery(globalState, request, historySize());
    this.#changed.fire();
  }

  async forgetRecent(): Promise<void> {
    await forgetQueries(this.#with.globalState);
    this.#changed.fire();
  }

  /** The form with a recent query filled in; undefined where it is gone. */
  recent(id: string): FormFields | undefined {
    const found = recentQueries(this.#with.globalState).find((query) => query.id === id);
    return found && fieldsOf(found.request);
  }

  /** The form with a preset applied to it, and what to say of it; undefined where it is gone. */
  preset(id: string, form: FormFields): { fields: FormFields; sentence: string } | undefined {
    const found = presets(this.#with.globalState).find((preset) => preset.id === id);
    return found && { fields: applied(found, form), sentence: this.#appliedSentence(found) };
  }

  /** Asks for a name. @returns what to say of it; undefined where nothing was saved */
  async save(fields: FormFields): Promise<string | undefined> {
    const { globalState, personalData } = this.#with;
    const sentence = await nameAndSavePreset(globalState, fields, personalData, () =>
      this.#what(fields),
    );
    this.#changed.fire();
    return sentence;
  }

  async manage(): Promise<void> {
    const { globalState, masking, personalData } = this.#with;
    await managePresets(globalState, {
      personalData,
      label: ({ name }) => visibleText(masking.message(name), LONGEST_PART),
      description: ({ fields }) => this.#what(fields),
    });
    this.#changed.fire();
  }

  #appliedSentence({ name, fields: { connectionId } }: Preset): string {
    const shown = visibleText(this.#with.masking.message(name), LONGEST_PART);
    return connectionId === '' || this.#with.connections.get(connectionId) !== undefined
      ? vscode.l10n.t('Filled in: {name}.', { name: shown })
      : vscode.l10n.t('Filled in: {name}. Its connection no longer exists.', { name: shown });
  }

  #whom({ identifierType, identifierValue }: FormFields): string {
    const value = this.#with.masking.value(identifierValue);
    return `${visibleText(identifierType, 24)} ${visibleText(value, LONGEST_PART)}`;
  }

  /** Without whom it is about. */
  #what(fields: FormFields): string {
    const { masking } = this.#with;
    const sort = [fields.sortBy, fields.sortOrder].filter((part) => part !== '').join(' ');
    return [
      this.#connectionName(fields.connectionId),
      fields.associationEntityType === 'parentCustomer' ? '' : fields.associationEntityType,
      sort === '' ? '' : vscode.l10n.t('sorted by {sort}', { sort: masking.code(sort) }),
      vscode.l10n.t('limit {limit}', { limit: masking.code(fields.limit) }),
      fields.offset === '0'
        ? ''
        : vscode.l10n.t('offset {offset}', { offset: masking.code(fields.offset) }),
      masking.code(fields.source),
    ]
      .filter((part) => part !== '')
      .map((part) => visibleText(part, LONGEST_PART))
      .join(' · ');
  }

  #connectionName(connectionId: string): string {
    if (connectionId === '') return '';
    return (
      this.#with.connections.get(connectionId)?.name ?? vscode.l10n.t('connection no longer exists')
    );
  }
}
