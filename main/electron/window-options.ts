import type { BrowserWindowConstructorOptions, WebPreferences } from 'electron';

/**
 * What a page of Slipway may do, the same for every window. Each value is written down although most are Electron's
 * defaults, so that a later default cannot weaken them.
 */
export function webPreferences(preload: string): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    plugins: false,
    navigateOnDragDrop: false,
    spellcheck: true,
    // A dialog of the page's own cannot hold the window for ever.
    safeDialogs: true,
  };
}

/** Options of a window before its place is known; shown only once there is something to see. */
export function windowOptions(
  preload: string,
  title: string,
  dark: boolean,
): BrowserWindowConstructorOptions {
  return {
    title,
    show: false,
    minWidth: 800,
    minHeight: 560,
    // The page's own ground, so that nothing flashes before it has drawn.
    backgroundColor: dark ? '#0a1115' : '#f4f3ee',
    webPreferences: webPreferences(preload),
  };
}
