/** What can be read, for people: by kind, in the words of its users. Formats are recognised by content, never by file name. */
export const FORMATS: readonly { kind: string; formats: readonly string[] }[] = [
  { kind: 'Logs', formats: ['placeholder'] },
];
