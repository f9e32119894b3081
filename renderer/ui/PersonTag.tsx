import { initialsOf } from '#shared/domain/redaction.ts';
import css from './PersonTag.module.css';

/** Initials in a frame and the name; `short` shows the initials only and speaks the name. */
export function PersonTag(props: {
  readonly name: string;
  readonly initials?: string;
  readonly short?: boolean;
}) {
  const initials = props.initials || initialsOf(props.name);
  return (
    <span className={css.who} title={props.short ? props.name : undefined}>
      <span className={css.initials} aria-hidden="true">
        {initials}
      </span>
      <span className={props.short ? 'sr' : undefined}>{props.name}</span>
    </span>
  );
}
