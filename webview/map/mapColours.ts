import type { MapColours } from '../../src/inspector/wireMapLooks';

/** Colours of the theme's own charts; its orange is hard to see in VS Code's own themes. */
const chartColours = ['blue', 'green', 'purple', 'yellow', 'foreground'] as const;

export function readColours(of: HTMLElement): MapColours {
  const style = getComputedStyle(of);
  const first = (...names: readonly string[]): string => {
    for (const name of names) {
      const value = style.getPropertyValue(`--vscode-${name}`).trim();
      if (value !== '') return value;
    }
    return style.color;
  };
  return {
    background: first('editor-background'),
    text: first('foreground', 'editor-foreground'),
    quiet: first('descriptionForeground', 'foreground'),
    line: first('contrastBorder', 'tree-indentGuidesStroke', 'panel-border'),
    box: first('editorWidget-background', 'editor-background'),
    border: first('contrastBorder', 'widget-border', 'panel-border', 'editorWidget-border'),
    focus: first('focusBorder'),
    match: first('editor-findMatchHighlightBorder', 'editorWarning-foreground'),
    warning: first('editorWarning-foreground', 'list-warningForeground'),
    error: first('errorForeground'),
    font: style.fontFamily,
    charts: chartColours.map((name) => first(`charts-${name}`)),
  };
}
