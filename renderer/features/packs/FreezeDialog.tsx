import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMeeting } from '#renderer/features/cab/useMeeting.ts';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { client, orpc } from '#renderer/lib/client.ts';
import { useProgressStream } from '#renderer/lib/useProgressStream.ts';
import { TextField } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import { ProgressPanel } from '#renderer/ui/ProgressPanel.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import { toastDone } from '#renderer/ui/toast.ts';
import type { CabMeeting, MeetingView } from '#shared/contract/cab.ts';
import type { Client } from '#shared/contract/index.ts';
import { clockOf } from '#shared/domain/pack/dates.ts';
import { capital, numberWord } from '#shared/domain/wording.ts';
import css from './Packs.module.css';

type Event = Awaited<ReturnType<Client['packs']['freeze']>> extends AsyncIterable<infer One> ? One : never;

/** Freezes the agenda as a pack: what to know before, the title, progress; leaving it before its end leaves nothing. */
export function FreezeDialog(props: { readonly meeting: CabMeeting; readonly onClose: () => void }) {
  const { meeting, onClose } = props;
  const zone = useZone();
  const view = useMeeting(meeting.ref).data;
  const [typed, setTyped] = useState<string | null>(null);
  const title = typed ?? suggestedTitle(view, zone);
  const warnings = useQuery(
    orpc.packs.warnings.queryOptions({
      input: { meetingId: meeting.id },
      meta: { topics: [`cab/${meeting.id}`, 'changes'] },
    }),
  );
  const { state, start, cancel } = useProgressStream<Event>('Freezing the pack');
  const freeze = () =>
    void start(
      (signal) => client.packs.freeze({ meetingId: meeting.id, title: title.trim() }, { signal }),
      ({ pack }) => {
        toastDone(`Pack ${pack.number} is frozen`);
        onClose();
      },
    );
  const running = state.at === 'running';
  return (
    <FormDialog
      title={`Freeze a pack for ${meeting.ref}`}
      width={560}
      confirm="Freeze"
      ready={!running}
      act={freeze}
      onClose={onClose}
    >
      <p>
        The agenda and its tickets are kept as they stand now. Items that are put on the agenda afterwards are
        late.
      </p>
      <Refusal error={warnings.error} />
      {warnings.data && warnings.data.length > 0 && (
        <section aria-label="Before it is frozen">
          <h3 className={css.small}>Before it is frozen</h3>
          <ul className={css.warnings}>
            {warnings.data.map((sentence) => (
              <li key={sentence} dir="auto">
                <StateGlyph state="late" size={12} /> {sentence}
              </li>
            ))}
          </ul>
        </section>
      )}
      <TextField
        label="Title on the cover"
        placeholder="Counts the changes and names the month"
        maxLength={120}
        disabled={running}
        value={title}
        data-autofocus
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {running && <ProgressPanel {...state.progress} onCancel={cancel} />}
      {state.at === 'failed' && <Refusal error={state.error as Error} />}
    </FormDialog>
  );
}

/** `Four changes for December`, as a cover without a title says it; empty with releases, whose changes are counted when it is frozen. */
function suggestedTitle(view: MeetingView | undefined, zone: string): string {
  const lines = view?.lines.filter(({ gone }) => !gone) ?? [];
  if (!view || lines.length === 0 || lines.some(({ subjectKind }) => subjectKind === 'release')) return '';
  const many = capital(numberWord(lines.length));
  const month = clockOf(zone).month(view.meeting.start.at);
  return `${many} ${lines.length === 1 ? 'change' : 'changes'} for ${month}`;
}
