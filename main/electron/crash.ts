import { app, type BrowserWindow, dialog } from 'electron';
import { afterCrash, crashSentence } from './crash-decision.ts';

/** Loads a window again when its page has crashed, and says so; offers a choice when the page hangs or keeps crashing. */
export function attachCrashHandling(window: BrowserWindow): void {
  const crashes: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    const decision = afterCrash(reason, crashes, Date.now());
    crashes.push(Date.now());
    if (decision === 'nothing' || window.isDestroyed()) return;
    if (decision === 'reload') {
      window.webContents.reload();
      void dialog.showMessageBox(window, {
        type: 'warning',
        message: 'The page was opened again',
        detail: crashSentence(reason),
      });
      return;
    }
    void choose(window, 'The page ended several times', crashSentence(reason), ['Open again', 'Quit']).then(
      (choice) => (choice === 0 ? window.webContents.reload() : app.quit()),
    );
  });

  window.on('unresponsive', () => {
    void choose(window, 'The page does not answer', 'It may be busy with a large amount of data.', [
      'Wait',
      'Open again',
    ]).then((choice) => {
      if (choice === 1 && !window.isDestroyed()) window.webContents.forcefullyCrashRenderer();
    });
  });
}

async function choose(
  window: BrowserWindow,
  message: string,
  detail: string,
  buttons: string[],
): Promise<number> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message,
    detail,
    buttons,
    defaultId: 0,
    cancelId: 0,
  });
  return response;
}
