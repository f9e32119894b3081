import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { usePeople } from '#renderer/features/people/usePeople.ts';
import css from '#renderer/features/settings/Settings.module.css';
import { orpc } from '#renderer/lib/client.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import type { Service } from '#shared/contract/catalogue.ts';
import { ServiceDialog } from './ServiceDialog.tsx';
import { useCatalogue } from './useCatalogue.ts';

/** Services with tier, team, repository and what they depend on; the environments. */
export function CatalogueSection() {
  const query = useCatalogue();
  const teams = usePeople().data?.teams ?? [];
  const repositories =
    useQuery(orpc.repositories.list.queryOptions({ meta: { topics: ['repositories'] } })).data ?? [];
  const [edited, edit] = useState<Service | 'new' | null>(null);
  return (
    <QueryState query={query} what="The list of services">
      {({ services, environments }) => {
        const name = (id: Service['id']) => services.find((service) => service.id === id)?.name ?? 'removed';
        return (
          <>
            <div className={css.scroll}>
              <table className={css.table}>
                <thead>
                  <tr>
                    <th scope="col">Service</th>
                    <th scope="col">Tier</th>
                    <th scope="col">Team</th>
                    <th scope="col">Repository and folder</th>
                    <th scope="col">Depends on</th>
                    <th scope="col">
                      <span className="sr">Actions</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {services.map((service) => (
                    <tr key={service.id}>
                      <td className="b">{service.name}</td>
                      <td>{service.tier}</td>
                      <td>
                        {teams.find((team) => team.id === service.teamId)?.name ?? (
                          <span className="t3">none</span>
                        )}
                      </td>
                      <td className="mono">
                        {[repositories.find((one) => one.id === service.repositoryId)?.name, service.path]
                          .filter(Boolean)
                          .join(' / ')}
                      </td>
                      <td>{service.dependsOn.map(name).join(', ')}</td>
                      <td className="num">
                        <Button size="small" onClick={() => edit(service)}>
                          Edit<span className="sr"> {service.name}</span>
                        </Button>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            {services.length === 0 && <p className="t2">No service yet.</p>}
            <div className={css.foot}>
              <Button icon="plus" onClick={() => edit('new')}>
                Service
              </Button>
              <span className="t2">
                {environments.length === 0
                  ? 'No environments yet.'
                  : `Environments: ${environments.map((one) => one.name).join(', ')}`}
              </span>
            </div>
            {edited !== null && (
              <ServiceDialog
                key={edited === 'new' ? 'new' : edited.id}
                service={edited === 'new' ? null : edited}
                services={services}
                teams={teams}
                repositories={repositories}
                onClose={() => edit(null)}
              />
            )}
          </>
        );
      }}
    </QueryState>
  );
}
