import { AttachmentsField } from '../AttachmentsField.tsx';
import { FormSection } from './FormSection.tsx';

/** Documents that lie elsewhere. */
export function DocumentsSection() {
  return (
    <FormSection id="documents" title="Documents">
      <AttachmentsField />
    </FormSection>
  );
}
