import { type DragEvent, useId, useRef, useState } from 'react';
import { Button } from '#renderer/ui/Button.tsx';
import { classNames } from '#renderer/ui/classNames.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { ProgressPanel } from '#renderer/ui/ProgressPanel.tsx';
import { Refusal } from '#renderer/ui/Refusal.tsx';
import css from './Exchange.module.css';
import type { useUpload } from './useUpload.ts';

/** A file to read in: chosen with the button or dropped on the field. */
export function FileField(props: {
  readonly label: string;
  /** Endings such as `.ics,.txt`. */
  readonly accept: string;
  readonly upload: ReturnType<typeof useUpload>['state'];
  readonly onChoose: (file: File) => void;
  readonly onCancel: () => void;
}) {
  const { upload } = props;
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const id = useId();
  const take = (file: File | undefined) => {
    if (file) props.onChoose(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  const name = upload.at === 'sent' ? upload.uploaded.name : upload.at === 'none' ? null : upload.name;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the button does the same by keyboard
    <div
      className={classNames(css.file, over && css.over)}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        ref={input}
        id={id}
        type="file"
        accept={props.accept}
        className="sr"
        tabIndex={-1}
        aria-label={props.label}
        onChange={(event) => {
          take(event.currentTarget.files?.[0]);
          // The same file can be chosen again after it was mended.
          event.currentTarget.value = '';
        }}
      />
      <div className={css.fileLine}>
        <Icon name="folder" />
        {name === null ? (
          <span className="t2">Drop a file here, or choose one.</span>
        ) : (
          <span className={css.fileName}>{name}</span>
        )}
        <Button onClick={() => input.current?.click()} data-autofocus>
          {name === null ? 'Choose a file' : 'Choose another'}
        </Button>
      </div>
      {upload.at === 'sending' && (
        <ProgressPanel
          what="Handing the file over, in bytes"
          done={upload.bytes}
          total={upload.total}
          onCancel={props.onCancel}
        />
      )}
      {upload.at === 'failed' && <Refusal error={upload.error} />}
    </div>
  );
}
