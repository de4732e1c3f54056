/**
 * Slack's limits, as docs.slack.dev gives them (block reference, composition objects, views); text in characters. Slack refuses a
 * message or view that exceeds one. Rendering cuts to them, and Slack's stand-in refuses by them.
 */
export const LIMITS = {
  message: {
    blocks: 50,
    text: 4_000,
    /** Undocumented: Slack refused a message with some 13,200 characters over all blocks (`msg_blocks_too_long`). */
    characters: 13_000,
    tables: 1,
    /** All markdown blocks of a message together. */
    markdown: 12_000,
  },
  view: { blocks: 100, title: 24, metadata: 3_000, bytes: 250_000 },
  id: 255,
  url: 3_000,
  altText: 2_000,
  header: 150,
  section: { text: 3_000, fields: 10, field: 2_000 },
  context: { elements: 10, text: 2_000 },
  imageTitle: 2_000,
  actions: 25,
  table: { rows: 100, columns: 20 },
  input: { label: 2_000, hint: 2_000, text: 3_000, placeholder: 150, files: 10 },
  button: { label: 75, value: 2_000 },
  option: { label: 75, value: 150, description: 75 },
  /** Options of a list, of radio buttons or checkboxes, and of an overflow menu. */
  options: { list: 100, choices: 10, overflow: 5 },
  confirm: { title: 100, text: 300, button: 30 },
} as const;
