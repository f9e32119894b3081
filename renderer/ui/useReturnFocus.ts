import { useLayoutEffect, useRef } from 'react';

/** Time that what closes needs to leave the page. */
const LEAVING_MS = 30;

/**
 * Gives the focus back to where it was before a dialog opened, when closing it left the focus nowhere. Mantine does so
 * only for dialogs that stay in the page between two openings, and not for those opened from a menu: its entry is gone
 * by then, so the button of that menu gets the focus.
 */
export function useReturnFocus(opened: boolean): void {
  const before = useRef<Element | null>(null);
  useLayoutEffect(() => {
    if (!opened) return;
    before.current = openerOf(document.activeElement);
    return () => {
      const opener = before.current;
      window.setTimeout(() => {
        const lost = document.activeElement === null || document.activeElement === document.body;
        if (lost && opener instanceof HTMLElement && opener.isConnected)
          opener.focus({ preventScroll: true });
      }, LEAVING_MS);
    };
  }, [opened]);
}

/** What had the focus, or the button of the menu that had it. */
function openerOf(active: Element | null): Element | null {
  const button = active?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  return button ? document.getElementById(button) : active;
}
