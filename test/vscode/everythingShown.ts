import type { Frame, Page } from 'playwright-core';

/**
 * Every text that a window holds, seen or not: of all its frames the texts, the attributes (what a
 * screen reader says, tooltips, addresses), what is in the fields, and the title.
 */
export async function everythingShown(page: Page): Promise<string> {
  const texts = await Promise.all(page.frames().map((frame) => textsOf(frame)));
  return texts.join('\n');
}

async function textsOf(frame: Frame): Promise<string> {
  // a webview's document may go while it is read
  return frame.evaluate(collect).catch(() => '');
}

/** Runs inside the frame. */
function collect(): string {
  const texts: string[] = [document.title];
  const visit = (node: Node): void => {
    if (node instanceof Text) texts.push(node.data);
    if (node instanceof Element) {
      for (const { value } of node.attributes) texts.push(value);
      if (node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement)
        texts.push(node.value);
      if (node.shadowRoot !== null) visit(node.shadowRoot);
    }
    for (const child of node.childNodes) {
      const isCode = child instanceof HTMLScriptElement || child instanceof HTMLStyleElement;
      if (!isCode) visit(child);
    }
  };
  visit(document);
  return texts.join('\n');
}
