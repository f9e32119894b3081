import { Menu } from '@mantine/core';
import { useState } from 'react';
import { saveFile } from '#renderer/features/exchange/saveFile.ts';
import { client } from '#renderer/lib/client.ts';
import { IconButton } from '#renderer/ui/Button.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { toastDone, toastError } from '#renderer/ui/toast.ts';
import type { Template } from '#shared/contract/templates.ts';
import { newId, type TemplateId, type TemplateStepId } from '#shared/domain/ids.ts';
import { runbookJson, runbookMarkdown } from '#shared/domain/runbooks/runbook-file.ts';
import { editedOf } from '#shared/domain/runbooks/template-edits.ts';
import { printRunbook } from '../printRunbook.ts';
import { VersionsDialog } from './VersionsDialog.tsx';

/** What can be done with a runbook as a whole. */
export function TemplateMenu(props: {
  readonly template: Template;
  readonly choose: (id: TemplateId) => void;
}) {
  const { template, choose } = props;
  const [asked, setAsked] = useState<'versions' | 'retire' | null>(null);
  const file = template.name.replace(/[^\p{L}\p{N}]+/gu, '-').toLowerCase();
  const copy = async () => {
    try {
      const { about, steps } = editedOf(template);
      const ids = new Map(steps.map(({ id }) => [id, newId<TemplateStepId>()]));
      const made = await client.templates.save({
        id: null,
        name: `${template.name}, copy`.slice(0, 200),
        about,
        steps: steps.map((step) => ({
          ...step,
          id: ids.get(step.id) ?? newId(),
          dependsOn: step.dependsOn.flatMap((id) => ids.get(id) ?? []),
        })),
        reason: `Copied from ${template.name}`,
      });
      choose(made.id);
      toastDone(`${made.name} is yours to edit`);
    } catch (error) {
      toastError(`${template.name} was not copied`, error);
    }
  };
  return (
    <>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <IconButton icon="more" label="More for this runbook" />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void copy()}>Copy as a new runbook</Menu.Item>
          <Menu.Item onClick={() => setAsked('versions')}>Versions</Menu.Item>
          <Menu.Item
            onClick={() => saveFile(`${file}.md`, runbookMarkdown(editedOf(template)), 'text/markdown')}
          >
            Export as Markdown
          </Menu.Item>
          <Menu.Item
            onClick={() => saveFile(`${file}.json`, runbookJson(editedOf(template)), 'application/json')}
          >
            Export as JSON
          </Menu.Item>
          <Menu.Item onClick={() => void printRunbook({ kind: 'template', id: template.id })}>
            Save as PDF to print
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => setAsked('retire')}>Retire</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asked === 'versions' && <VersionsDialog template={template} close={() => setAsked(null)} />}
      {asked === 'retire' && (
        <ReasonDialog
          title={`Retire ${template.name}`}
          confirm="Retire"
          danger
          needed
          onClose={() => setAsked(null)}
          act={(reason) => client.templates.retire({ id: template.id, reason })}
        />
      )}
    </>
  );
}
