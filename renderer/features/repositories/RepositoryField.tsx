import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { client, orpc } from '#renderer/lib/client.ts';
import { errorSentence } from '#renderer/lib/errors.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { SelectField, TextField } from '#renderer/ui/Fields.tsx';
import type { Repository } from '#shared/contract/repositories.ts';
import css from './DraftFromGitDialog.module.css';

export type ChosenRepository = Pick<Repository, 'id' | 'name'>;

const NEW = 'another folder';

/** Choice of a known clone, or the path of another one on this computer. */
export function RepositoryField(props: {
  readonly chosen: ChosenRepository | null;
  readonly onChoose: (repository: ChosenRepository | null) => void;
}) {
  const { chosen, onChoose } = props;
  const list = useQuery(orpc.repositories.list.queryOptions({ meta: { topics: ['repositories'] } }));
  const known = list.data?.filter((repository) => repository.path !== null) ?? [];
  const [adding, setAdding] = useState(false);
  const [path, setPath] = useState('');
  const add = useMutation({
    mutationFn: () => client.repositories.add({ path: path.trim() }),
    onSuccess: (repository) => {
      setAdding(false);
      setPath('');
      onChoose(repository);
    },
  });
  const only = known.length === 1 ? known[0] : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: chosen once, when the list arrives with a single clone
  useEffect(() => {
    if (chosen === null && only !== undefined && !adding) onChoose(only);
  }, [only?.id]);

  const asksPath = adding || (list.data !== undefined && known.length === 0 && chosen === null);
  return (
    <>
      {(known.length > 0 || chosen !== null) && (
        <SelectField
          label="Repository"
          placeholder="Choose a clone on this computer"
          allowDeselect={false}
          options={[
            ...known.map(({ id, name, path: folder }) => ({
              value: id as string,
              label: `${name}, ${folder}`,
            })),
            { value: NEW, label: 'Another folder …' },
          ]}
          value={adding ? NEW : (chosen?.id ?? null)}
          onChange={(value) => {
            setAdding(value === NEW);
            const repository = known.find(({ id }) => id === value);
            if (repository !== undefined) onChoose(repository);
          }}
        />
      )}
      {asksPath && (
        <form
          className={css.path}
          onSubmit={(event) => {
            event.preventDefault();
            if (path.trim() !== '') add.mutate();
          }}
        >
          <TextField
            label="Folder of the Git repository"
            description="A clone on this computer; nothing in it is changed."
            placeholder={
              navigator.platform.startsWith('Win') ? 'C:\\code\\payments-api' : '/home/you/code/payments-api'
            }
            value={path}
            maxLength={4096}
            spellCheck={false}
            data-autofocus
            error={add.error ? errorSentence(add.error) : undefined}
            onChange={(event) => {
              setPath(event.currentTarget.value);
              add.reset();
            }}
          />
          <Button
            type="submit"
            variant={chosen === null ? 'primary' : 'default'}
            disabled={path.trim() === '' || add.isPending}
          >
            Use this folder
          </Button>
        </form>
      )}
    </>
  );
}
