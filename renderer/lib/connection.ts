import { create } from 'zustand';

/** How the page stands with the main process. `refused` = the token is not valid any more; only a fresh address helps. */
type ConnectionState =
  | { readonly status: 'connecting' }
  | { readonly status: 'connected' }
  | { readonly status: 'reconnecting'; readonly since: number }
  | { readonly status: 'refused' };

/** State of the link to the main process, for the top bar and for screens that must not take input while it is down. */
export const useConnection = create<ConnectionState>(() => ({ status: 'connecting' }));

/** Records a new state; a link that stays down keeps the moment it went down. */
export function setConnection(status: ConnectionState['status'], now = Date.now()): void {
  const before = useConnection.getState();
  if (status === 'reconnecting') {
    const since = before.status === 'reconnecting' ? before.since : now;
    useConnection.setState({ status, since }, true);
  } else useConnection.setState({ status }, true);
}
