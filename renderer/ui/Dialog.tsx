import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import css from './Dialog.module.css';
import { useReturnFocus } from './useReturnFocus.ts';

/** Modal dialog with a title, a body and its buttons; Esc closes it and the focus returns to where it was. */
export function Dialog(props: {
  readonly title: ReactNode;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  /** px; 480 unless told. */
  readonly width?: number;
}) {
  useReturnFocus(props.opened);
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      size={props.width ?? 480}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {props.children}
      {props.actions && <DialogActions>{props.actions}</DialogActions>}
    </Modal>
  );
}

/** Buttons that end a dialog, at its right. */
export function DialogActions({ children }: { readonly children: ReactNode }) {
  return <div className={css.actions}>{children}</div>;
}
