import { BuildField } from '../BuildField.tsx';
import { CriteriaField } from '../CriteriaField.tsx';
import { TextBox } from '../TextBox.tsx';
import { FormSection } from './FormSection.tsx';

/** What the change does to others, and how it is known to work. */
export function EvidenceSection() {
  return (
    <FormSection id="evidence" title="Impact and evidence">
      <TextBox field="impact" label="Impact" />
      <BuildField />
      <TextBox field="evidence" label="Build and test evidence" />
      <CriteriaField />
    </FormSection>
  );
}
