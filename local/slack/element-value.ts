type Json = Readonly<Record<string, unknown>>;

/** What a person left in an element: text, the value of an option, an id, seconds, or several of them; null for nothing. */
export type Given = string | number | readonly string[] | null | undefined;

interface Option {
  value: string;
  text: unknown;
}

/**
 * An element's part of `state.values` or of an action, as Slack sends it; undefined for elements without a value (buttons, menus).
 * `fileOf` gives the file of an id as the app sees it.
 */
export function elementValue(
  element: Json & { type: string },
  given: Given,
  fileOf: (id: string) => object | undefined,
): Record<string, unknown> | undefined {
  const { type } = element;
  const one = typeof given === 'string' && given !== '' ? given : undefined;
  const many = Array.isArray(given) ? (given as readonly string[]) : [];
  if (type === 'plain_text_input') return { type, value: one ?? null };
  if (type === 'static_select' || type === 'radio_buttons')
    return { type, selected_option: optionsOf(element).find(({ value }) => value === one) ?? null };
  if (type === 'checkboxes')
    return { type, selected_options: optionsOf(element).filter(({ value }) => many.includes(value)) };
  if (type === 'users_select') return { type, selected_user: one ?? null };
  if (type === 'datetimepicker')
    return { type, selected_date_time: typeof given === 'number' ? given : null };
  if (type === 'file_input') return { type, files: many.map(fileOf).filter((file) => file !== undefined) };
  return undefined;
}

/** What an element holds before anybody touched it. */
export function initialValue(element: Json): Given {
  const option = element['initial_option'] as Option | undefined;
  const several = element['initial_options'] as Option[] | undefined;
  if (several) return several.map(({ value }) => value);
  return (option?.value ??
    element['initial_value'] ??
    element['initial_user'] ??
    element['initial_date_time']) as Given;
}

/** The options of an element, those of its groups among them. */
export function optionsOf(element: Json): Option[] {
  const groups = (element['option_groups'] ?? []) as { options: Option[] }[];
  return [...((element['options'] ?? []) as Option[]), ...groups.flatMap(({ options }) => options)];
}
