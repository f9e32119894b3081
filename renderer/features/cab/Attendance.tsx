import { useNames } from '#renderer/features/changes/names.ts';
import { client } from '#renderer/lib/client.ts';
import { Checkbox, SelectField } from '#renderer/ui/Fields.tsx';
import { Section } from '#renderer/ui/Page.tsx';
import { StateGlyph } from '#renderer/ui/StateGlyph.tsx';
import type { CabMeeting } from '#shared/contract/cab.ts';
import { boardOf } from '#shared/domain/approvals/cab.ts';
import type { PersonId } from '#shared/domain/ids.ts';
import css from './Meeting.module.css';
import { useAct, useQuorum } from './useMeeting.ts';

/** Who of the board is there, guests, and whether that is enough. */
export function Attendance({ meeting }: { readonly meeting: CabMeeting }) {
  const { people, personName } = useNames();
  const quorum = useQuorum(meeting);
  const mark = useAct('The attendance was not saved');
  const set = (personId: PersonId, present: boolean) =>
    mark.run(() => client.cab.present({ id: meeting.id, personId, present }));
  const board = boardOf(meeting);
  const guests = meeting.presentIds.filter((id) => !board.includes(id));
  const closed = meeting.endedAt !== null;
  const absent = people.filter(({ id }) => !board.includes(id) && !guests.includes(id));
  return (
    <Section title="Board" aside={`${quorum.present} of ${quorum.members} here`}>
      <p className={css.quorum}>
        <StateGlyph state={quorum.met ? 'done' : 'late'} size={13} /> {quorum.sentence}
      </p>
      <ul className={css.people}>
        {[...board, ...guests].map((id) => (
          <li key={id}>
            <Checkbox
              label={nameWords(personName(id), id, meeting, guests)}
              checked={meeting.presentIds.includes(id)}
              disabled={closed}
              onChange={(event) => set(id, event.currentTarget.checked)}
            />
          </li>
        ))}
      </ul>
      {board.length === 0 && <p className="t2">No members are named: whoever is in the room counts.</p>}
      {!closed && (
        <SelectField
          label="Somebody else is here"
          searchable
          placeholder="Name"
          options={absent.map(({ id, name }) => ({ value: id, label: name }))}
          value={null}
          onChange={(id) => id && set(id, true)}
        />
      )}
    </Section>
  );
}

function nameWords(name: string, id: PersonId, { chairId }: CabMeeting, guests: readonly PersonId[]): string {
  const who = name || 'Somebody who was removed';
  return id === chairId ? `${who}, chair` : guests.includes(id) ? `${who}, guest` : who;
}
