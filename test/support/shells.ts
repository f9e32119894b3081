import { _electron, type BrowserContext, type ElectronApplication, type Page } from '@playwright/test';
import { installedElectron } from '#main/launch/electron.ts';
import { type RunningSlipway, startSlipway } from './server.ts';

/** One of the two shells with a data folder, as a journey sees it. */
export type Shell = {
  readonly kind: 'web' | 'electron';
  /** Starts Slipway; answers with its first window once that shows its first screen. */
  open(): Promise<Page>;
  /** The window that an action opens, once it shows its first screen. */
  windowAfter(act: () => Promise<void>): Promise<Page>;
  /** The same in a browser of its own, as on the machine of a projector: no cookie and no storage is shared. Electron has one browser for all its windows. */
  windowElsewhere(page: Page, act: () => Promise<void>): Promise<Page>;
  /** SIGKILL, as a power cut would. In Electron the windows go with it, in the browser shell they stay. */
  kill(): Promise<void>;
  /** Starts again on the same folder. In the browser shell the page is the one that was open, left to find its way back. */
  reopen(): Promise<Page>;
  stop(): Promise<void>;
};

export type WebShell = Shell & {
  /** The running process, for what only the browser shell has: address, port, output. */
  slipway(): RunningSlipway;
};

/** The built browser shell in a tab of Playwright's Chromium. */
export function webShell(folder: string, page: Page): WebShell {
  let running: RunningSlipway | null = null;
  const elsewhere: BrowserContext[] = [];
  const slipway = () => {
    if (running === null) throw new Error('Slipway was not started');
    return running;
  };
  return {
    kind: 'web',
    slipway,
    async open() {
      running = await startSlipway({ folder });
      await page.goto(running.address);
      return ready(page);
    },
    async windowAfter(act) {
      const [opened] = await Promise.all([page.context().waitForEvent('page'), act()]);
      await ready(opened);
      // Behind another a page draws once a second, and each click waits for two drawings.
      await page.bringToFront();
      return opened;
    },
    async windowElsewhere(from, act) {
      await from.evaluate(() => {
        delete document.documentElement.dataset.opened;
        window.open = (address) => {
          document.documentElement.dataset.opened = String(address);
          return null;
        };
      });
      await act();
      const html = from.locator('html[data-opened]');
      const address = await html.getAttribute('data-opened');
      const browser = page.context().browser();
      if (address === null || browser === null) throw new Error('No window was opened');
      const other = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        locale: 'en-GB',
        timezoneId: 'Europe/Berlin',
      });
      elsewhere.push(other);
      const opened = await other.newPage();
      await opened.goto(new URL(address, from.url()).href);
      return ready(opened);
    },
    kill: () => slipway().kill(),
    async reopen() {
      running = await startSlipway({ folder });
      return page;
    },
    async stop() {
      for (const other of elsewhere) await other.close();
      await running?.stop();
    },
  };
}

/** Why no journey can go through Electron here, or null. */
export function whyNoElectron(): string | null {
  if (installedElectron(process.cwd()) === null)
    return 'There is no Electron binary here: it comes from GitHub, not from the npm registry';
  return process.platform === 'linux' && process.getuid?.() === 0
    ? "Electron's sandbox does not run as root, and without its sandbox it is not what is tested"
    : null;
}

export type ElectronShell = Shell & {
  /** The running application, for what only its main process can tell. */
  application(): ElectronApplication;
};

/** The built Electron shell; to be used only where {@link whyNoElectron} is null. */
export function electronShell(folder: string): ElectronShell {
  let running: ElectronApplication | null = null;
  const application = () => {
    if (running === null) throw new Error('Electron was not started');
    return running;
  };
  const open = async () => {
    running = await _electron.launch({
      executablePath: installedElectron(process.cwd()) ?? '',
      args: [process.cwd(), `--data=${folder}`],
    });
    return ready(await running.firstWindow());
  };
  const windowAfter = async (act: () => Promise<void>) => {
    const [opened] = await Promise.all([application().waitForEvent('window'), act()]);
    return ready(opened);
  };
  return {
    kind: 'electron',
    application,
    open,
    windowAfter,
    windowElsewhere: (_page, act) => windowAfter(act),
    async kill() {
      const ended = application().waitForEvent('close');
      application().process().kill('SIGKILL');
      await ended;
    },
    reopen: open,
    stop: async () => running?.close(),
  };
}

/** Waits for the flag that the page sets once its first screen is shown. */
export async function ready(page: Page): Promise<Page> {
  await page.locator('html[data-ready="true"]').waitFor({ state: 'attached' });
  return page;
}
