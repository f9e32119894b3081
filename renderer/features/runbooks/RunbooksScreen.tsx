import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { orpc } from '#renderer/lib/client.ts';
import { formatCount } from '#renderer/lib/format.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState, PageHeader } from '#renderer/ui/Page.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import type { Template } from '#shared/contract/runbooks.ts';
import type { TemplateId } from '#shared/domain/ids.ts';
import { minutesText } from '#shared/domain/wording.ts';
import { AttachDialog } from './AttachDialog.tsx';
import css from './Runbooks.module.css';
import { TemplateView } from './TemplateView.tsx';
import { templateMinutes } from './templatePlan.ts';

/** Runbook templates: what they consist of, how long they take, and the way to run one for a release. */
export function RunbooksScreen() {
  const templates = useQuery(orpc.runbooks.templates.queryOptions({ meta: { topics: ['templates'] } }));
  return (
    <div className={css.screen}>
      <PageHeader title="Runbooks" beside={<span className="t2">Templates; a run is a copy of one</span>} />
      <QueryState query={templates} what="The list of runbooks">
        {(list) => (list.length === 0 ? <NoTemplates /> : <Templates list={list} />)}
      </QueryState>
    </div>
  );
}

function NoTemplates() {
  return (
    <div className={css.empty}>
      <EmptyState title="No runbook yet">
        A runbook is the ordered list of steps of a deployment, with who does each, how long it takes and how
        it is undone. The sample workspace on Today brings several to read and to run.
      </EmptyState>
    </div>
  );
}

function Templates({ list }: { readonly list: readonly Template[] }) {
  const [chosen, choose] = useState<TemplateId | null>(null);
  const [attaching, setAttaching] = useState(false);
  const template = list.find((t) => t.id === chosen) ?? list[0];
  if (!template) return null;
  return (
    <div className={css.split}>
      <nav className={css.list} aria-label="Runbooks">
        {list.map((t) => (
          <button
            key={t.id}
            type="button"
            aria-current={t.id === template.id ? 'true' : undefined}
            onClick={() => choose(t.id)}
          >
            <b>{t.name}</b>
            <span>
              {formatCount(t.steps.length, 'step')}, {minutesText(templateMinutes(t.steps))}
            </span>
          </button>
        ))}
      </nav>
      <section className={css.template} aria-label={template.name}>
        <header>
          <div>
            <h2>{template.name}</h2>
            <p className="t2">
              Version {template.version}, {formatCount(template.steps.length, 'step')},{' '}
              {minutesText(templateMinutes(template.steps))} along the longest chain
            </p>
          </div>
          <Button variant="primary" onClick={() => setAttaching(true)}>
            Attach to a release
          </Button>
        </header>
        {template.about && <p className={css.about}>{template.about}</p>}
        <TemplateView template={template} />
      </section>
      {attaching && <AttachDialog template={template} close={() => setAttaching(false)} />}
    </div>
  );
}
