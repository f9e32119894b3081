import { TextField } from '#renderer/ui/Fields.tsx';
import type { Build } from '#shared/contract/changes.ts';
import { FieldRow } from './FieldRow.tsx';
import { fieldNames } from './fieldNames.ts';
import css from './fields.module.css';
import { useField } from './form.ts';

/** The release candidate: approvals are given on this one. */
export function BuildField() {
  const { value, readOnly, edit, onFocus, onBlur } = useField('build');
  const put = (some: Partial<Build>) => {
    const next = { version: '', digest: '', ...value, ...some };
    edit(next.version === '' && next.digest === '' ? null : next);
  };
  return (
    <FieldRow field="build" label={fieldNames.build}>
      <div className={css.two}>
        <TextField
          aria-label="Version of the build"
          placeholder="Version, such as 4.9.0-rc.2"
          maxLength={120}
          dir="auto"
          readOnly={readOnly}
          value={value?.version ?? ''}
          onChange={(event) => put({ version: event.currentTarget.value })}
          onFocus={onFocus}
          onBlur={onBlur}
        />
        <TextField
          aria-label="Digest of the build"
          placeholder="Digest, such as sha256:…"
          maxLength={200}
          dir="auto"
          readOnly={readOnly}
          value={value?.digest ?? ''}
          onChange={(event) => put({ digest: event.currentTarget.value })}
          onFocus={onFocus}
          onBlur={onBlur}
        />
      </div>
    </FieldRow>
  );
}
