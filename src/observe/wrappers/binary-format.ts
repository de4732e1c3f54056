/** A format that is no text: what it is, and how to get text out of it. */
export interface BinaryFormat {
  name: string;
  hint: string;
}

/** How files begin, from the formats' own definitions as file(1) lists them (magic(5)). */
const BEGINNINGS: readonly (BinaryFormat & { bytes: readonly number[] })[] = [
  {
    name: 'a systemd journal',
    bytes: ascii('LPKSHHRH'),
    hint: 'Give its text: journalctl --file FILE | halfopen triage',
  },
  {
    name: 'a zstd archive',
    bytes: [0x28, 0xb5, 0x2f, 0xfd],
    hint: 'Unpack it: zstdcat FILE | halfopen triage',
  },
  { name: 'an xz archive', bytes: [0xfd, ...ascii('7zXZ')], hint: 'Unpack it: xzcat FILE | halfopen triage' },
  { name: 'a bzip2 archive', bytes: ascii('BZh'), hint: 'Unpack it: bzcat FILE | halfopen triage' },
  {
    name: 'a zip archive',
    bytes: [...ascii('PK'), 3, 4],
    hint: 'Unpack it: unzip -p FILE | halfopen triage',
  },
  { name: 'a program', bytes: [0x7f, ...ascii('ELF')], hint: 'Give the log that it writes.' },
  { name: 'a program', bytes: [0xcf, 0xfa, 0xed, 0xfe], hint: 'Give the log that it writes.' },
  { name: 'a picture', bytes: [0x89, ...ascii('PNG')], hint: 'Copy its text, or take the log itself.' },
  { name: 'a picture', bytes: [0xff, 0xd8, 0xff], hint: 'Copy its text, or take the log itself.' },
  { name: 'a PDF', bytes: ascii('%PDF-'), hint: 'Give its text: pdftotext FILE - | halfopen triage' },
  { name: 'a database', bytes: ascii('SQLite format 3'), hint: 'Export the rows as text.' },
];

const UNKNOWN: BinaryFormat = { name: 'binary data', hint: 'Give the log or the table as text.' };
/** Bytes of the beginning that are judged. */
const JUDGED_BYTES = 4096;
/** Of bytes drawn at random a tenth are control characters, and two fifths are no UTF-8; logs have hardly any of the first. */
const MOST_CONTROLS = 0.04;
const MOST_UNDECODED = 0.1;

/**
 * The format of a file that begins with these bytes, where it is a known one that no reader understands, or no text in any encoding. A run
 * of NUL, as a log has that was cut while it was written, says nothing.
 */
export function binaryFormat(head: Uint8Array): BinaryFormat | undefined {
  const known = BEGINNINGS.find(({ bytes }) => bytes.every((byte, i) => head[i] === byte));
  return known ?? (isText(head.subarray(0, JUDGED_BYTES)) ? undefined : UNKNOWN);
}

function isText(head: Uint8Array): boolean {
  const bytes = head.filter((byte) => byte !== 0);
  const controls = bytes.filter((byte) => byte < 32 && !isOfText(byte)).length;
  if (controls <= bytes.length * MOST_CONTROLS) return true;
  const undecoded = new TextDecoder().decode(bytes).split('\ufffd').length - 1;
  return undecoded <= bytes.length * MOST_UNDECODED;
}

/** Tab to carriage return, and the escape of colours. */
function isOfText(byte: number): boolean {
  return (byte >= 9 && byte <= 13) || byte === 27;
}

function ascii(text: string): number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0));
}
