import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { orpc } from '#renderer/lib/client.ts';
import { errorSentence } from '#renderer/lib/errors.ts';
import { formatDateTime } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { FieldStack, Segmented, SelectField } from '#renderer/ui/Fields.tsx';
import type { Template } from '#shared/contract/runbooks.ts';
import type { ReleaseId } from '#shared/domain/ids.ts';

const KINDS = [
  { value: 'rehearsal', label: 'Rehearsal' },
  { value: 'live', label: 'Live' },
] as const;
const OVER = ['Closed', 'Cancelled', 'Failed', 'Backed out'];

/** Copies a runbook into a run of a release and goes to it. */
export function AttachDialog({
  template,
  close,
}: {
  readonly template: Template;
  readonly close: () => void;
}) {
  const zone = useZone();
  const navigate = useNavigate();
  const releases = useQuery(orpc.releases.list.queryOptions({ meta: { topics: ['releases'] } }));
  const [releaseId, setReleaseId] = useState<ReleaseId | null>(null);
  const [kind, setKind] = useState<(typeof KINDS)[number]['value']>('rehearsal');
  const attach = useMutation(
    orpc.runbooks.attach.mutationOptions({
      onSuccess: (view) => navigate({ to: '/run/$id', params: { id: view.run.id } }),
    }),
  );
  const open = (releases.data ?? []).filter((release) => !OVER.includes(release.state));
  const release = open.find((r) => r.id === releaseId);
  return (
    <Dialog
      title={`Attach “${template.name}” to a release`}
      opened
      onClose={close}
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button
            variant="primary"
            disabled={releaseId === null || attach.isPending}
            onClick={() => releaseId && attach.mutate({ releaseId, templateId: template.id, kind })}
          >
            {attach.isPending ? 'Writing' : 'Attach and open the runner'}
          </Button>
        </>
      }
    >
      <FieldStack>
        <SelectField
          label="Release"
          placeholder={open.length === 0 ? 'No open release' : 'Choose a release'}
          required
          data-autofocus
          options={open.map((r) => ({ value: r.id, label: `${r.ref} ${r.name}` }))}
          value={releaseId}
          onChange={setReleaseId}
          error={attach.isError ? errorSentence(attach.error) : null}
        />
        <Segmented label="Kind of run" options={KINDS} value={kind} onChange={setKind} />
        <p className="t2">
          {kind === 'rehearsal'
            ? 'A rehearsal changes no state of the release.'
            : release?.slot
              ? `The live run takes window and protection end from the booked slot, ${formatDateTime(release.slot.start.at, zone)}.`
              : 'A live run takes window and protection end from the booked slot. Without one there is no back-out deadline.'}
        </p>
      </FieldStack>
    </Dialog>
  );
}
