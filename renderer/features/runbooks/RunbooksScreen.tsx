import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client, orpc } from '#renderer/lib/client.ts';
import { formatCount } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Segmented } from '#renderer/ui/Fields.tsx';
import { EmptyState, PageHeader } from '#renderer/ui/Page.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import { toastError } from '#renderer/ui/toast.ts';
import type { Template } from '#shared/contract/templates.ts';
import type { TemplateId, TemplateStepId } from '#shared/domain/ids.ts';
import { planRunbook } from '#shared/domain/runs/schedule.ts';
import { minutesText } from '#shared/domain/wording.ts';
import { AttachDialog } from './AttachDialog.tsx';
import { ImportDialog } from './editor/ImportDialog.tsx';
import { PublishDialog } from './editor/PublishDialog.tsx';
import { TemplateEditor } from './editor/TemplateEditor.tsx';
import { TemplateGraph } from './editor/TemplateGraph.tsx';
import { TemplateMenu } from './editor/TemplateMenu.tsx';
import css from './Runbooks.module.css';
import { TemplateView } from './TemplateView.tsx';

/** Runbook templates: what they consist of, how long they take, and the way to run one for a release. */
export function RunbooksScreen() {
  const templates = useQuery(orpc.runbooks.templates.queryOptions({ meta: { topics: ['templates'] } }));
  return (
    <div className={css.screen}>
      <PageHeader title="Runbooks" beside={<span className="t2">Templates; a run is a copy of one</span>} />
      <QueryState query={templates} what="The list of runbooks">
        {(list) => (
          <>
            {list.length === 0 && <NoTemplates />}
            <Templates list={list} />
          </>
        )}
      </QueryState>
    </div>
  );
}

function NoTemplates() {
  return (
    <div className={css.empty}>
      <EmptyState title="No runbook yet">
        A runbook is the ordered list of steps of a deployment, with who does each, how long it takes and how
        it is undone. Make the first one, or import it from a task list.
      </EmptyState>
    </div>
  );
}

function Templates({ list }: { readonly list: readonly Template[] }) {
  const [chosen, choose] = useState<TemplateId | null>(null);
  const [dialog, setDialog] = useState<'attach' | 'publish' | 'import' | null>(null);
  const [editing, setEditing] = useState(false);
  const [first, setFirst] = useState<TemplateStepId | null>(null);
  const [view, setView] = useState<'list' | 'graph'>('list');
  const template = list.find((t) => t.id === chosen) ?? list[0];
  const open = (id: TemplateId, edit = false) => {
    choose(id);
    setEditing(edit);
    setFirst(null);
  };
  const make = async () => {
    try {
      const made = await client.templates.save({ id: null, name: 'New runbook', about: '', steps: [] });
      open(made.id, true);
    } catch (error) {
      toastError('The runbook was not made', error);
    }
  };
  const close = () => setDialog(null);
  return (
    <div className={css.split}>
      <nav className={css.list} aria-label="Runbooks">
        <div className={css.make}>
          <Button onClick={() => void make()}>New runbook</Button>
          <Button onClick={() => setDialog('import')}>Import</Button>
        </div>
        {list.map((t) => (
          <button
            key={t.id}
            type="button"
            aria-current={t.id === template?.id ? 'true' : undefined}
            onClick={() => open(t.id)}
          >
            <b>{t.name}</b>
            <span>
              {formatCount(t.steps.length, 'step')}, {minutesText(planRunbook(t.steps).minutes)}
              {t.version === 0 && ', not published'}
            </span>
          </button>
        ))}
      </nav>
      {template && (
        <section className={css.template} aria-label={template.name}>
          <header>
            <div>
              <h2>{template.name}</h2>
              <p className="t2">
                {template.version === 0 ? 'Not published yet' : `Version ${template.version}`},{' '}
                {formatCount(template.steps.length, 'step')},{' '}
                {minutesText(planRunbook(template.steps).minutes)} along the longest chain
              </p>
            </div>
            {!editing && (
              <div className={css.acts}>
                <Button
                  variant="primary"
                  disabled={template.version === 0}
                  onClick={() => setDialog('attach')}
                >
                  Attach to a release
                </Button>
                <Button onClick={() => setEditing(true)}>Edit</Button>
                <Button onClick={() => setDialog('publish')}>Publish</Button>
                <TemplateMenu template={template} choose={(id) => open(id)} />
              </div>
            )}
          </header>
          {editing ? (
            <TemplateEditor
              key={template.id}
              template={template}
              first={first}
              done={() => setEditing(false)}
            />
          ) : (
            <>
              {template.about && <p className={css.about}>{template.about}</p>}
              <div className={css.view}>
                <Segmented
                  label="View"
                  options={[
                    { value: 'list', label: 'Steps' },
                    { value: 'graph', label: 'Dependencies' },
                  ]}
                  value={view}
                  onChange={setView}
                />
              </div>
              {view === 'list' ? (
                <TemplateView template={template} />
              ) : (
                <TemplateGraph
                  steps={template.steps}
                  choose={(id) => {
                    setFirst(id);
                    setEditing(true);
                  }}
                />
              )}
            </>
          )}
        </section>
      )}
      {dialog === 'attach' && template && <AttachDialog template={template} close={close} />}
      {dialog === 'publish' && template && <PublishDialog template={template} close={close} />}
      {dialog === 'import' && <ImportDialog close={close} made={(id) => open(id)} />}
    </div>
  );
}
