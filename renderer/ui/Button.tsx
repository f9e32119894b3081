import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import css from './Button.module.css';
import { classNames } from './classNames.ts';
import { Icon, type IconName } from './Icon.tsx';
import { Key } from './Key.tsx';

type Looks = {
  /** `primary` once per view; `backout` for backing out and nothing else; `danger` for what cannot be undone. */
  readonly variant?: 'default' | 'primary' | 'quiet' | 'backout' | 'danger';
  readonly size?: 'small' | 'normal' | 'large';
  readonly icon?: IconName;
  /** Key that does the same; shown on the button. */
  readonly keyCap?: string;
  readonly children?: ReactNode;
};

export type ButtonProps = Looks &
  ButtonHTMLAttributes<HTMLButtonElement> & { readonly ref?: Ref<HTMLButtonElement> };

/** Button with an optional icon and the key that does the same. */
export function Button({ variant, size, icon, keyCap, children, className, ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} className={classNames(buttonClass({ variant, size }), className)}>
      <ButtonInside icon={icon} keyCap={keyCap}>
        {children}
      </ButtonInside>
    </button>
  );
}

/** Class for a link that looks like a button. */
export function buttonClass(looks: {
  readonly variant?: Looks['variant'] | undefined;
  readonly size?: Looks['size'] | undefined;
}): string {
  return classNames(css.button, css[looks.variant ?? 'default'], css[looks.size ?? 'normal']);
}

/** What stands on a button or on a link that looks like one. */
export function ButtonInside(props: {
  readonly icon?: IconName | undefined;
  readonly keyCap?: string | undefined;
  readonly children?: ReactNode;
}) {
  return (
    <>
      {props.icon && <Icon name={props.icon} />}
      {props.children}
      {props.keyCap && (
        <span className={css.cap} aria-hidden="true">
          <Key name={props.keyCap} />
        </span>
      )}
    </>
  );
}

/** Square button with an icon only; the label is spoken and shown on hover. */
export function IconButton(
  props: ButtonHTMLAttributes<HTMLButtonElement> & { readonly icon: IconName; readonly label: string },
) {
  const { icon, label, className, ...rest } = props;
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      title={label}
      className={classNames(css.button, css.quiet, css.square, className)}
    >
      <Icon name={icon} />
    </button>
  );
}
