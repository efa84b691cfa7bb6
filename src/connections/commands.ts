/** The commands that have something to ask or to say; loaded when the first of them runs. */
export { addConnection, editConnection, importConnection, signIn } from './addConnection';
export { chooseConnection, removeConnection, signOut, useConnection } from './manageConnections';
export { testConnection } from './testConnection';
