import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { orpc } from '#renderer/lib/client.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { QueryState } from '#renderer/ui/QueryState.tsx';
import css from './Settings.module.css';

/** Git repositories this workspace drafts releases from. */
export function RepositoriesSection() {
  const query = useQuery(orpc.repositories.list.queryOptions({ meta: { topics: ['repositories'] } }));
  const navigate = useNavigate();
  return (
    <>
      <p className={css.lead}>
        Clones on this computer that releases are drafted from. Slipway only reads them. A repository is added
        where a release is drafted.
      </p>
      <QueryState query={query} what="The list of repositories">
        {(repositories) =>
          repositories.length === 0 ? (
            <p className="t2">No repository is known yet.</p>
          ) : (
            <ul>
              {repositories.map((repository) => (
                <li key={repository.id} className={css.row}>
                  <span className="b">{repository.name}</span>
                  <span className="mono t2">{repository.path ?? 'no clone on this device'}</span>
                </li>
              ))}
            </ul>
          )
        }
      </QueryState>
      <div className={css.foot}>
        <Button icon="branch" onClick={() => void navigate({ to: '/releases', search: { draft: 'git' } })}>
          Draft a release from Git
        </Button>
      </div>
    </>
  );
}
