import { client, orpc, queryClient } from '#renderer/lib/client.ts';
import { useChangePolicies } from './usePolicies.ts';

/** Rules of the coach that this workspace switched off, and the way to switch one off, with a reason, or on again. */
export function useCoachPolicy() {
  const policy = useChangePolicies().coach;
  const set = async (off: Readonly<Record<string, string>>, reason: string) => {
    await client.changePolicies.set({ policies: { coach: { off } }, reason });
    await queryClient.invalidateQueries({ queryKey: orpc.changePolicies.get.key() });
  };
  return {
    policy,
    switchOff: (id: string, name: string, reason: string) =>
      set({ ...policy.off, [id]: reason }, `Coach: “${name}” switched off: ${reason}`),
    switchOn: (id: string, name: string) => {
      const { [id]: _, ...off } = policy.off;
      return set(off, `Coach: “${name}” switched on again`);
    },
  };
}
