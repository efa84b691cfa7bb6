import * as vscode from 'vscode';
import type { Page } from '../api/page';
import type { Masking } from '../privacy/masking';
import type { ChosenColumns } from './chosenColumns';
import { asShownNow } from './shownNow';
import { TableSending } from './tableSending';
import { rowsCopied } from './tableWords';
import type { TableToHost, TableToPage } from './wireTable';

export interface PanelTableCollaborators {
  readonly columns: ChosenColumns;
  readonly masking: Masking;
  /** The answer of a run, as long as it is the one on screen. */
  page(run: number): Page | undefined;
  post(message: TableToPage): void;
  say(sentence: string): void;
  breathe(): Promise<void>;
}

/** The host's side of one inspector's Table tab. */
export class PanelTable {
  readonly #with: PanelTableCollaborators;
  readonly #sending: TableSending;
  readonly #chosen: vscode.Disposable;

  constructor(collaborators: PanelTableCollaborators) {
    this.#with = collaborators;
    const { columns, masking } = collaborators;
    this.#sending = new TableSending({
      l10n: vscode.l10n,
      post: (message) => collaborators.post(message),
      shown: (customer) => masking.customer(customer),
      shownCode: (text) => masking.code(text),
      breathe: () => collaborators.breathe(),
      chosen: () => columns,
    });
    this.#chosen = columns.onDidChange((table) => {
      // it shows that already, and perhaps what was chosen since, which must not go back
      if (table === this) return;
      const { choice, widths } = columns;
      collaborators.post({ kind: 'columnsChosen', ...(choice && { choice }), widths });
    });
  }

  /** Another answer is on screen, the same in another shape, or no page at all. */
  stop(): void {
    this.#sending.stop();
  }

  async handle(message: TableToHost): Promise<void> {
    switch (message.kind) {
      case 'wantTable': {
        const page = this.#with.page(message.run);
        if (page !== undefined) await this.#sending.send(message.run, page);
        return;
      }
      case 'chooseColumns':
        await this.#with.columns.choose(message.choice, this);
        return;
      case 'widenColumns':
        await this.#with.columns.widen(message.widths, this);
        return;
      case 'copyRows': {
        const page = this.#with.page(message.run);
        if (page === undefined) return;
        const tsv = await asShownNow(this.#with.masking, () =>
          this.#sending.tsv(page, message.rows, message.columns),
        );
        await vscode.env.clipboard.writeText(tsv.text);
        this.#with.say(rowsCopied(message.rows.length, tsv.guarded, this.#with.masking.isOn));
      }
    }
  }

  dispose(): void {
    this.stop();
    this.#chosen.dispose();
  }
}
