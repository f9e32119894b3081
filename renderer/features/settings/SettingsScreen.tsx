import { useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { LocalApiSection } from '#renderer/features/access/LocalApiSection.tsx';
import { BackupsSection } from '#renderer/features/backups/BackupsSection.tsx';
import { CatalogueSection } from '#renderer/features/catalogue/CatalogueSection.tsx';
import { PeopleSection } from '#renderer/features/people/PeopleSection.tsx';
import { AppearanceSection } from '#renderer/features/preferences/AppearanceSection.tsx';
import { PageHeader } from '#renderer/ui/Page.tsx';
import { PlanningSection } from './PlanningSection.tsx';
import { RecordSection } from './RecordSection.tsx';
import { RepositoriesSection } from './RepositoriesSection.tsx';
import css from './Settings.module.css';
import { WorkspaceSection } from './WorkspaceSection.tsx';

const SECTIONS = [
  { id: 'workspace', name: 'Workspace', Part: WorkspaceSection },
  { id: 'planning', name: 'Planning rules', Part: PlanningSection },
  { id: 'people', name: 'People and teams', Part: PeopleSection },
  { id: 'services', name: 'Services and environments', Part: CatalogueSection },
  { id: 'repositories', name: 'Repositories', Part: RepositoriesSection },
  { id: 'appearance', name: 'Appearance', Part: AppearanceSection },
  { id: 'backups', name: 'Backups', Part: BackupsSection },
  { id: 'record', name: 'Record', Part: RecordSection },
  { id: 'local-api', name: 'Local API', Part: LocalApiSection },
] as const;

/** Everything that is set once: one page, sections beside a list of them. */
export function SettingsScreen() {
  const hash = useRouterState({ select: (state) => state.location.hash });
  useEffect(() => {
    if (hash) document.getElementById(hash)?.scrollIntoView();
  }, [hash]);
  return (
    <>
      <PageHeader title="Settings" />
      <div className={css.body}>
        <nav className={css.list} aria-label="Sections of the settings">
          {SECTIONS.map(({ id, name }) => (
            <a key={id} href={`/settings#${id}`} onClick={(event) => jump(event, id)}>
              {name}
            </a>
          ))}
        </nav>
        <div className={css.sections}>
          {SECTIONS.map(({ id, name, Part }) => (
            <section key={id} id={id} className={css.section} aria-labelledby={`${id}-title`} tabIndex={-1}>
              <h2 id={`${id}-title`}>{name}</h2>
              <Part />
            </section>
          ))}
        </div>
      </div>
    </>
  );
}

function jump(event: { preventDefault(): void }, id: string): void {
  event.preventDefault();
  const section = document.getElementById(id);
  section?.scrollIntoView();
  section?.focus({ preventScroll: true });
}
