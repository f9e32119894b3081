import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
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
  readonly children: ReactNode;
}) {
  useReturnFocus(props.opened);
  return (
    <Drawer
      opened={props.opened}
      onClose={props.onClose}
      position="right"
      classNames={{ title: css.title ?? '' }}
      size={props.width ?? 460}
      title={props.title}
      closeButtonProps={{ 'aria-label': 'Close' }}
      closeOnClickOutside={!props.keep}
    >
      {props.children}
    </Drawer>
  );
}
