import * as vscode from 'vscode';
import type { PersonalData } from '../privacy/personalData';
import { GivenTexts } from './givenTexts';

/**
 * Texts that the extension makes, as files that nobody can write. VS Code opens files again when a
 * window is reloaded; documents of a content provider it forgets. Those that are open, or are just
 * being opened, follow the switch of personal data.
 */
export class ReadOnlyFiles implements vscode.FileSystemProvider {
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  /** Of texts that changed, by URI: VS Code reads again only what has another time. */
  readonly #versions = new Map<string, number>();
  #changes = 1;
  readonly onDidChangeFile = this.#changed.event;

  readonly #given: GivenTexts;

  constructor(
    private readonly text: (uri: vscode.Uri) => Promise<string>,
    private readonly personalData: PersonalData,
  ) {
    this.#given = new GivenTexts(personalData);
  }

  /** @returns what takes it back */
  register(scheme: string): vscode.Disposable {
    const registered = vscode.workspace.registerFileSystemProvider(scheme, this, {
      isCaseSensitive: true,
      isReadonly: true,
    });
    return vscode.Disposable.from(
      registered,
      this.#changed,
      // VS Code hears of no change of a document that is still opening
      vscode.workspace.onDidOpenTextDocument(({ uri }) => {
        if (uri.scheme === scheme && this.#given.isOld(uri.toString())) this.changed(uri);
      }),
      this.personalData.onDidChange(() => {
        for (const { uri } of vscode.workspace.textDocuments)
          if (uri.scheme === scheme) this.changed(uri);
      }),
    );
  }

  /** The text is another one: where it is open, it is asked for. */
  changed(uri: vscode.Uri): void {
    this.#changes += 1;
    this.#versions.set(uri.toString(), this.#changes);
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  /** Nobody has it open any more. */
  forget(uri: vscode.Uri): void {
    this.#versions.delete(uri.toString());
    this.#given.forget(uri.toString());
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    // nobody knows the size of a text that is not made yet, and nobody asks
    const mtime = this.#versions.get(uri.toString()) ?? 1;
    return { type: vscode.FileType.File, ctime: 0, mtime, size: 0 };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const text = await this.#given.give(uri.toString(), () => this.text(uri));
    // whatever encoding the user's files have, the mark in front says that this is UTF-8
    return new TextEncoder().encode(`\ufeff${text}`);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): never {
    return refuse(uri);
  }

  writeFile(uri: vscode.Uri): never {
    return refuse(uri);
  }

  delete(uri: vscode.Uri): never {
    return refuse(uri);
  }

  rename(uri: vscode.Uri): never {
    return refuse(uri);
  }
}

function refuse(uri: vscode.Uri): never {
  throw vscode.FileSystemError.NoPermissions(uri);
}
