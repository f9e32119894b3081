import { useMemo, useState } from 'react';
import { AttachmentsField } from '#renderer/features/changes/AttachmentsField.tsx';
import type { Draft, Field } from '#renderer/features/changes/draft.ts';
import { FormProvider } from '#renderer/features/changes/form.ts';
import { useNames } from '#renderer/features/changes/names.ts';
import { RiskAnswers } from '#renderer/features/changes/RiskAnswers.tsx';
import { FormSection } from '#renderer/features/changes/sections/FormSection.tsx';
import { OutageField } from '#renderer/features/changes/sections/ScheduleSection.tsx';
import { StepsSection } from '#renderer/features/changes/sections/StepsSection.tsx';
import { WhatSection } from '#renderer/features/changes/sections/WhatSection.tsx';
import { TextBox } from '#renderer/features/changes/TextBox.tsx';
import { useDraftView } from '#renderer/features/changes/useDraft.ts';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { templateFieldNames } from './useTemplateDraft.ts';

/** A template has no votes on it. */
const noAmendment = { edits: null, begin: () => {}, end: () => {}, over: (draft: Draft) => draft };

/** What a template gives, in the sections of the ticket. A catalogue entry gives standard changes and no others. */
export function TemplateSections(props: { readonly draft: Draft; readonly standard: boolean }) {
  const { draft, standard } = props;
  const view = useDraftView(draft);
  const names = useNames();
  const zone = useZone();
  const [focused, setFocused] = useState<Field | null>(null);
  const editable = useMemo(
    () => new Set<Field>(templateFieldNames.filter((name) => name !== 'type' || !standard)),
    [standard],
  );
  const { type } = view.shown;
  const shown = {
    ...view.shown,
    type: standard ? 'standard' : type === 'standard' ? 'normal' : type,
  } as const;
  return (
    <FormProvider
      value={{
        ...view,
        shown,
        draft,
        amendment: noAmendment,
        names,
        zone,
        past: false,
        editable,
        focused,
        setFocused,
      }}
    >
      <WhatSection types={['normal', 'emergency']} />
      <StepsSection />
      <RiskAnswers />
      <FormSection id="evidence" title="Impact and outage">
        <TextBox field="impact" label="Impact" />
        <OutageField />
      </FormSection>
      <FormSection id="documents" title="Documents">
        <AttachmentsField />
      </FormSection>
    </FormProvider>
  );
}
