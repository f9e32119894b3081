/** Routes of trains. */
export const trains = {};
