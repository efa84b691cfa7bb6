import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Certificates } from '../../src/sandbox/certificates';
import { useWorkbench } from './useWorkbench';

describe('a host behind a private CA', () => {
  const workbench = useWorkbench();
  const folder = mkdtempSync(path.join(tmpdir(), 'authority-'));
  const authorityFile = path.join(folder, 'ca.pem');
  let server: Server;
  let host = '';

  beforeAll(async () => {
    const authority = new Certificates();
    writeFileSync(authorityFile, authority.authorityPem());
    server = createServer(authority.certificate('good'), (_request, response) => {
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end('{"errors":[{"status":false,"code":8015,"message":"No such customer"}]}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    host = `localhost:${(server.address() as AddressInfo).port}`;
    await workbench().openView('Customer Hierarchy');
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  });

  afterEach(async () => workbench().notifications.clear());

  const view = () => workbench().tree('Connections');
  const answer = async (title: string, text: string): Promise<void> => {
    await workbench().quickInput.shown(title);
    await workbench().quickInput.answer(text);
  };
  const accept = async (title: string): Promise<void> => {
    await workbench().quickInput.shown(title);
    await workbench().quickInput.accept();
  };

  it('is refused at first, and the test leads to where its file is named', async () => {
    await workbench().runCommand('Customer Hierarchy: Add Connection…');
    await answer('Name', 'Company');
    await answer('Host', host);
    await workbench().quickInput.shown('How to Sign In');
    await workbench().quickInput.pick('A ready token');
    await answer('Token', 'a-token');
    await accept('Default Source');
    const said = await workbench().dialog.shown('“Company” does not work yet.');
    expect(said).toContain('name its file (PEM) under Certificates in Edit Connection');
    await workbench().dialog.press('Edit');
    await workbench().quickInput.shown('Certificates');
    await workbench().quickInput.pick('Checked with a private CA file…');
    await answer('Private CA File', 'ca.pem');
    await workbench().quickInput.message('Enter the whole path');
    await answer('Private CA File', path.dirname(authorityFile));
    await workbench().quickInput.message('The file cannot be read (EISDIR)');
    await answer('Private CA File', authorityFile);
    for (const title of ['How to Sign In', 'Token', 'Default Source']) await accept(title);
    await workbench().notifications.shown('“Company” works and is saved.');
    await view().row(/^Company signed in · private CA · Token · /);
  });

  it('that is not checked any more is warned of wherever the connection shows', async () => {
    await workbench().runCommand('Customer Hierarchy: Edit Connection…');
    await workbench().quickInput.shown();
    await workbench().quickInput.accept();
    await accept('Name');
    await answer('Host', host);
    await workbench().quickInput.shown('Certificates');
    await workbench().quickInput.pick('Not checked (unsafe)');
    for (const title of ['How to Sign In', 'Token', 'Default Source']) await accept(title);
    const { text, severity, buttons } = await workbench().notifications.shown(
      '“Company” works and is saved.',
    );
    expect(text).toContain('is saved. The certificate was not checked');
    expect([severity, buttons]).toEqual(['warning', ['Edit Connection']]);
    const unchecked = /^Company .* · certificate not checked · /;
    await (await view().row(unchecked)).locator('.codicon-warning').waitFor();
    expect(await workbench().statusBar.label('customerHierarchy.connection')).toContain(
      'certificate not checked',
    );
    await view().tooltip('Anyone on the way can take its place', unchecked);
  });
});
