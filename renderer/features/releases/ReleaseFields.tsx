import { useNames } from '#renderer/features/changes/names.ts';
import { MultiSelectField, SelectField, TextArea, TextField } from '#renderer/ui/Fields.tsx';
import type { EditedRelease, Release } from '#shared/contract/releases.ts';
import { isReleaseOpen, releaseName } from '#shared/domain/releases.ts';
import css from './ReleaseScreen.module.css';
import { RELEASE_TYPES, STRATEGIES } from './releaseWords.ts';
import { useSavedField } from './useSavedField.ts';

export type SaveRelease = (fields: Partial<EditedRelease>) => Promise<unknown>;

/** What the release is for and who answers for it. Text saves itself when left or after 2 s; a choice saves at once. */
export function ReleaseFields(props: { readonly release: Release; readonly save: SaveRelease }) {
  const { release, save } = props;
  const names = useNames();
  const closed = !isReleaseOpen(release.state);
  const people = names.people.map(({ id, name }) => ({ value: id, label: name }));
  const name = useSavedField(release.name, (value) => save({ name: value.trim() }));
  const version = useSavedField(release.version, (value) => save({ version: value.trim() }));
  const objectives = useSavedField(release.objectives, (value) => save({ objectives: value }));
  const backOutPlan = useSavedField(release.backOutPlan, (value) => save({ backOutPlan: value }));
  const type = useSavedField(release.type, (value) => save({ type: value }));
  const strategy = useSavedField(release.strategy, (value) => save({ strategy: value }));
  const environmentId = useSavedField(release.environmentId, (value) => save({ environmentId: value }));
  const ownerId = useSavedField(release.ownerId, (value) => save({ ownerId: value }));
  const deliveryManagerId = useSavedField(release.deliveryManagerId, (value) =>
    save({ deliveryManagerId: value }),
  );
  const dependsOn = useSavedField(release.dependsOn, (value) => save({ dependsOn: value }));
  const others = names.releases
    .filter(
      (one) => one.id !== release.id && (isReleaseOpen(one.state) || release.dependsOn.includes(one.id)),
    )
    .map((one) => ({ value: one.id, label: `${one.ref} ${releaseName(one)}` }));
  const choice = <T,>(field: ReturnType<typeof useSavedField<T>>) => ({
    value: field.value,
    error: field.error,
    disabled: closed,
  });
  const text = (field: ReturnType<typeof useSavedField<string>>) => ({
    value: field.value,
    error: field.error,
    readOnly: closed,
    onBlur: field.flush,
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      field.set(event.currentTarget.value),
  });
  return (
    <div className={css.fields}>
      <TextField label="Name" maxLength={200} {...text(name)} />
      <TextField label="Version" maxLength={60} {...text(version)} />
      <SelectField
        label="Type"
        allowDeselect={false}
        options={RELEASE_TYPES}
        {...choice(type)}
        onChange={(value) => value && type.put(value)}
      />
      <SelectField
        label="Target environment"
        clearable
        options={names.environments.map((e) => ({ value: e.id, label: e.name }))}
        {...choice(environmentId)}
        onChange={environmentId.put}
      />
      <SelectField
        label="Deployment strategy"
        allowDeselect={false}
        options={STRATEGIES}
        {...choice(strategy)}
        onChange={(value) => value && strategy.put(value)}
      />
      <SelectField
        label="Release manager"
        clearable
        options={people}
        {...choice(ownerId)}
        onChange={ownerId.put}
      />
      <SelectField
        label="Delivery manager"
        clearable
        options={people}
        {...choice(deliveryManagerId)}
        onChange={deliveryManagerId.put}
      />
      <MultiSelectField
        className={css.wide}
        label="Depends on"
        description="Releases that are finished before this one starts"
        options={others}
        {...choice(dependsOn)}
        onChange={dependsOn.put}
      />
      <TextArea
        className={css.wide}
        label="Scope and objectives"
        description="What is different for whom once this release is out?"
        autosize
        minRows={2}
        maxRows={14}
        {...text(objectives)}
      />
      <TextArea
        className={css.wide}
        label="Back-out plan"
        description="How is the state before restored, to which versions, and who decides?"
        autosize
        minRows={2}
        maxRows={14}
        {...text(backOutPlan)}
      />
    </div>
  );
}
