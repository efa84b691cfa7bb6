import { EditorView } from '@codemirror/view';

/** The editor in the colours of the theme; every colour is a variable that VS Code gives the page. */
export const theme = EditorView.theme({
  '&': {
    height: '100%',
    color: 'var(--vscode-editor-foreground)',
    backgroundColor: 'var(--vscode-editor-background)',
    fontSize: 'var(--vscode-editor-font-size, 13px)',
  },
  '&.cm-focused': {
    outline: '1px solid var(--vscode-contrastActiveBorder, transparent)',
    outlineOffset: '-1px',
  },
  '.cm-scroller': {
    fontFamily: 'var(--vscode-editor-font-family, monospace)',
    fontWeight: 'var(--vscode-editor-font-weight, normal)',
    lineHeight: '1.45',
    overflow: 'auto',
  },
  '.cm-content': { padding: '4px 0 12px', caretColor: 'var(--vscode-editorCursor-foreground)' },
  '.cm-line': { padding: '0 16px 0 6px' },
  '.cm-cursor': {
    borderLeft: '2px solid var(--vscode-editorCursor-foreground)',
    marginLeft: '-1px',
  },
  '.cm-selectionBackground': {
    background: 'var(--vscode-editor-inactiveSelectionBackground)',
  },
  // there, selected text has a colour of its own, which only this background goes with
  '.vscode-high-contrast & .cm-selectionBackground': {
    background: 'var(--vscode-editor-selectionBackground)',
  },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    background: 'var(--vscode-editor-selectionBackground)',
  },
  '.cm-gutters': {
    // in VS Code's own dark theme they are hard to read
    color:
      'color-mix(in srgb, var(--vscode-editorLineNumber-foreground) 70%, var(--vscode-editor-foreground))',
    backgroundColor: 'var(--vscode-editorGutter-background, var(--vscode-editor-background))',
    border: 'none',
  },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '3.5ch', padding: '0 2px 0 14px' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLine': {
    backgroundColor: 'var(--vscode-editor-lineHighlightBackground, transparent)',
    boxShadow:
      'inset 0 1px var(--vscode-editor-lineHighlightBorder, transparent), inset 0 -1px var(--vscode-editor-lineHighlightBorder, transparent)',
  },
  '.cm-activeLineGutter': { color: 'var(--vscode-editorLineNumber-activeForeground)' },
  '.cm-specialChar': { color: 'var(--vscode-editorWarning-foreground)' },

  '.json-fold-gutter': { width: '18px' },
  '.json-fold-gutter .cm-gutterElement': { cursor: 'pointer', padding: '0' },
  '.json-fold-marker': {
    display: 'flex',
    height: '100%',
    alignItems: 'center',
    justifyContent: 'center',
    color: 'var(--vscode-editorGutter-foldingControlForeground, var(--vscode-icon-foreground))',
    opacity: '0',
  },
  '.cm-gutters:hover .json-fold-marker, .json-folded': { opacity: '1' },
  '.json-fold': {
    color: 'var(--vscode-descriptionForeground)',
    backgroundColor: 'var(--vscode-editor-foldBackground, transparent)',
    border: '1px solid var(--vscode-contrastBorder, transparent)',
    borderRadius: '3px',
    padding: '0 6px',
    margin: '0 2px',
    cursor: 'pointer',
  },
  '.json-fold:hover': { color: 'var(--vscode-textLink-activeForeground)' },

  '.cm-tooltip': {
    color: 'var(--vscode-editorHoverWidget-foreground)',
    backgroundColor: 'var(--vscode-editorHoverWidget-background)',
    border: '1px solid var(--vscode-editorHoverWidget-border)',
    borderRadius: '3px',
  },
  '.json-time': { padding: '4px 8px', fontFamily: 'var(--vscode-font-family)' },

  '.json-key': {
    color: 'var(--vscode-symbolIcon-fieldForeground, var(--vscode-editor-foreground))',
  },
  '.json-string': { color: 'var(--vscode-debugTokenExpression-string)' },
  '.json-number': { color: 'var(--vscode-debugTokenExpression-number)' },
  '.json-boolean, .json-null': { color: 'var(--vscode-debugTokenExpression-boolean)' },
  '.json-null': { fontStyle: 'italic' },
  '.json-selected': { color: 'var(--vscode-editor-selectionForeground, inherit)' },
  '.json-bracket-pair': {
    backgroundColor: 'var(--vscode-editorBracketMatch-background)',
    outline: '1px solid var(--vscode-editorBracketMatch-border)',
  },

  '.json-match': {
    backgroundColor: 'var(--vscode-editor-findMatchHighlightBackground)',
    outline: '1px solid var(--vscode-editor-findMatchHighlightBorder, transparent)',
  },
  '.json-match-current': {
    backgroundColor: 'var(--vscode-editor-findMatchBackground)',
    outline: '2px solid var(--vscode-editor-findMatchBorder, transparent)',
  },
  // the colours of strings and keys are made for the background of the editor
  ':is(.json-match, .json-match-current) :is(.json-key, .json-string, .json-number, .json-boolean, .json-null)':
    { color: 'var(--vscode-editor-foreground)' },
});
