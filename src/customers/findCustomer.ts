import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Connection } from '../api/connection';
import type { Customer } from '../api/customer';
import { expansionIdentifier } from '../api/identifiers';
import { errorSentence } from '../connections/errorWords';
import { withoutIcons } from '../connections/plainText';
import { waitingWordsIn } from '../connections/waitingSentences';
import { CustomerSearch, SHORTEST_SEARCH, type SearchState } from './customerSearch';
import { badArgument, summary, uncover, type LevelSummary } from './commands';
import { wanted } from './customerText';
import { requestForParent } from './parentQuestion';
import type { CustomersRoom } from './room';
import { rootOf, type CustomerRow } from './rows';
import { customerLabel } from './rowWords';
import { showParent } from './showParent';

const given = v.optional(
  v.nullable(v.object({ connectionId: v.optional(v.string()), text: v.optional(v.string()) })),
);

/** Of loaded customers; whoever wants more filters the view. */
const MOST_LOADED = 10;
const MOST_IDENTIFIERS = 3;

interface Item extends vscode.QuickPickItem {
  readonly does?: Chosen | { readonly kind: 'more' };
  readonly buttons?: readonly Button[];
}

interface Button extends vscode.QuickInputButton {
  readonly does: Chosen;
}

/** What was chosen: a customer to inspect, or whose parent to show, or a row to go to. */
type Chosen =
  | { readonly kind: 'jump'; readonly row: CustomerRow }
  | { readonly kind: 'inspect' | 'parent'; readonly customer: Customer };

/** Looks for a customer by name or a part of an identifier: first in the tree, and then in the API. */
export async function findCustomer(
  room: CustomersRoom,
  argument: unknown,
): Promise<LevelSummary | undefined> {
  const read = v.safeParse(given, argument);
  if (!read.success) {
    badArgument(v.getDotPath(read.issues[0]) ?? 'text');
    return undefined;
  }
  const { connectionId, text = '' } = read.output ?? {};
  const connection =
    connectionId === undefined
      ? await room.connections.current()
      : room.connections.get(connectionId);
  if (connection === undefined) {
    if (connectionId !== undefined) badArgument(vscode.l10n.t('There is no such connection.'));
    return undefined;
  }
  const chosen = await choose(room, connection, text);
  switch (chosen?.kind) {
    case undefined:
      return undefined;
    case 'jump':
      uncover(room, chosen.row);
      await room.view.reveal(chosen.row, { select: true, focus: true });
      return undefined;
    case 'inspect':
      return inspectFound(room, connection, chosen.customer);
    case 'parent':
      return parentOfFound(room, connection, chosen.customer);
  }
}

function choose(
  room: CustomersRoom,
  connection: Connection,
  text: string,
): Promise<Chosen | undefined> {
  const pick = vscode.window.createQuickPick<Item>();
  pick.title = vscode.l10n.t('Find Customer: {connection}', {
    connection: withoutIcons(connection.name),
  });
  pick.placeholder = vscode.l10n.t('Name, or a part of an identifier');
  const search = new CustomerSearch({
    search: (query, options) => room.lookups.search(connection, query, options),
    changed: () => show(),
  });
  const show = () => {
    const { state } = search;
    pick.busy = state.phase === 'searching';
    // what was loaded further down keeps the place of who is being looked at
    const active = pick.activeItems[0];
    pick.keepScrollPosition = state.phase === 'found' && state.customers.length > 0;
    pick.items = itemsOf(room, connection.id, pick.value, state);
    const again = pick.items.find((item) => isSame(item, active));
    if (again !== undefined) pick.activeItems = [again];
  };
  const retelling = setInterval(() => {
    if (search.state.waiting !== undefined) show();
  }, 1000);
  return new Promise((resolve) => {
    const listeners: vscode.Disposable[] = [];
    const finish = (chosen: Chosen | undefined) => {
      resolve(chosen);
      clearInterval(retelling);
      search.dispose();
      for (const listener of listeners) listener.dispose();
      pick.dispose();
    };
    listeners.push(
      pick.onDidChangeValue((value) => {
        void search.typed(value);
        show();
      }),
      pick.onDidTriggerItemButton(({ item, button }) =>
        finish(item.buttons?.find((one) => one === button)?.does),
      ),
      pick.onDidAccept(() => {
        const does = pick.selectedItems[0]?.does;
        if (does === undefined) return;
        if (does.kind === 'more') void search.more();
        else finish(does);
      }),
      pick.onDidHide(() => finish(undefined)),
      room.personalData.onDidChange(show),
    );
    pick.value = text;
    void search.typed(text);
    show();
    pick.show();
  });
}

function isSame(item: Item, other: Item | undefined): boolean {
  const customerOf = ({ does }: Item) => {
    if (does === undefined || does.kind === 'more') return undefined;
    return does.kind === 'jump' ? does.row : does.customer;
  };
  return (
    other !== undefined && customerOf(item) !== undefined && customerOf(item) === customerOf(other)
  );
}

/** Whoever is in the tree is listed once, wherever else the API finds them. */
function itemsOf(
  room: CustomersRoom,
  connectionId: string,
  typed: string,
  state: SearchState,
): readonly Item[] {
  const looked = wanted(typed);
  const loaded = looked === undefined ? [] : room.forest.matchingRows(looked.matches, MOST_LOADED);
  const known = new Set(
    loaded
      .filter((row) => rootOf(row).asked.connectionId === connectionId)
      .map(({ customer }) => customer.userId),
  );
  const found = state.customers.filter(({ userId }) => userId === undefined || !known.has(userId));
  return [
    ...loaded.map((row) => loadedItem(room, row, connectionId)),
    ...found.map((customer) => foundItem(room, customer)),
    ...statusItems(room, state),
  ];
}

function loadedItem(room: CustomersRoom, row: CustomerRow, connectionId: string): Item {
  const { customer } = row;
  const connection = room.connections.get(rootOf(row).asked.connectionId);
  return {
    ...customerWords(room, customer),
    detail: vscode.l10n.t('Enter goes to the row below {parent}.', {
      parent: parentWords(room, row, connection?.name ?? ''),
    }),
    iconPath: new vscode.ThemeIcon('list-tree'),
    does: { kind: 'jump', row },
    // the others go to another connection than the one that is asked here
    ...(connection?.id === connectionId && {
      buttons: [inspectButton(customer), parentButton(customer)],
    }),
  };
}

function parentWords(room: CustomersRoom, row: CustomerRow, connection: string): string {
  const { parent } = row;
  if (parent.kind === 'children')
    return withoutIcons(label(room.shown.customer(parent.parent).customer));
  const value = room.masking.value(parent.asked.query.identifierValue);
  return vscode.l10n.t('{identifier} ({connection})', {
    identifier: withoutIcons(value),
    connection: withoutIcons(connection),
  });
}

function foundItem(room: CustomersRoom, customer: Customer): Item {
  return {
    ...customerWords(room, customer),
    detail: vscode.l10n.t('Enter inspects this customer as a parent.'),
    iconPath: new vscode.ThemeIcon('account'),
    does: { kind: 'inspect', customer },
    buttons: [parentButton(customer)],
  };
}

function parentButton(customer: Customer): Button {
  return {
    iconPath: new vscode.ThemeIcon('arrow-up'),
    tooltip: vscode.l10n.t('Show Parent Customer'),
    does: { kind: 'parent', customer },
  };
}

function inspectButton(customer: Customer): Button {
  return {
    iconPath: new vscode.ThemeIcon('account'),
    tooltip: vscode.l10n.t('Inspect as Parent Customer'),
    does: { kind: 'inspect', customer },
  };
}

/** The API has its own idea of what matches, and a mask hides it: what is listed is shown. */
function customerWords(
  { masking }: CustomersRoom,
  customer: Customer,
): Pick<Item, 'label' | 'description' | 'alwaysShow'> {
  const shown = masking.customer(customer);
  const identifiers = shown.profiles.flatMap((profile) => profile.identifiers);
  const values = [...new Set(identifiers.map(({ value }) => value))].slice(0, MOST_IDENTIFIERS);
  return {
    label: withoutIcons(label(shown)),
    description: withoutIcons(values.join(' · ')),
    alwaysShow: true,
  };
}

function label(customer: Customer): string {
  return customerLabel({ customer }, { l10n: vscode.l10n });
}

/** What is said in the place of, or after, those who are found. */
function statusItems({ masking }: CustomersRoom, state: SearchState): readonly Item[] {
  const { phase, customers, total, hasMore, error, waiting } = state;
  const status = (words: string, icon: string, does?: Item['does']): readonly Item[] => [
    {
      label: words,
      iconPath: new vscode.ThemeIcon(icon),
      alwaysShow: true,
      ...(does && { does }),
    },
  ];
  switch (phase) {
    case 'short':
      return status(
        vscode.l10n.t('Type {count} or more characters to search in the API.', {
          count: SHORTEST_SEARCH,
        }),
        'info',
      );
    case 'searching':
      return waiting === undefined
        ? status(vscode.l10n.t('Searching…'), 'search')
        : status(waitingWordsIn(vscode.l10n, waiting, Date.now()), 'watch');
    case 'failed':
      return error === undefined
        ? []
        : [
            ...status(withoutIcons(errorSentence(masking.error(error))), 'error'),
            ...status(vscode.l10n.t('Search Again'), 'refresh', { kind: 'more' }),
          ];
    case 'found': {
      if (customers.length === 0)
        return status(vscode.l10n.t('The API finds nobody by this text.'), 'info');
      if (!hasMore) return [];
      const shown = customers.length.toLocaleString(vscode.env.language);
      return status(
        total === undefined
          ? vscode.l10n.t('Show more ({shown} so far)', { shown })
          : vscode.l10n.t('Show more ({shown} of {total})', {
              shown,
              total: total.toLocaleString(vscode.env.language),
            }),
        'chevron-down',
        { kind: 'more' },
      );
    }
  }
}

async function inspectFound(
  room: CustomersRoom,
  connection: Connection,
  customer: Customer,
): Promise<LevelSummary | undefined> {
  const { settings } = room;
  const request = requestForParent(
    customer,
    '',
    { connection },
    {
      pageSize: () => settings().pageSize,
      identifierPreference: () => settings().identifierPreference,
      defaultSource: () => settings().defaultSource,
    },
  );
  if (request === undefined) {
    sayUnaskable();
    return undefined;
  }
  return summary(room, await room.inspect(request));
}

async function parentOfFound(
  room: CustomersRoom,
  connection: Connection,
  customer: Customer,
): Promise<LevelSummary | undefined> {
  const preference = room.settings().identifierPreference;
  const identifier = expansionIdentifier(customer, '', preference);
  if (identifier === undefined) {
    sayUnaskable();
    return undefined;
  }
  return showParent(room, {
    connectionId: connection.id,
    identifierType: identifier.type,
    identifierValue: identifier.value,
  });
}

function sayUnaskable(): void {
  void vscode.window.showInformationMessage(
    vscode.l10n.t('This customer has no identifier by which the API could be asked.'),
  );
}
