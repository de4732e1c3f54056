/** Block Kit as far as the page draws it itself; the host has checked it. */
export interface TextObject {
  type: 'plain_text' | 'mrkdwn';
  text: string;
}

/** One of several to choose from. */
export interface Option {
  text: TextObject;
  value: string;
  description?: TextObject;
  url?: string;
}

/** What is asked before an element does what it does. */
export interface Confirm {
  title: TextObject;
  text: TextObject;
  confirm: TextObject;
  deny: TextObject;
  style?: 'primary' | 'danger';
}

/** An interactive element of any type. */
export interface ElementShape {
  type: string;
  action_id: string;
  text?: TextObject;
  value?: string;
  url?: string;
  style?: 'primary' | 'danger';
  accessibility_label?: string;
  confirm?: Confirm;
  placeholder?: TextObject;
  options?: readonly Option[];
  option_groups?: readonly { label: TextObject; options: readonly Option[] }[];
  initial_option?: Option;
  initial_options?: readonly Option[];
  initial_user?: string;
  initial_value?: string;
  initial_date_time?: number;
  multiline?: boolean;
  min_length?: number;
  max_length?: number;
  max_files?: number;
  filetypes?: readonly string[];
  focus_on_load?: boolean;
}

/** A picture by address or by a file's id. */
export interface PictureShape {
  type: 'image';
  alt_text: string;
  image_url?: string;
  slack_file?: { id?: string; url?: string };
}

/** What stands in an element: text, an option's value, an id, seconds, or several; null for nothing. */
export type Value = string | number | readonly string[] | null;

/** Values of a surface, by block id and action id. */
export type Values = Readonly<Record<string, Readonly<Record<string, Value>>>>;

/** What each control is given. */
export interface ControlProps {
  element: ElementShape;
  value: Value;
  /** Stores a new value and sends it to the app, unless the input does not dispatch actions. */
  onValue(value: Value): void;
  label: string;
  id?: string | undefined;
  describedBy?: string | undefined;
}

/** Where the browser gets a picture: files by the page's own way, since their private address wants the bot's token. */
export function pictureAddress({ image_url: url, slack_file: file }: PictureShape): string {
  const id = file?.id ?? /\/files-pri\/\w+-(\w+)\//.exec(file?.url ?? '')?.[1];
  return id === undefined ? (url ?? '') : `/stand-in/files/${id}`;
}
