import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
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
      {props.actions && <div className={css.actions}>{props.actions}</div>}
    </Modal>
  );
}

/** Asks before something that cannot be undone: what will happen, and the button that does it. */
export function ConfirmDialog(props: {
  readonly title: string;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
  readonly confirm: string;
  readonly danger?: boolean;
  readonly busy?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <Dialog
      title={props.title}
      opened={props.opened}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button
            variant={props.danger ? 'danger' : 'primary'}
            onClick={props.onConfirm}
            disabled={props.busy === true}
            data-autofocus
          >
            {props.confirm}
          </Button>
        </>
      }
    >
      {props.children}
    </Dialog>
  );
}
