import { BrowserWindow, nativeTheme, screen } from 'electron';
import { attachCrashHandling } from './crash.ts';
import { origin } from './decisions.ts';
import { go } from './go.ts';
import { attachContextMenu } from './menu.ts';
import { openWindowFile } from './window-file.ts';
import { windowOptions } from './window-options.ts';
import { placeWindow, type StoredWindows, wallDisplay } from './window-state.ts';

export type Windows = {
  /** Brings the main window to the front, opens it when there is none, and shows a screen if one is named. */
  show(path: string | null): void;
  /** Opens the wall of a run in the second window, on another display where there is one. */
  openWall(path: string): void;
};

type Options = { readonly stateFile: string; readonly preload: string };

/** The two windows of Slipway: the main one and the wall. */
export function createWindows({ stateFile, preload }: Options): Windows {
  const places = openWindowFile(stateFile);
  let main: BrowserWindow | null = null;
  let wall: BrowserWindow | null = null;

  function open(name: keyof StoredWindows, title: string, path: string): BrowserWindow {
    const saved = places.read(name);
    const displays = screen.getAllDisplays().map((display) => display.workArea);
    const home = screen.getPrimaryDisplay().workArea;
    const other = name === 'wall' && main !== null ? wallDisplay(displays, main.getBounds()) : null;
    const window = new BrowserWindow({
      ...windowOptions(preload, title, name === 'wall' || nativeTheme.shouldUseDarkColors),
      ...placeWindow(saved?.bounds ?? null, displays, other ?? home),
      fullscreen: saved?.fullScreen ?? (name === 'wall' && other !== null),
    });
    if (saved?.maximized === true) window.maximize();
    remember(name, window);
    attachCrashHandling(window);
    attachContextMenu(window.webContents);
    window.once('ready-to-show', () => window.show());
    void window.loadURL(`${origin}${path}`);
    return window;
  }

  function remember(name: keyof StoredWindows, window: BrowserWindow): void {
    const write = () => {
      if (window.isDestroyed()) return;
      const { x, y, width, height } = window.getNormalBounds();
      places.write(name, {
        bounds: { x, y, width, height },
        maximized: window.isMaximized(),
        fullScreen: window.isFullScreen(),
      });
    };
    let due: NodeJS.Timeout | undefined;
    const soon = () => {
      clearTimeout(due);
      due = setTimeout(write, 500);
    };
    window.on('resize', soon);
    window.on('move', soon);
    window.on('close', () => {
      clearTimeout(due);
      write();
    });
  }

  return {
    show(path) {
      if (main === null) {
        main = open('main', 'Slipway', path ?? '/');
        main.on('closed', () => {
          main = null;
        });
        return;
      }
      if (main.isMinimized()) main.restore();
      main.show();
      main.focus();
      if (path !== null) void go(main.webContents, path);
    },
    openWall(path) {
      if (wall !== null) {
        wall.show();
        void go(wall.webContents, path);
        return;
      }
      wall = open('wall', 'Slipway wall', path);
      wall.on('closed', () => {
        wall = null;
      });
    },
  };
}
