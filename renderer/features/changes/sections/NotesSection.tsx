import { TextBox } from '../TextBox.tsx';
import { FormSection } from './FormSection.tsx';

/** What else is worth keeping; open also on a finished change. */
export function NotesSection() {
  return (
    <FormSection id="notes" title="Notes">
      <TextBox field="notes" label="Notes" rows={3} />
    </FormSection>
  );
}
