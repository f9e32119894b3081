import { useEffect, useRef, useState } from 'react';
import { type Uploaded, uploadFile, whyNotSent } from './upload.ts';

type Upload =
  | { readonly at: 'none' }
  | { readonly at: 'sending'; readonly name: string; readonly bytes: number; readonly total: number }
  | { readonly at: 'sent'; readonly uploaded: Uploaded }
  | { readonly at: 'failed'; readonly name: string; readonly error: unknown };

/** Hands a chosen file over; choosing another one ends what is under way. */
export function useUpload() {
  const [state, setState] = useState<Upload>({ at: 'none' });
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);

  const choose = async (file: File, then: (uploaded: Uploaded) => void) => {
    abort.current?.abort();
    const mine = new AbortController();
    abort.current = mine;
    const refused = whyNotSent(file);
    if (refused !== null) {
      setState({ at: 'failed', name: file.name, error: new Error(refused) });
      return;
    }
    setState({ at: 'sending', name: file.name, bytes: 0, total: file.size });
    try {
      const uploaded = await uploadFile(
        file,
        (bytes) => {
          if (!mine.signal.aborted) setState({ at: 'sending', name: file.name, bytes, total: file.size });
        },
        mine.signal,
      );
      if (mine.signal.aborted) return;
      setState({ at: 'sent', uploaded });
      then(uploaded);
    } catch (error) {
      if (!mine.signal.aborted) setState({ at: 'failed', name: file.name, error });
    }
  };
  const reset = () => {
    abort.current?.abort();
    setState({ at: 'none' });
  };
  return { state, choose, reset };
}
