import { formatDate, formatSeconds, formatZone } from '#renderer/lib/format.ts';
import { toastDone, toastError } from '#renderer/ui/toast.ts';

/** Saves the wall that is on screen as HTML and PNG; the drawing is loaded when it is first asked for. */
export function takeSnapshot(): void {
  const wall = document.querySelector<HTMLElement>('[data-wall]');
  if (!wall) return;
  const now = Date.now();
  const zone = wall.dataset.zone ?? 'UTC';
  const asOf = `As of ${formatDate(now, zone)}, ${formatSeconds(now, zone)} ${formatZone(zone, now)}`;
  const stamp = new Date(now).toISOString().slice(0, 16).replace(/\D/g, '');
  void import('./snapshot.ts')
    .then(({ saveSnapshot }) => saveSnapshot(wall, `wall-${stamp}`, asOf))
    .then(() => toastDone('The wall was saved as HTML and as PNG'))
    .catch((error: unknown) => toastError('The wall was not saved', error));
}
