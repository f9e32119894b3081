import type { MenuItemConstructorOptions } from 'electron';

/** What the menu can ask for; the shell does it. */
export type MenuActions = {
  readonly go: (path: string) => void;
  readonly chooseRepository: () => void;
  readonly print: () => void;
  readonly savePdf: () => void;
  readonly showDataFolder: () => void;
};

// The nine screens of the rail in its order; their keys are their places.
const screens: readonly (readonly [label: string, path: string])[] = [
  ['Today', '/'],
  ['Calendar', '/calendar'],
  ['Releases', '/releases'],
  ['Changes', '/changes'],
  ['CAB', '/cab'],
  ['Runbooks', '/runbooks'],
  ['War room', '/war-room'],
  ['Insights', '/insights'],
  ['Timeline', '/timeline'],
];

const separator: MenuItemConstructorOptions = { type: 'separator' };

/** The native menu of a platform as data. Developer tools appear only while developing. */
export function menuTemplate(
  platform: NodeJS.Platform,
  developing: boolean,
  actions: MenuActions,
): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const settings: MenuItemConstructorOptions = {
    label: 'Settings…',
    accelerator: 'CmdOrCtrl+,',
    click: () => actions.go('/settings'),
  };

  const application: MenuItemConstructorOptions = {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      separator,
      settings,
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  };
  const file: MenuItemConstructorOptions = {
    label: '&File',
    submenu: [
      {
        label: 'Add a Git repository…',
        accelerator: 'CmdOrCtrl+O',
        click: actions.chooseRepository,
      },
      { label: 'Show the data folder', click: actions.showDataFolder },
      separator,
      { label: 'Print…', accelerator: 'CmdOrCtrl+P', click: actions.print },
      { label: 'Save as PDF…', accelerator: 'CmdOrCtrl+Shift+P', click: actions.savePdf },
      separator,
      ...(mac ? [{ role: 'close' as const }] : [settings, separator, { role: 'quit' as const }]),
    ],
  };
  const edit: MenuItemConstructorOptions = {
    label: '&Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      separator,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'pasteAndMatchStyle' },
      { role: 'selectAll' },
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: '&View',
    submenu: [
      ...screens.map(([label, path], index) => ({
        label,
        accelerator: `CmdOrCtrl+${index + 1}`,
        click: () => actions.go(path),
      })),
      separator,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      separator,
      { role: 'togglefullscreen' },
      ...(developing ? [separator, { role: 'reload' as const }, { role: 'toggleDevTools' as const }] : []),
    ],
  };
  return [...(mac ? [application] : []), file, edit, view, { role: 'windowMenu' }];
}
