import { EventEmitter } from 'node:events';
import { tmpdir } from 'node:os';
import { MessageChannel, type MessagePort } from 'node:worker_threads';

// Stands in for the module "electron" where there is no binary: it records what the shell asks for and lets a test
// play what Electron would do. Ports are real ones, of worker threads. Use: vi.mock('electron', () => import(…)).

type Handler = (...values: unknown[]) => unknown;
type OpenHandler = (details: { readonly url: string }) => { readonly action: string };

class FakeApp extends EventEmitter {
  isPackaged = true;
  sandboxed = false;
  readonly paths = new Map<string, string>();
  readonly protocolClients: string[] = [];
  readonly calls: string[] = [];
  enableSandbox() {
    this.sandboxed = true;
    this.calls.push('enableSandbox');
  }
  requestSingleInstanceLock() {
    this.calls.push('requestSingleInstanceLock');
    return true;
  }
  setAsDefaultProtocolClient(scheme: string) {
    this.protocolClients.push(scheme);
  }
  setPath(name: string, path: string) {
    this.paths.set(name, path);
  }
  getAppPath = () => tmpdir();
  getVersion = () => '0.0.0';
  isReady = () => true;
  whenReady() {
    this.calls.push('whenReady');
    return Promise.resolve();
  }
  quit() {
    this.calls.push('quit');
  }
  exit() {
    this.calls.push('exit');
  }
}

export class FakeContents extends EventEmitter {
  openHandler: OpenHandler = () => ({ action: 'allow' });
  readonly loaded: string[] = [];
  readonly scripts: string[] = [];
  setWindowOpenHandler(handler: OpenHandler) {
    this.openHandler = handler;
  }
  getURL = () => this.loaded.at(-1) ?? '';
  isCrashed = () => false;
  isLoadingMainFrame = () => false;
  async loadURL(url: string) {
    this.loaded.push(url);
  }
  async executeJavaScript(script: string) {
    this.scripts.push(script);
  }
}

type WindowOptions = { readonly webPreferences?: Readonly<Record<string, unknown>> };

export class BrowserWindow extends EventEmitter {
  static readonly all: BrowserWindow[] = [];
  static readonly getFocusedWindow = () => BrowserWindow.all[0] ?? null;
  readonly webContents = new FakeContents();
  readonly options: WindowOptions;
  constructor(options: WindowOptions) {
    super();
    this.options = options;
    BrowserWindow.all.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  loadURL = (url: string) => this.webContents.loadURL(url);
  getBounds = () => ({ x: 0, y: 0, width: 1000, height: 700 });
  isMinimized = () => false;
  show() {}
  focus() {}
  maximize() {}
}

class FakeSession extends EventEmitter {
  readonly handlers = new Map<string, Handler>();
  readonly protocol = {
    handle: (scheme: string, handler: Handler) => this.keep(`protocol ${scheme}`)(handler),
  };
  readonly webRequest = { onBeforeRequest: this.keep('onBeforeRequest') };
  setPermissionRequestHandler = this.keep('permission request');
  setPermissionCheckHandler = this.keep('permission check');
  setDevicePermissionHandler = this.keep('device permission');
  setDisplayMediaRequestHandler = this.keep('display media');
  private keep(name: string) {
    return (handler: Handler) => void this.handlers.set(name, handler);
  }
}

export const app = new FakeApp();
export const ipcMain = new EventEmitter();
export const ipcRenderer = Object.assign(new EventEmitter(), {
  sent: [] as string[],
  postMessage(channel: string) {
    this.sent.push(channel);
  },
});
export const session = { defaultSession: new FakeSession() };
export const protocol = {
  schemes: [] as { readonly scheme: string; readonly privileges: Readonly<Record<string, boolean>> }[],
  registerSchemesAsPrivileged(schemes: typeof this.schemes) {
    protocol.schemes.push(...schemes);
  },
};
export const shell = {
  opened: [] as string[],
  async openExternal(url: string) {
    shell.opened.push(url);
  },
};
const display = { workArea: { x: 0, y: 0, width: 1920, height: 1080 } };
export const screen = { getAllDisplays: () => [display], getPrimaryDisplay: () => display };
export const nativeTheme = { shouldUseDarkColors: true };
export const powerSaveBlocker = {
  held: new Set<number>(),
  next: 1,
  start(_kind: string) {
    this.held.add(this.next);
    return this.next++;
  },
  stop(id: number) {
    this.held.delete(id);
  },
};
export class Notification extends EventEmitter {
  static readonly shown: Notification[] = [];
  static supported = true;
  static readonly isSupported = () => Notification.supported;
  readonly options: Readonly<Record<string, unknown>>;
  constructor(options: Readonly<Record<string, unknown>>) {
    super();
    this.options = options;
  }
  show() {
    Notification.shown.push(this);
  }
}
export const safeStorage = { isEncryptionAvailable: () => false };
export const dialog = { showErrorBox() {}, showMessageBox: async () => ({ response: 0 }) };
export const Menu = { setApplicationMenu() {}, buildFromTemplate: () => ({ popup() {} }) };

export class MessageChannelMain {
  static readonly made: MessageChannelMain[] = [];
  readonly port1: MessagePort;
  readonly port2: MessagePort;
  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = port1;
    this.port2 = port2;
    MessageChannelMain.made.push(this);
  }
}
