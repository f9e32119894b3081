import { createRouterClient, ORPCError } from '@orpc/server';
import { BrowserWindow, shell } from 'electron';
import { z } from 'zod';
import type { App } from '#main/app.ts';
import { router } from '#main/rpc/router.ts';
import { chooseFolder, tell } from './dialogs.ts';
import type { MenuActions } from './menu-template.ts';
import { printWindow, saveWindowAsPdf } from './printing.ts';
import type { Windows } from './windows.ts';

/** What the entries of the native menu do; data is reached through the same routes as from the page. */
export function menuActions(app: App, windows: Windows): MenuActions {
  const client = createRouterClient(router, { context: { app } });
  const inFront = () => BrowserWindow.getFocusedWindow();
  return {
    go: (path) => windows.show(path),
    async chooseRepository() {
      const path = await chooseFolder(inFront(), 'Add a Git repository');
      if (path === null) return;
      try {
        await client.repositories.add({ path });
        windows.show('/releases');
      } catch (error) {
        await tell(inFront(), 'error', 'The repository was not added', sentence(error));
      }
    },
    print: () => {
      const window = inFront();
      if (window !== null) printWindow(window);
    },
    savePdf: () => {
      const window = inFront();
      if (window !== null) void saveWindowAsPdf(window);
    },
    showDataFolder: () => void shell.openPath(app.folder),
  };
}

const declared = z.object({ reason: z.string() });

function sentence(error: unknown): string {
  const reason = error instanceof ORPCError ? declared.safeParse(error.data) : null;
  if (reason?.success === true) return reason.data.reason;
  return error instanceof Error ? error.message : String(error);
}
