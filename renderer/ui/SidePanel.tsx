import { Drawer } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import css from './SidePanel.module.css';
import { useReturnFocus } from './useReturnFocus.ts';

/** Panel at the right of the screen with a title; Esc closes it and the focus returns to where it was. */
export function SidePanel(props: {
  readonly title: string;
  readonly opened: boolean;
  /** A click beside it does not close it, so that nothing typed is lost. */
  readonly keep: boolean;
  /** px; 460 unless told. */
  readonly width?: number;
  readonly onClose: () => void;
  /** One step back, such as from a form to its list; Esc and the cross do this instead of closing. */
  readonly onBack?: (() => void) | undefined;
  readonly children: ReactNode;
}) {
  useReturnFocus(props.opened);
  const body = useFocusOfStep(props.opened, props.title);
  return (
    <Drawer
      opened={props.opened}
      onClose={props.onBack ?? props.onClose}
      position="right"
      classNames={{ title: css.title ?? '' }}
      size={props.width ?? 460}
      title={props.title}
      closeButtonProps={{ 'aria-label': props.onBack ? 'Back' : 'Close' }}
      closeOnClickOutside={!props.keep}
    >
      <div ref={body}>{props.children}</div>
    </Drawer>
  );
}

/** Puts the focus to the start of what a panel shows next, when what had it is gone. */
function useFocusOfStep(opened: boolean, title: string) {
  const body = useRef<HTMLDivElement>(null);
  const shown = useRef(title);
  useEffect(() => {
    if (shown.current === title) return;
    shown.current = title;
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (opened && lost) body.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }, [opened, title]);
  return body;
}
