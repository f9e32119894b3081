import { useQuery } from '@tanstack/react-query';
import { client, orpc } from '#renderer/lib/client.ts';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import type { Template } from '#shared/contract/templates.ts';
import { editedOf, templateChanges } from '#shared/domain/runbooks/template-edits.ts';
import { Changes } from './Changes.tsx';

/** Asks what is new, beside what differs from the version that runs copy now. */
export function PublishDialog({
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
    <ReasonDialog
      title={`Publish version ${template.version + 1} of ${template.name}`}
      confirm={`Publish version ${template.version + 1}`}
      label="What is new"
      needed
      onClose={close}
      act={(summary) => client.templates.publish({ id: template.id, summary })}
    >
      <QueryState query={versions} what="The list of versions">
        {(list) => {
          const last = list.find(({ version }) => version === template.version);
          return last ? (
            <Changes
              title={`Since version ${template.version}`}
              changes={templateChanges(last.body, editedOf(template))}
              none={`Nothing differs from version ${template.version}.`}
            />
          ) : (
            <p className="t2">
              {template.version === 0
                ? 'Its first version.'
                : `Nothing differs from version ${template.version}.`}
            </p>
          );
        }}
      </QueryState>
    </ReasonDialog>
  );
}
