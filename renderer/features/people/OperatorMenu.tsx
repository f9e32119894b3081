import { Menu } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import frame from '#renderer/features/workspace/Frame.module.css';
import { closeFrameDialog, openOperatorMenu, useFrame } from '#renderer/features/workspace/frameStore.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { Key } from '#renderer/ui/Key.tsx';
import { PersonTag } from '#renderer/ui/PersonTag.tsx';
import { toastDone, toastError } from '#renderer/ui/toast.ts';
import type { Person } from '#shared/contract/people.ts';
import { usePeople, useSetOperator } from './usePeople.ts';

/** Who operates, and the switch: `O`, then a digit or an initial. */
export function OperatorMenu({ operatorId }: { readonly operatorId: string | null }) {
  const opened = useFrame((state) => state.open === 'operator');
  const { data } = usePeople();
  const people = data?.people ?? [];
  const set = useSetOperator();
  const operator = people.find((person) => person.id === operatorId);

  const choose = (person: Person) => {
    closeFrameDialog();
    if (person.id === operatorId) return;
    set.mutate(
      { id: person.id },
      {
        onSuccess: () => toastDone(`${person.name} operates now`),
        onError: (error) => toastError('The operator was not switched', error),
      },
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const person = personForKey(people, event.key);
    if (!person) return;
    event.preventDefault();
    choose(person);
  };

  return (
    <Menu
      opened={opened}
      onChange={(open) => (open ? openOperatorMenu() : closeFrameDialog())}
      position="bottom-end"
      width={280}
      shadow="md"
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <button
          type="button"
          className={frame.operator}
          aria-label={`Operator ${operator?.name ?? 'not named'}, switch`}
        >
          {operator ? (
            <PersonTag name={operator.name} initials={operator.initials} />
          ) : (
            data && 'Nobody operates'
          )}
          <Icon name="chevronDown" size={12} />
        </button>
      </Menu.Target>
      <Menu.Dropdown onKeyDown={onKeyDown} mah="70vh" style={{ overflowY: 'auto' }}>
        {people.map((person, index) => (
          <Menu.Item
            key={person.id}
            onClick={() => choose(person)}
            aria-current={person.id === operatorId ? 'true' : undefined}
            rightSection={index < 9 ? <Key name={String(index + 1)} /> : undefined}
          >
            <PersonTag name={person.name} initials={person.initials} />
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The person a key names: the digit of the list, or an initial that only one person has. */
export function personForKey(people: readonly Person[], key: string): Person | undefined {
  if (/^[1-9]$/.test(key)) return people[Number(key) - 1];
  if (!/^\p{L}$/u.test(key)) return undefined;
  const letter = key.toLocaleUpperCase();
  const starting = people.filter((person) => person.initials.toLocaleUpperCase().startsWith(letter));
  return starting.length === 1 ? starting[0] : undefined;
}
