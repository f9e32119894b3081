import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '#renderer/ui/Button.tsx';
import { Dialog } from '#renderer/ui/Dialog.tsx';
import { Segmented } from '#renderer/ui/Fields.tsx';
import { EmptyState, PageBody, PageHeader } from '#renderer/ui/Page.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import type { ChangeTemplate } from '#shared/contract/change-templates.ts';
import { TemplateForm } from './TemplateForm.tsx';
import { TemplateItem } from './TemplateItem.tsx';
import css from './templates.module.css';
import { useTemplates } from './useTemplates.ts';

type Kind = 'templates' | 'standard';

/** Starting points of tickets: templates, and the catalogue of standard changes. */
export function TemplatesScreen() {
  const list = useTemplates();
  const [kind, setKind] = useState<Kind>('templates');
  const [editing, setEditing] = useState<ChangeTemplate | 'new' | null>(null);
  const standard = kind === 'standard';
  const add = (
    <Button variant="primary" icon="plus" onClick={() => setEditing('new')}>
      {standard ? 'Standard change' : 'Template'}
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Templates"
        above={<Link to="/changes">Changes</Link>}
        beside={
          <Segmented
            label="Kind"
            options={[
              { value: 'templates', label: 'Templates' },
              { value: 'standard', label: 'Standard changes' },
            ]}
            value={kind}
            onChange={setKind}
          />
        }
        actions={add}
      />
      <PageBody>
        <QueryState query={list} what="The list of templates">
          {(all) => {
            const shown = all.filter((one) => one.standard === standard);
            if (shown.length === 0) return <Nothing standard={standard} />;
            return (
              <ul className={css.list}>
                {shown.map((template) => (
                  <TemplateItem key={template.id} template={template} onEdit={() => setEditing(template)} />
                ))}
              </ul>
            );
          }}
        </QueryState>
      </PageBody>
      {editing && (
        <Dialog
          title={editing === 'new' ? (standard ? 'New standard change' : 'New template') : editing.name}
          opened
          width={900}
          onClose={() => setEditing(null)}
        >
          <TemplateForm
            template={editing === 'new' ? null : editing}
            standard={standard}
            onDone={() => setEditing(null)}
          />
        </Dialog>
      )}
    </>
  );
}

function Nothing({ standard }: { readonly standard: boolean }) {
  return standard ? (
    <EmptyState title="No standard changes yet">
      A standard change is low risk and done often the same way. One person proposes it here, another approves
      it, and from then on a change started from it goes to Scheduled without a vote.
    </EmptyState>
  ) : (
    <EmptyState title="No templates yet">
      A template gives a new change its words and steps. Write one here, or open a good change and choose
      “Make a template of it” in its menu.
    </EmptyState>
  );
}
