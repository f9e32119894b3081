import { protocol, type Session } from 'electron';
import { scheme } from './decisions.ts';
import { createPageServer } from './page-server.ts';

/** Makes `app://` a secure origin of its own, so that no page needs `file://`. Call before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built page under `app://slipway/` in a session. */
export function servePage(session: Session, root: string): void {
  session.protocol.handle(scheme, createPageServer(root));
}
