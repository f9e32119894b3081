import { useDeferredValue, useMemo, useState } from 'react';
import { useAmendment } from '#renderer/features/approvals/useAmendment.ts';
import { ConflictsPanel } from '#renderer/features/conflicts/ConflictsPanel.tsx';
import { DiffersStrip } from '#renderer/features/packs/DiffersStrip.tsx';
import { HistoryPanel } from '#renderer/features/timeline/HistoryPanel.tsx';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import type { Change } from '#shared/contract/changes.ts';
import { mayAmend } from '#shared/domain/changes/change-needs.ts';
import { editableFields, materialFields } from '#shared/domain/changes/changes.ts';
import { CabPreview } from './CabPreview.tsx';
import { ChangeForm } from './ChangeForm.tsx';
import { ChangeHeader } from './ChangeHeader.tsx';
import { ChangeTrain } from './ChangeTrain.tsx';
import { CompareButton } from './compare/CompareButton.tsx';
import type { Field } from './draft.ts';
import { FormProvider } from './form.ts';
import { JudgedPanels } from './JudgedPanels.tsx';
import { useNames } from './names.ts';
import { SectionNav } from './SectionNav.tsx';
import css from './ticket.module.css';
import { useDraft, useDraftView } from './useDraft.ts';

/** The ticket editor: sections on the left, fields in the middle, what others will see on the right. */
export function ChangeEditor({ change }: { readonly change: Change }) {
  const draft = useDraft(change);
  const view = useDraftView(draft);
  const names = useNames();
  const zone = useZone();
  const [focused, setFocused] = useState<Field | null>(null);
  const amendment = useAmendment(change.id);
  const { edits } = amendment;
  const shown = useMemo(() => ({ ...view.shown, ...edits }), [view.shown, edits]);
  const amending = edits !== null && mayAmend(shown).ok;
  const editable = useMemo(
    () => new Set([...editableFields({ state: shown.state }), ...(amending ? materialFields : [])]),
    [shown.state, amending],
  );
  // The right side may lag behind a fast typist; the field may not.
  const settled = useDeferredValue(shown);
  const aboard = names.releases.find(({ id }) => id === shown.releaseId);
  // A change aboard may keep a time of its own.
  const plannedStart = shown.plannedStart?.at ?? aboard?.slot?.start.at ?? null;
  const plannedEnd = shown.plannedEnd?.at ?? aboard?.slot?.end.at ?? null;
  return (
    <FormProvider
      value={{
        ...view,
        shown,
        draft: amendment.over(draft),
        amendment,
        names,
        zone,
        past: true,
        editable,
        focused,
        setFocused,
      }}
    >
      <div className={css.ticket}>
        <ChangeHeader />
        <DiffersStrip change={change} />
        <div className={css.columns}>
          <SectionNav change={settled} />
          <ChangeForm />
          <aside className={css.side} aria-label="How others see this change">
            <CabPreview change={settled} />
            <JudgedPanels change={settled} />
            <section className={css.block} aria-labelledby="conflicts">
              <h2 id="conflicts">Conflicts</h2>
              <ConflictsPanel
                subject={{ kind: 'change', id: shown.id }}
                name={shown.ref}
                startsAt={plannedStart}
                endsAt={plannedEnd}
                zone={zone}
              />
            </section>
            <ChangeTrain change={shown} release={aboard ?? null} before={() => draft.flush()} />
            <section className={css.block} aria-labelledby="history">
              <h2 id="history">History</h2>
              <CompareButton change={shown} />
              <HistoryPanel about={{ entity: 'change', id: shown.id }} />
            </section>
          </aside>
        </div>
      </div>
    </FormProvider>
  );
}
