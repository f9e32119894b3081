import { client } from '#renderer/lib/client.ts';
import type { Workspace } from '#shared/contract/workspace.ts';
import type { RunId } from '#shared/domain/ids.ts';

export type Shown = {
  readonly title: string;
  readonly text: string;
  /** The run a click leads to; null = the window alone. */
  readonly runId: RunId | null;
};

/** Notifications of the operating system. Both answer with a sentence when it may not or cannot be, else null. */
export type Notifier = {
  /** Asks for the permission; only from a click. */
  allow(): Promise<string | null>;
  show(shown: Shown): Promise<string | null>;
};

/** The notifier of the shell the page is in. `open` leads to a run within the page. */
export function notifierOf(shell: Workspace['shell'], open: (id: RunId) => void): Notifier {
  return shell === 'electron' ? ofTheShell : ofTheBrowser(open);
}

/** Main shows it, and brings the window to the front on a click: the page needs no permission. */
const ofTheShell: Notifier = {
  allow: async () => null,
  show: async (shown) => ((await client.notices.show(shown)) ? null : 'This system shows no notifications.'),
};

function ofTheBrowser(open: (id: RunId) => void): Notifier {
  return {
    allow: async () => {
      if (!('Notification' in window)) return 'This browser has no notifications.';
      if (Notification.permission === 'default') await Notification.requestPermission();
      return whyForbidden();
    },
    show: async ({ title, text, runId }) => {
      if (!('Notification' in window)) return 'This browser has no notifications.';
      const why = whyForbidden();
      if (why !== null) return why;
      try {
        const notification = new Notification(title, { body: text, silent: true });
        notification.onclick = () => {
          window.focus();
          notification.close();
          if (runId !== null) open(runId);
        };
        return null;
      } catch {
        return 'This browser shows no notifications from a page.';
      }
    },
  };
}

function whyForbidden(): string | null {
  switch (Notification.permission) {
    case 'granted':
      return null;
    case 'denied':
      return 'This browser does not let Slipway show notifications. Allow them for this address in the settings of the browser.';
    case 'default':
      return 'Notifications are not allowed yet. Switch them on in the settings and answer the question of the browser.';
  }
}
