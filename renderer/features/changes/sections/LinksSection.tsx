import { Link } from '@tanstack/react-router';
import { SelectField } from '#renderer/ui/Fields.tsx';
import { FieldRow } from '../FieldRow.tsx';
import { useField, useForm } from '../form.ts';
import { CommitList, ItemsField } from '../Links.tsx';
import { FormSection } from './FormSection.tsx';

/** The release, the work items, pull requests and commits it belongs to. */
export function LinksSection() {
  const { shown } = useForm();
  return (
    <FormSection id="links" title="Links">
      <ReleaseField />
      <ItemsField field="workItems" placeholder="Such as PAY-123 or #45, then Enter" />
      <ItemsField field="pullRequests" placeholder="Address or number, then Enter" />
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
