import { app, type Session, shell, type WebContents } from 'electron';
import {
  externalAddress,
  mayDownload,
  mayLoad,
  mayNavigate,
  permissionDecision,
  windowOpenDecision,
} from './decisions.ts';

/** Puts the guards on every page that is ever created: where it may go, what it may open, what it may embed. */
export function guardPages(openWall: (path: string) => void): void {
  app.on('web-contents-created', (_event, contents) => guardPage(contents, openWall));
}

function guardPage(contents: WebContents, openWall: (path: string) => void): void {
  contents.on('will-navigate', (event) => {
    if (!mayNavigate(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !mayNavigate(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!mayNavigate(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    const decision = windowOpenDecision(url);
    if (decision.kind === 'wall') openWall(decision.path);
    if (decision.kind === 'external') void openExternal(decision.url);
    // Also the wall: its window is made by us, with our options, never by the page.
    return { action: 'deny' };
  });
}

/** Opens an https address in the person's browser; false when it is not one or no program takes it. */
export async function openExternal(url: string): Promise<boolean> {
  const address = externalAddress(url);
  if (address === null) return false;
  try {
    await shell.openExternal(address);
    return true;
  } catch {
    return false;
  }
}

/** Puts the guards on a session: permissions, devices, screen capture, network, downloads. */
export function guardSession(session: Session, developing: boolean): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(details.isMainFrame && permissionDecision(permission, details.requestingUrl)),
  );
  session.setPermissionCheckHandler((_contents, permission, askedBy) =>
    permissionDecision(permission, askedBy),
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
  session.webRequest.onBeforeRequest((details, answer) =>
    answer({ cancel: !mayLoad(details.url, developing) }),
  );
  session.on('will-download', (event, item) => {
    if (!mayDownload(item.getURL())) event.preventDefault();
  });
}
