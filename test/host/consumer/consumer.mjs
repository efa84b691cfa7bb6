// Another extension, as its authors would write it: knows of the one under test what it publishes.
import * as vscode from 'vscode';

/** @typedef {import('../../../src/programs/extensionApi').CustomerHierarchyApi} CustomerHierarchyApi */
/** @typedef {import('../../../src/programs/extensionApi').RequestMade} RequestMade */

export function activate() {
  /** @type {vscode.Extension<CustomerHierarchyApi> | undefined} */
  const extension = vscode.extensions.getExtension(
    'customer-hierarchy.customer-hierarchy-inspector',
  );
  if (extension === undefined) throw new Error('The extension under test is not there.');
  // a dependency: it is active by now
  const api = extension.exports;
  return {
    apiVersion: api.apiVersion,
    /** @param {string} connectionId @param {string} identifierValue */
    look: async (connectionId, identifierValue) => {
      /** @type {RequestMade[]} */
      const requests = [];
      const listener = api.onDidRequest((request) => requests.push(request));
      const page = await api.page({ identifierValue, limit: 5 }, { connectionId });
      const met = [];
      for await (const item of api.walk({ identifierValue }, { connectionId, levels: 2 })) {
        met.push(item);
        if (met.length === 20) break;
      }
      const ending = new vscode.CancellationTokenSource();
      ending.cancel();
      const cancelled = await api.page({ identifierValue }, { connectionId, token: ending.token });
      listener.dispose();
      return { connections: api.connections(), page, met, cancelled, requests };
    },
  };
}
