import { test as base, type Page } from '@playwright/test';
import { freshFolder, removeFolder } from './server.ts';
import {
  type ElectronShell,
  electronShell,
  type Shell,
  type WebShell,
  webShell,
  whyNoElectron,
} from './shells.ts';

export type Options = {
  /** Shell that a project walks its journeys through. */
  kind: Shell['kind'];
};

type Fixtures = {
  /** Skips, with the reason, what cannot run here. */
  possible: undefined;
  /** Data folder of this test alone; removed afterwards. */
  folder: string;
  /** The shell of this project; not started yet. */
  shell: Shell;
  /** For specs of one shell alone. */
  web: WebShell;
  electron: ElectronShell;
  /** First window of the shell, showing its first screen. */
  app: Page;
};

/**
 * Playwright's test with a Slipway of its own. A journey takes `app`, or `shell` when it opens windows or kills the
 * process, and runs in both shells; `*.web.spec.ts` and `*.electron.spec.ts` are about one of them.
 */
export const test = base.extend<Options & Fixtures>({
  kind: ['web', { option: true }],
  possible: [
    async ({ kind }, use, info) => {
      const why = kind === 'electron' ? whyNoElectron() : null;
      info.skip(why !== null, why ?? '');
      await use(undefined);
    },
    { auto: true },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function asks for from this pattern
  folder: async ({}, use) => {
    const folder = freshFolder();
    await use(folder);
    removeFolder(folder);
  },
  web: async ({ folder, page }, use) => {
    const shell = webShell(folder, page);
    await use(shell);
    await shell.stop();
  },
  electron: async ({ folder }, use) => {
    const shell = electronShell(folder);
    await use(shell);
    await shell.stop();
  },
  shell: async ({ kind, web, electron }, use) => use(kind === 'electron' ? electron : web),
  app: async ({ shell }, use) => use(await shell.open()),
});
