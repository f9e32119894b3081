import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { Button, type ButtonProps } from './Button.tsx';
import { Dialog, DialogActions } from './Dialog.tsx';
import { FieldStack } from './Fields.tsx';
import { Refusal } from './Refusal.tsx';

type FormProps = {
  /** What the button says that does it. */
  readonly confirm: ReactNode;
  /** False while something is missing. */
  readonly ready?: boolean;
  /** It is being written. */
  readonly busy?: boolean;
  readonly act: () => void;
  /** Why it did not happen; what was typed stays. */
  readonly error?: unknown;
  readonly danger?: boolean;
  /** What it does is backing out, which has a look of its own. */
  readonly backOut?: boolean;
  readonly icon?: ButtonProps['icon'];
  /** The button has the focus first, where there is nothing to fill in. */
  readonly focused?: boolean;
  /** Further buttons, before Cancel. */
  readonly more?: ReactNode;
  readonly onClose: () => void;
  /** `Cancel` unless told. */
  readonly cancel?: string;
  readonly children: ReactNode;
};

/** Dialog with a form in it: Enter in a field of one line does what its button does, Ctrl or Cmd with Enter in every field. */
export function FormDialog(
  props: FormProps & {
    readonly title: ReactNode;
    readonly opened?: boolean;
    /** px; 480 unless told. */
    readonly width?: number;
  },
) {
  const { title, opened = true, width, ...form } = props;
  return (
    <Dialog title={title} opened={opened} onClose={form.onClose} {...(width && { width })}>
      <DialogForm {...form} />
    </Dialog>
  );
}

/** The form of a dialog whose frame stands around more than the form. */
export function DialogForm(props: FormProps) {
  const { ready = true, busy = false } = props;
  // `busy` is known one render later than the first Enter of two.
  const sent = useRef(false);
  useEffect(() => {
    sent.current = false;
  });
  return (
    <form
      onKeyDown={onEnter}
      onSubmit={(event) => {
        // For React a dialog over this one is inside it.
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        if (!ready || busy || sent.current) return;
        sent.current = true;
        props.act();
      }}
    >
      <FieldStack>
        {props.children}
        <Refusal error={props.error} />
      </FieldStack>
      <DialogActions>
        {props.more}
        <Button onClick={props.onClose}>{props.cancel ?? 'Cancel'}</Button>
        <Button
          type="submit"
          variant={props.backOut ? 'backout' : props.danger ? 'danger' : 'primary'}
          {...(props.icon && { icon: props.icon })}
          disabled={!ready || busy}
          data-autofocus={props.focused || undefined}
        >
          {busy ? 'Writing' : props.confirm}
        </Button>
      </DialogActions>
    </form>
  );
}

/** What the browser does not do by itself with Enter in a form, and what it should not do. */
function onEnter(event: KeyboardEvent<HTMLFormElement>): void {
  const { target, currentTarget: form } = event;
  if (event.key !== 'Enter' || event.defaultPrevented || event.nativeEvent.isComposing) return;
  if (!(target instanceof HTMLElement) || !form.contains(target)) return;
  const lines = target instanceof HTMLTextAreaElement;
  if (event.repeat && !lines) {
    // The key that opened the dialog is still down.
    event.preventDefault();
  } else if ((event.ctrlKey || event.metaKey) && !target.closest('button')) {
    event.preventDefault();
    form.requestSubmit();
  } else if (target instanceof HTMLInputElement && openList(target)) {
    event.preventDefault();
  }
}

/** A list that is open under a field, with no choice in it as yet. */
function openList(field: HTMLInputElement): boolean {
  return document.getElementById(field.getAttribute('aria-controls') ?? '')?.checkVisibility() ?? false;
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
  const { onConfirm, ...form } = props;
  return <FormDialog {...form} act={onConfirm} focused />;
}
