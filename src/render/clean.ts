/** Removes characters that could control a terminal or hide text: control characters (line breaks stay) and bidirectional overrides. */
export function printable(text: string): string {
  return text
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '')
    .replaceAll('\t', ' ');
}
