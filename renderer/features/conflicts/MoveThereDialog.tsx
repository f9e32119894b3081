import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { StaleVotes } from '#renderer/features/approvals/StaleVotes.tsx';
import { minutesOf, planInput, type Span } from '#renderer/features/calendar/moving/target.ts';
import { useWorkspace } from '#renderer/features/workspace/useWorkspace.ts';
import { client, orpc } from '#renderer/lib/client.ts';
import { expandDateTimes, formatDateTime } from '#renderer/lib/format.ts';
import { TextArea } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
import { toastDone } from '#renderer/ui/toast.ts';
import type { Subject } from '#shared/contract/conflicts.ts';
import { ConflictLines } from './ConflictLines.tsx';
import { CHECK_TOPICS } from './useConflicts.ts';

/** Moves a change or release to the time that an exception was approved for; names what else is there and asks what that needs. */
export function MoveThereDialog(props: {
  readonly subject: Subject;
  readonly name: string;
  readonly at: Span;
  readonly zone: string;
  readonly onClose: () => void;
}) {
  const { subject, name, zone } = props;
  const { zone: home } = useWorkspace();
  const [reason, setReason] = useState('');
  const at = { start: planInput(props.at.startsAt, home), minutes: minutesOf(props.at) };
  const check = useQuery(
    orpc.conflicts.check.queryOptions({ input: { subject, at }, meta: { topics: CHECK_TOPICS } }),
  );
  const when = formatDateTime(props.at.startsAt, zone);
  const move = useMutation({
    mutationFn: async () => {
      const words = reason.trim();
      await client.calendar.move({ subject, ...at, ...(words === '' ? {} : { reason: words }) });
      toastDone(`${name} moved to ${when}`);
    },
    onSuccess: props.onClose,
  });
  const asks = check.data?.asks;
  const ready =
    check.data?.fixed === '' && asks !== 'exception' && (asks !== 'reason' || reason.trim() !== '');
  return (
    <FormDialog
      title={`Move ${name} to ${when}`}
      width={560}
      confirm="Move there"
      ready={ready}
      busy={move.isPending}
      act={() => move.mutate()}
      onClose={props.onClose}
    >
      <QueryState query={check} what="What stands against that time">
        {({ conflicts, fixed }) => (
          <>
            {fixed !== '' && <p>It keeps its time. {expandDateTimes(fixed, zone)}</p>}
            {fixed === '' && asks === 'exception' && (
              <p>A hard rule still stands against that time. It takes an approved exception of its own.</p>
            )}
            {subject.kind === 'change' && fixed === '' && (
              <StaleVotes id={subject.id} at={props.at} zone={home} />
            )}
            <ConflictLines conflicts={conflicts} about={name} zone={zone} />
            {fixed === '' && asks === 'reason' && (
              <TextArea
                label="Reason"
                description="Goes on the record with the new time."
                value={reason}
                autosize
                minRows={2}
                maxRows={6}
                maxLength={2000}
                dir="auto"
                data-autofocus
                onChange={(event) => setReason(event.currentTarget.value)}
              />
            )}
          </>
        )}
      </QueryState>
      <Refusal error={move.error}>{name} is where it was.</Refusal>
    </FormDialog>
  );
}
