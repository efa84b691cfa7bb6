import * as vscode from 'vscode';
import { hostText } from '../connections/settingsEntries';
import { escapeMarkdown } from '../privacy/displayText';
import type { ProgramsRoom } from './room';
import { plannedCall, type PlannedCall, type Tool } from './tools';

/** What is said while a tool works, and what the user is asked before: what will go to the model. */
export function preparedInvocation(
  tool: Tool,
  input: unknown,
  room: ProgramsRoom,
): vscode.PreparedToolInvocation {
  if (tool === 'connections') return preparedConnections(room);
  const planned = plannedCall(tool, input, room);
  // a sentence on what is missing says nothing of anybody
  if (planned.kind === 'problem') return {};
  const name = planned.connection.name;
  return {
    invocationMessage: invocationMessage(tool, name),
    confirmationMessages: {
      title: title(tool, name),
      message: markdown([asked(tool, planned, room), sent(tool, planned, room)]),
    },
  };
}

function preparedConnections({ connections }: ProgramsRoom): vscode.PreparedToolInvocation {
  const count = connections.all().length;
  if (count === 0) return {};
  return {
    invocationMessage: vscode.l10n.t('Listing connections'),
    confirmationMessages: {
      title: vscode.l10n.t('Tell the language model about your connections?'),
      message: markdown([
        count === 1
          ? vscode.l10n.t(
              'Sent to the language model: name, host and way of signing in of 1 connection. It includes no secret.',
            )
          : vscode.l10n.t(
              'Sent to the language model: names, hosts and ways of signing in of {count} connections. No secret is among them.',
              { count },
            ),
      ]),
    },
  };
}

function invocationMessage(tool: Exclude<Tool, 'connections'>, connection: string): string {
  switch (tool) {
    case 'page':
    case 'customer':
      return vscode.l10n.t('Asking {connection}', { connection });
    case 'summary':
      return vscode.l10n.t('Reading a hierarchy from {connection}', { connection });
    case 'snippet':
      return vscode.l10n.t('Writing a request');
  }
}

function title(tool: Exclude<Tool, 'connections'>, connection: string): string {
  switch (tool) {
    case 'page':
      return vscode.l10n.t('Ask {connection} for customers?', { connection });
    case 'customer':
      return vscode.l10n.t('Ask {connection} for a customer?', { connection });
    case 'summary':
      return vscode.l10n.t('Read a hierarchy from {connection}?', { connection });
    case 'snippet':
      return vscode.l10n.t('Write a request for the language model?');
  }
}

/** Whom the request is about, and who answers it. */
function asked(
  tool: Exclude<Tool, 'connections'>,
  { connection, query }: PlannedCall,
  { shownMasking }: ProgramsRoom,
): string {
  const { type, value } = shownMasking.identifier({
    type: query.identifierType,
    value: query.identifierValue,
  });
  const words = {
    customer: `${escapeMarkdown(type)} **${escapeMarkdown(value)}**`,
    connection: `**${escapeMarkdown(connection.name)}**`,
    host: escapeMarkdown(hostText(connection.origin)),
  };
  switch (tool) {
    case 'page':
    case 'customer':
      return vscode.l10n.t('Asks {connection} ({host}) about {customer}.', words);
    case 'summary':
      return vscode.l10n.t(
        'Asks {connection} ({host}) about {customer} and everybody below. That takes up to 200 requests, in the background.',
        words,
      );
    case 'snippet':
      return vscode.l10n.t(
        'Written: the request for {customer}, to {connection} ({host}). Nothing is asked.',
        words,
      );
  }
}

/** What the model will get. */
function sent(
  tool: Exclude<Tool, 'connections'>,
  { most }: PlannedCall,
  { masking }: ProgramsRoom,
): string {
  switch (tool) {
    case 'page':
      if (most === 1) return sentCustomer(masking.isOn);
      return masking.isOn
        ? vscode.l10n.t(
            'Sent to the language model: names, identifiers and roles of at most {count} customers, with personal data in shape only.',
            { count: most },
          )
        : vscode.l10n.t(
            'Sent to the language model: names, identifiers and roles of at most {count} customers, **as they are**.',
            { count: most },
          );
    case 'customer':
      return sentCustomer(masking.isOn);
    case 'summary':
      return vscode.l10n.t(
        'Sent to the language model: counts for each level and role, what is unusual, and nobody’s name.',
      );
    case 'snippet':
      return vscode.l10n.t(
        'Sent to the language model: the request as code, with host and identifier. Credentials are named there, and not in it.',
      );
  }
}

function sentCustomer(masked: boolean): string {
  return masked
    ? vscode.l10n.t(
        'Sent to the language model: all that the answer has of one customer, with personal data in shape only.',
      )
    : vscode.l10n.t(
        'Sent to the language model: all that the answer has of one customer, **as it is**.',
      );
}

function markdown(paragraphs: readonly string[]): vscode.MarkdownString {
  return new vscode.MarkdownString(paragraphs.join('\n\n'));
}
