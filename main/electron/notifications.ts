import { Notification } from 'electron';
import type { ShowNotification } from '#main/app.ts';

/**
 * Notifications of the operating system, without a sound of their own: whether there is one is another choice. A click
 * brings the main window to the front and opens the path.
 */
export function systemNotifications(open: (path: string | null) => void): ShowNotification {
  // One that is collected as garbage hears no click.
  const shown = new Set<Notification>();
  return ({ title, text, path }) => {
    if (!Notification.isSupported()) return false;
    const notification = new Notification({ title, body: text, silent: true });
    shown.add(notification);
    const forget = () => shown.delete(notification);
    notification.on('close', forget);
    notification.on('failed', forget);
    notification.on('click', () => {
      forget();
      open(path);
    });
    notification.show();
    return true;
  };
}
