/** What a page of 999 people takes where Graph is far away, and what anything else does. */
export const farPageMilliseconds = 800;
export const farRequestMilliseconds = 100;
