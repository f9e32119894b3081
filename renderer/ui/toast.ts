import { notifications } from '@mantine/notifications';
import { errorSentence } from '#renderer/lib/errors.ts';

const CLOSE = { 'aria-label': 'Close' };

/** Says in passing that something was done; gone after 4 s. */
export function toastDone(message: string): void {
  notifications.show({ message, autoClose: 4_000, withBorder: true, closeButtonProps: CLOSE });
}

/** Says that something failed and stays until it is closed. `what` names the action: `The window was not saved`. */
export function toastError(what: string, error: unknown): void {
  notifications.show({
    title: what,
    message: errorSentence(error),
    autoClose: false,
    withBorder: true,
    color: 'red',
    closeButtonProps: CLOSE,
  });
}

/** Says what a run calls for, and reads it out; it stays for half a minute. */
export function toastNotice(title: string, message: string): void {
  notifications.show({ title, message, autoClose: 30_000, withBorder: true, closeButtonProps: CLOSE });
}
