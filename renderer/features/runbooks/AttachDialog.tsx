import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { orpc } from '#renderer/lib/client.ts';
import { errorSentence } from '#renderer/lib/errors.ts';
import { formatCount, formatDateTime } from '#renderer/lib/format.ts';
import { Segmented, SelectField } from '#renderer/ui/Fields.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
import { toastDone } from '#renderer/ui/toast.ts';
import type { Release } from '#shared/contract/releases.ts';
import type { RunView } from '#shared/contract/runbooks.ts';
import type { Template } from '#shared/contract/templates.ts';
import type { ReleaseId, TemplateId } from '#shared/domain/ids.ts';
import { isReleaseOpen, releaseName } from '#shared/domain/releases.ts';

const KINDS = [
  { value: 'rehearsal', label: 'Rehearsal' },
  { value: 'live', label: 'Live' },
] as const;

const SOURCES = [
  { value: 'runbook', label: 'A runbook' },
  { value: 'changes', label: 'The steps of its changes' },
] as const;

/** Copies a runbook, or the steps of the changes, into a run of a release. Asks for the one of the two that is not given; from a runbook it goes on to the runner. */
export function AttachDialog(props: {
  readonly release?: Release;
  readonly template?: Template;
  readonly close: () => void;
}) {
  const navigate = useNavigate();
  const releases = useQuery({
    ...orpc.releases.list.queryOptions({ meta: { topics: ['releases'] } }),
    enabled: props.release === undefined,
  });
  const templates = useQuery({
    ...orpc.runbooks.templates.queryOptions({ meta: { topics: ['templates'] } }),
    enabled: props.template === undefined,
  });
  const open = (releases.data ?? []).filter((release) => isReleaseOpen(release.state));
  const books = templates.data ?? [];
  const [releaseId, setReleaseId] = useState<ReleaseId | null>(null);
  const [templateId, setTemplateId] = useState<TemplateId | null>(null);
  const release = props.release ?? open.find(({ id }) => id === releaseId);
  const only = books.length === 1 ? books[0] : undefined;
  const template = props.template ?? books.find(({ id }) => id === templateId) ?? only;
  const [kind, setKind] = useState<(typeof KINDS)[number]['value']>(
    props.release?.slot ? 'live' : 'rehearsal',
  );
  const [source, setSource] = useState<(typeof SOURCES)[number]['value']>('runbook');
  const fromChanges = props.release !== undefined && source === 'changes';
  const onSuccess = ({ run }: RunView) => {
    props.close();
    if (props.release) toastDone(`${run.name} is attached`);
    else void navigate({ to: '/run/$id', params: { id: run.id } });
  };
  const attach = useMutation(orpc.runbooks.attach.mutationOptions({ onSuccess }));
  const attachChanges = useMutation(orpc.planning.attachChanges.mutationOptions({ onSuccess }));
  const noneOpen = props.release === undefined && releases.data !== undefined && open.length === 0;
  const refusal = attach.isError ? errorSentence(attach.error) : null;
  const submit = () => {
    if (release && fromChanges) attachChanges.mutate({ releaseId: release.id, kind });
    else if (release && template) attach.mutate({ releaseId: release.id, templateId: template.id, kind });
  };
  return (
    <FormDialog
      title={props.template ? `Attach “${props.template.name}” to a release` : 'Attach a runbook'}
      confirm={props.release ? 'Attach' : 'Attach and open the runner'}
      ready={release !== undefined && (template !== undefined || fromChanges)}
      busy={attach.isPending || attachChanges.isPending}
      act={submit}
      onClose={props.close}
    >
      {noneOpen && (
        <p>
          No release is open. <Link to="/releases">Make a release</Link>, then attach the runbook to it.
        </p>
      )}
      {props.release === undefined && !noneOpen && (
        <SelectField
          label="Release"
          placeholder="Choose a release"
          required
          searchable
          data-autofocus
          options={open.map((one) => ({ value: one.id, label: `${one.ref} ${releaseName(one)}` }))}
          value={releaseId}
          onChange={setReleaseId}
          error={refusal}
        />
      )}
      {props.release !== undefined && (
        <Segmented label="Steps from" options={SOURCES} value={source} onChange={setSource} />
      )}
      {fromChanges && (
        <p className="t2">
          The deployment and validation steps of its changes, one change after the other; their back-out steps
          become the back-out. Each step keeps its change.
        </p>
      )}
      {fromChanges && <Refusal error={attachChanges.error} />}
      {props.template === undefined && !fromChanges && (
        <SelectField
          label="Runbook"
          placeholder={
            templates.data && books.length === 0 ? 'No runbook in this workspace yet' : 'Choose a runbook'
          }
          allowDeselect={false}
          data-autofocus
          options={books.map(({ id, name, steps }) => ({
            value: id,
            label: `${name}, ${formatCount(steps.length, 'step')}`,
          }))}
          value={template?.id ?? null}
          onChange={setTemplateId}
          error={refusal}
        />
      )}
      <Segmented label="Kind of run" options={KINDS} value={kind} onChange={setKind} />
      <p className="t2">
        <WhatItMeans kind={kind} release={release} />
      </p>
    </FormDialog>
  );
}

function WhatItMeans(props: { readonly kind: 'rehearsal' | 'live'; readonly release: Release | undefined }) {
  const zone = useZone();
  const slot = props.release?.slot;
  if (props.kind === 'rehearsal') return 'A rehearsal changes no state of the release.';
  if (slot)
    return `The live run takes window and protection end from the booked slot, ${formatDateTime(slot.start.at, zone)}.`;
  return 'A live run takes window and protection end from the booked slot. Until one is booked there is no window and no back-out deadline.';
}
