import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useZone } from '#renderer/features/workspace/useWorkspace.ts';
import { client, orpc } from '#renderer/lib/client.ts';
import { formatWhen } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { SelectField } from '#renderer/ui/Fields.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import { toastDone, toastError } from '#renderer/ui/toast.ts';
import type { Template, TemplateVersion } from '#shared/contract/templates.ts';
import { editedOf, templateChanges } from '#shared/domain/runbooks/template-edits.ts';
import { Changes } from './Changes.tsx';

/** What was published of a runbook, what differs from it now, and the way back to it. */
export function VersionsDialog({
  template,
  close,
}: {
  readonly template: Template;
  readonly close: () => void;
}) {
  const versions = useQuery(
    orpc.templates.versions.queryOptions({ input: { id: template.id }, meta: { topics: ['templates'] } }),
  );
  return (
    <Dialog
      title={`Versions of ${template.name}`}
      opened
      onClose={close}
      actions={<Button onClick={close}>Close</Button>}
    >
      <QueryState query={versions} what="The list of versions">
        {(list) =>
          list.length === 0 ? (
            <p>
              Only version {template.version}, as it came with Slipway. It is kept once the runbook is edited.
            </p>
          ) : (
            <Versions template={template} list={list} close={close} />
          )
        }
      </QueryState>
    </Dialog>
  );
}

function Versions(props: {
  readonly template: Template;
  readonly list: readonly TemplateVersion[];
  readonly close: () => void;
}) {
  const { template, list, close } = props;
  const zone = useZone();
  const [chosen, choose] = useState(list[0]?.id ?? null);
  const version = list.find(({ id }) => id === chosen);
  if (!version) return null;
  const changes = templateChanges(version.body, editedOf(template));
  const restore = async () => {
    try {
      await client.templates.save({
        id: template.id,
        ...editedOf(version.body),
        reason: `Version ${version.version} taken up again`,
      });
      toastDone(`Version ${version.version} is the working copy now`);
      close();
    } catch (error) {
      toastError('The version was not restored', error);
    }
  };
  return (
    <>
      <SelectField
        label="Version"
        options={list.map((one) => ({
          value: one.id,
          label: `${one.version}, ${formatWhen(one.publishedAt, zone, Date.now())}${one.summary && `: ${one.summary}`}`,
        }))}
        value={chosen}
        onChange={choose}
      />
      <Changes
        changes={changes}
        none={`The working copy is as version ${version.version}.`}
        title={`Since version ${version.version}`}
      />
      {changes.length > 0 && (
        <Button onClick={() => void restore()}>Take version {version.version} up again</Button>
      )}
    </>
  );
}
