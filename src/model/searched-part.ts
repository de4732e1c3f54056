/** What of a longer record patterns look at, in KiB (1,024 characters each): its beginning and its end. */
export const SEARCHED_KIB = { head: 12, tail: 4 };
