import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import type { Stopwatch } from './timings';

/** Tells the watch what a request does from now until its answer begins, by what its socket says. */
export function watchRequest(request: ClientRequest, isSecure: boolean, watch: Stopwatch): void {
  request.once('socket', (socket) => {
    watch.noteReuse(request.reusedSocket);
    if (!socket.connecting) {
      // whoever handed over a new connection (VS Code, through a proxy) made it meanwhile
      if (!request.reusedSocket) watch.rename('connect');
      watch.begin('firstByte');
      return;
    }
    watch.begin('connect');
    watchConnecting(socket, isSecure, watch);
  });
}

function watchConnecting(socket: Socket, isSecure: boolean, watch: Stopwatch): void {
  // a host that is given by its address says nothing of a lookup
  socket.once('lookup', (error: Error | null) => {
    watch.rename('dns');
    if (error === null) watch.begin('connect');
  });
  socket.once('connect', () => watch.begin(isSecure ? 'tls' : 'firstByte'));
  if (isSecure) socket.once('secureConnect', () => watch.begin('firstByte'));
}
