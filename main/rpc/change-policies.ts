import { readPolicies, resetChangePolicies, setChangePolicies } from '#db/queries/change-policies.ts';
import { reading, writing } from './context.ts';
import { given } from './given.ts';

export const changePolicies = {
  get: reading.changePolicies.get.handler(({ context }) => readPolicies(context.store.db)),
  set: writing.changePolicies.set.handler(({ context, input }) =>
    setChangePolicies(context.store, context.who, given(input.policies), input.reason),
  ),
  reset: writing.changePolicies.reset.handler(({ context, input }) =>
    resetChangePolicies(context.store, context.who, input.keys, input.reason),
  ),
};
