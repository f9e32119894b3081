import { Menu } from '@mantine/core';
import { Button } from '#renderer/ui/Button.tsx';
import { Icon } from '#renderer/ui/Icon.tsx';
import { type GroupBy, groupBy } from '#shared/contract/changes.ts';
import { groupNames } from './words.ts';

/** By what the rows are gathered; none = one list. */
export function GroupMenu(props: {
  readonly by: GroupBy | undefined;
  readonly onChange: (by: GroupBy | undefined) => void;
}) {
  const { by } = props;
  return (
    <Menu shadow="md" position="bottom-end">
      <Menu.Target>
        <Button icon="group" aria-label={`Group by: ${by ? groupNames[by] : 'nothing'}`}>
          {by ? groupNames[by] : 'Group'}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {[undefined, ...groupBy.options].map((option) => (
          <Menu.Item
            key={option ?? 'none'}
            aria-current={option === by}
            leftSection={option === by ? <Icon name="check" size={14} /> : <span style={{ width: 14 }} />}
            onClick={() => props.onChange(option)}
          >
            {option ? groupNames[option] : 'No groups'}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
