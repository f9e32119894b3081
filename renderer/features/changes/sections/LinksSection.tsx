import { Link } from '@tanstack/react-router';
import { SelectField } from '#renderer/ui/Fields.tsx';
import { FieldRow } from '../FieldRow.tsx';
import { useField, useForm } from '../form.ts';
import { CommitList, WorkItems } from '../Links.tsx';
import { FormSection } from './FormSection.tsx';

/** The release, the work items and the commits it belongs to. */
export function LinksSection() {
  const { shown } = useForm();
  return (
    <FormSection id="links" title="Links">
      <ReleaseField />
      <WorkItems />
      <CommitList commits={shown.commits} />
    </FormSection>
  );
}

function ReleaseField() {
  const { names } = useForm();
  const { value, readOnly, set, onFocus, onBlur } = useField('releaseId');
  const id = 'input-releaseId';
  const release = names.releases.find((r) => r.id === value);
  return (
    <FieldRow
      field="releaseId"
      label="Release"
      htmlFor={id}
      note={
        release && (
          <Link to="/release/$key" params={{ key: release.ref }}>
            open {release.ref}
          </Link>
        )
      }
    >
      <SelectField
        id={id}
        placeholder="On no release"
        clearable={!readOnly}
        readOnly={readOnly}
        options={names.releases.map((r) => ({ value: r.id, label: `${r.ref} ${names.releaseName(r.id)}` }))}
        value={value}
        onChange={set}
        onFocus={onFocus}
        onBlur={onBlur}
      />
    </FieldRow>
  );
}
