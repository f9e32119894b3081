/** Routes of conflicts. */
export const conflicts = {};
