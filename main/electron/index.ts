import { join } from 'node:path';
import { dialog, app as electron, safeStorage, session } from 'electron';
import { createApp } from '#main/app.ts';
import { keepPresenter } from '#main/presenter/listener.ts';
import { createKeyringSecrets } from '#main/services/secrets/keyring-secrets.ts';
import { listenToDeepLinks } from './deep-links.ts';
import { guardPages, guardSession } from './guards.ts';
import { keepAwake } from './keep-awake.ts';
import { keepLocalApi } from './local-api.ts';
import { setMenu } from './menu.ts';
import { menuActions } from './menu-actions.ts';
import { systemNotifications } from './notifications.ts';
import { answerPorts } from './ports.ts';
import { openProfile } from './profile.ts';
import { registerScheme, servePage } from './protocol.ts';
import { createSafeSecrets } from './secrets.ts';
import { createWindows } from './windows.ts';

const developing = !electron.isPackaged;
const dist = join(electron.getAppPath(), 'dist');

registerScheme();
electron.enableSandbox();
const folder = openProfile(process.argv);
const windows = createWindows({
  stateFile: join(folder, 'windows.json'),
  preload: join(dist, 'main', 'preload.cjs'),
});

if (electron.requestSingleInstanceLock()) {
  const firstPath = listenToDeepLinks(process.argv, windows.show);
  guardPages(windows.openWall);
  electron.on('activate', () => windows.show(null));
  electron.on('window-all-closed', () => {
    if (process.platform !== 'darwin') electron.quit();
  });
  electron
    .whenReady()
    .then(() => start(firstPath()))
    .catch((error: unknown) => {
      dialog.showErrorBox('Slipway could not start', error instanceof Error ? error.message : String(error));
      electron.exit(1);
    });
} else electron.quit();

function start(path: string | null): void {
  guardSession(session.defaultSession, developing);
  servePage(session.defaultSession, join(dist, 'renderer'));
  const version = electron.getVersion();
  const app = createApp({
    folder,
    shell: 'electron',
    version,
    secrets: createSafeSecrets(safeStorage, process.platform, folder, createKeyringSecrets(folder)),
    localApiAddress: () => localApi.address(),
    presenter: () => presenter,
    showNotification: systemNotifications(windows.show),
  });
  const localApi = keepLocalApi(app, version);
  const presenter = keepPresenter(app, join(dist, 'renderer'));
  const letSleep = keepAwake(app);
  closeBeforeQuit(() => {
    letSleep();
    return Promise.allSettled([localApi.close(), presenter.close()]).then(app.close);
  });
  answerPorts(app);
  setMenu(developing, menuActions(app, windows));
  windows.show(path);
}

/** Holds the exit until the file is closed. */
function closeBeforeQuit(close: () => Promise<void>): void {
  let closed = false;
  electron.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void close().finally(() => {
      closed = true;
      electron.quit();
    });
  });
}
