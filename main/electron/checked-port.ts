import { isWireMessage } from '#main/rpc/wire-message.ts';

/** What both Electron's MessagePortMain and a port of worker threads offer. */
type Port = {
  on(event: 'message', listener: (event: unknown) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(data: unknown): void;
};

/** What oRPC asks of a port. */
type CheckedPort = {
  on(event: string, listener: (event?: { readonly data: unknown }) => void): void;
  postMessage(data: unknown): void;
};

/** A port that lets only well-formed messages through to oRPC; see {@link isWireMessage}. */
export function checkedPort(port: Port): CheckedPort {
  return {
    on(event, listener) {
      if (event === 'close') port.on('close', () => listener());
      else
        port.on('message', (message) => {
          // Electron wraps what came in an event, worker threads hand it over as it is.
          const data =
            typeof message === 'object' && message !== null && 'data' in message ? message.data : message;
          if (isWireMessage(data)) listener({ data });
        });
    },
    postMessage: (data) => port.postMessage(data),
  };
}
