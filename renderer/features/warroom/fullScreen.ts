import { toastError } from '#renderer/ui/toast.ts';

/** Fills the screen with the page, or gives it back. */
export function toggleFullScreen(): void {
  const change = document.fullscreenElement
    ? document.exitFullscreen()
    : document.documentElement.requestFullscreen();
  change.catch((error: unknown) => toastError('Full screen was refused', error));
}
