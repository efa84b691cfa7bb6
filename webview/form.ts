import {
  typedFields,
  type Choice,
  type Choices,
  type FieldName,
  type FieldProblem,
  type FormFields,
  type Verdict,
} from '../src/inspector/wire';
import type { Words } from '../src/inspector/wireWords';
import { comboBox } from './comboBox';
import { checkbox, textField, type Control } from './controls';
import { element } from './elements';
import { icon } from './icons';

export interface Form {
  readonly element: HTMLElement;
  get(): FormFields;
  set(fields: FormFields): void;
  offerConnections(connections: readonly Choice[]): void;
  judge(verdict: Verdict): void;
  /** Marks the fields that are different from those of the answer on screen. */
  mark(changed: readonly FieldName[], of: FormFields | undefined): void;
  focus(field: FieldName): void;
  /** Goes to the field that keeps the form from being run, and says why, also when it is empty. */
  showProblem(): void;
}

export interface FormOptions {
  readonly words: Words;
  readonly choices: Choices;
  readonly connections: readonly Choice[];
  readonly fields: FormFields;
  readonly changed: () => void;
}

/** Every parameter of the query: sorting and paging, whose customers, and what to say of them. */
export function createForm(options: FormOptions): Form {
  const { words, choices } = options;
  const { changed } = options;
  const combo = (
    name: FieldName,
    label: string,
    offered: readonly Choice[],
    free?: { readonly placeholder: string },
  ) => comboBox({ name, label, choices: offered, freeText: free !== undefined, changed, ...free });
  const mayBeLeftOut = { placeholder: words.leftOut };
  const connection = comboBox({
    name: 'connectionId',
    label: words.connection,
    choices: options.connections,
    freeText: false,
    placeholder: words.noConnection,
    changed,
  });
  const sortOrder = combo('sortOrder', words.sortOrder, choices.sortOrder);
  const text = {
    sortBy: combo('sortBy', words.sortBy, choices.sortBy, mayBeLeftOut),
    limit: textField({ name: 'limit', label: words.limit, numeric: true, changed }),
    offset: textField({ name: 'offset', label: words.offset, numeric: true, changed }),
    identifierType: combo('identifierType', words.identifierType, choices.identifierType, {
      placeholder: '',
    }),
    identifierValue: textField({ name: 'identifierValue', label: words.identifierValue, changed }),
    source: combo('source', words.source, choices.source, mayBeLeftOut),
    accountId: textField({
      name: 'accountId',
      label: words.accountId,
      placeholder: words.leftOut,
      changed,
    }),
  };
  const associationEntityType = combo(
    'associationEntityType',
    words.associationEntityType,
    choices.associationEntityType,
  );
  const flag = (name: 'includeNoOfChildren' | 'includeCustomerAssociateDetail') =>
    checkbox({ name, label: words[name], hint: name, changed });
  const flags = {
    includeNoOfChildren: flag('includeNoOfChildren'),
    includeCustomerAssociateDetail: flag('includeCustomerAssociateDetail'),
  };

  const controls: Readonly<Record<FieldName, Control<string> | Control<boolean>>> = {
    connectionId: connection,
    sortOrder,
    associationEntityType,
    ...text,
    ...flags,
  };
  const notes = new Map<FieldName, HTMLElement>();
  const field = (name: FieldName, label: string): HTMLElement => {
    const note = element('div', { class: 'note', id: `note-${name}` });
    notes.set(name, note);
    const shown = element('span', { class: 'label', 'aria-hidden': 'true' }, label);
    shown.addEventListener('click', () => controls[name].focus());
    return element('div', { class: `field field-${name}` }, shown, controls[name].element, note);
  };

  const form = element(
    'form',
    { class: 'fields', id: 'form' },
    field('sortBy', words.sortBy),
    field('sortOrder', words.sortOrder),
    field('limit', words.limit),
    field('offset', words.offset),
    field('connectionId', words.connection),
    field('associationEntityType', words.associationEntityType),
    field('identifierType', words.identifierType),
    field('identifierValue', words.identifierValue),
    field('source', words.source),
    field('accountId', words.accountId),
    element(
      'div',
      { class: 'field field-flags', role: 'group', 'aria-label': words.include },
      element('span', { class: 'label', 'aria-hidden': 'true' }, words.include),
      element(
        'div',
        { class: 'flags' },
        flags.includeNoOfChildren.element,
        flags.includeCustomerAssociateDetail.element,
      ),
    ),
  );
  form.addEventListener('submit', (event) => event.preventDefault());

  const known = {
    verdict: undefined as Verdict | undefined,
    isInsisting: false,
    connections: options.connections,
    changed: new Set<FieldName>(),
    of: undefined as FormFields | undefined,
  };
  /** Problems are said below their field; what to enter is in its tooltip, and costs no room. */
  const explain = (): void => {
    for (const [name, note] of notes) {
      const found = known.verdict?.problems.find((one) => one.field === name);
      // nobody needs to be told that an untouched field is empty
      const isQuiet =
        name === 'identifierValue' && text.identifierValue.get() === '' && !known.isInsisting;
      const problem = isQuiet ? undefined : found;
      const hint = [changeOf(name), hintOf(name)].filter((part) => part !== '').join(' ');
      note.replaceChildren(...(problem ? problemParts(problem) : []));
      note.className = `note ${problem?.severity ?? ''}`;
      note.parentElement?.setAttribute('title', problem?.reason ?? hint);
      controls[name].describe(problem?.reason ?? hint, problem?.severity === 'error');
    }
    text.identifierValue.hint(hintOf('identifierValue'));
  };
  const problemParts = ({ field, severity, reason, offer }: FieldProblem): (Node | string)[] => {
    if (offer === undefined) return [icon(severity), reason];
    const take = element('button', { type: 'button', class: 'text-button' }, offer.title);
    take.addEventListener('click', () => {
      const control = controls[field];
      if (field !== 'connectionId') return;
      connection.set(offer.value);
      control.focus();
      changed();
    });
    return [icon(severity), reason, ' ', take];
  };
  /** What a field was in the question that is answered on screen, where it was something else. */
  const changeOf = (name: FieldName): string => {
    if (known.of === undefined || !known.changed.has(name)) return '';
    const before = String(known.of[name]);
    const shown =
      name === 'connectionId'
        ? known.connections.find(({ value }) => value === before)?.label
        : before;
    return words.changedFrom.replace('{value}', () =>
      shown === undefined || shown === '' ? words.leftOut : shown,
    );
  };
  const hintOf = (name: FieldName): string => {
    if (name === 'sortBy') return words.sortByNote;
    if (name === 'associationEntityType')
      return (
        choices.associationEntityType.find(({ value }) => value === associationEntityType.get())
          ?.note ?? ''
      );
    return name === 'identifierValue' ? (known.verdict?.identifierHint ?? '') : '';
  };

  const set = (fields: FormFields): void => {
    connection.set(fields.connectionId);
    sortOrder.set(fields.sortOrder);
    associationEntityType.set(fields.associationEntityType);
    for (const name of typedFields) text[name].set(fields[name]);
    flags.includeNoOfChildren.set(fields.includeNoOfChildren);
    flags.includeCustomerAssociateDetail.set(fields.includeCustomerAssociateDetail);
  };
  set(options.fields);

  return {
    element: form,
    get: () => ({
      connectionId: connection.get(),
      sortBy: text.sortBy.get(),
      sortOrder: readSortOrder(sortOrder.get()),
      limit: text.limit.get(),
      offset: text.offset.get(),
      associationEntityType: readAssociation(associationEntityType.get()),
      identifierType: text.identifierType.get(),
      identifierValue: text.identifierValue.get(),
      source: text.source.get(),
      accountId: text.accountId.get(),
      includeNoOfChildren: flags.includeNoOfChildren.get(),
      includeCustomerAssociateDetail: flags.includeCustomerAssociateDetail.get(),
    }),
    set,
    offerConnections(connections) {
      known.connections = connections;
      connection.offer(connections);
    },
    judge(verdict) {
      known.verdict = verdict;
      explain();
    },
    mark(changedFields, of) {
      known.changed = new Set(changedFields);
      known.of = of;
      for (const name of Object.keys(controls) as FieldName[]) {
        const place = notes.get(name)?.parentElement ?? controls[name].element;
        place.classList.toggle('changed', known.changed.has(name));
      }
      explain();
    },
    focus: (name) => controls[name].focus(),
    showProblem() {
      known.isInsisting = true;
      explain();
      const [first] = known.verdict?.problems.filter(({ severity }) => severity === 'error') ?? [];
      if (first !== undefined) controls[first.field].focus();
    },
  };
}

function readSortOrder(value: string): FormFields['sortOrder'] {
  return value === 'ASC' || value === 'DESC' ? value : '';
}

function readAssociation(value: string): FormFields['associationEntityType'] {
  return value === 'company' || value === 'parentChildCustomer' ? value : 'parentCustomer';
}
