import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useWorkspace } from '#renderer/features/workspace/useWorkspace.ts';
import { type Notifier, notifierOf } from './notifier.ts';

/** The notifier of this window. */
export function useNotifier(): Notifier {
  const { shell } = useWorkspace();
  const navigate = useNavigate();
  return useMemo(
    () => notifierOf(shell, (id) => void navigate({ to: '/run/$id', params: { id } })),
    [shell, navigate],
  );
}
