import { blockElements } from './block-elements.ts';

type Block = Readonly<Record<string, unknown>>;

/** What a person left in the elements of a surface, by block id and action id. */
export type GivenValues = Readonly<Record<string, Readonly<Record<string, Given>> | undefined>>;

/** `state.values` of a message or a view, as Slack sends it. What nobody touched has its initial value. */
export function stateValues(
  blocks: readonly Block[],
  given: GivenValues,
  fileOf: (id: string) => object | undefined,
): Record<string, Record<string, unknown>> {
  const values: Record<string, Record<string, unknown>> = {};
  for (const { blockId, element } of blockElements(blocks)) {
    const own = given[blockId]?.[element.action_id];
    const value = elementValue(element, own === undefined ? initialValue(element) : own, fileOf);
    if (value !== undefined) values[blockId] = { ...values[blockId], [element.action_id]: value };
  }
  return values;
}

/** What Slack itself would say under the inputs of a view, by block id, before it asks the app. */
export function missingInputs(
  blocks: readonly Block[],
  values: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const { blockId, block, element } of blockElements(blocks)) {
    if (block['type'] !== 'input') continue;
    const fault = faultOf(
      element,
      values[blockId]?.[element.action_id] as object,
      block['optional'] === true,
    );
    if (fault !== undefined) faults[blockId] = fault;
  }
  return faults;
}

function faultOf(element: Block, state: object, isOptional: boolean): string | undefined {
  const { type: _, ...rest } = state as Record<string, unknown>;
  const [value] = Object.values(rest);
  const isEmpty = value === null || value === undefined || (Array.isArray(value) && value.length === 0);
  if (isEmpty) return isOptional ? undefined : 'Please complete this required field.';
  if (typeof value !== 'string') return undefined;
  const [least, most] = [Number(element['min_length'] ?? 0), Number(element['max_length'] ?? 3_000)];
  if (value.length < least) return `Must be at least ${least} characters.`;
  return value.length > most ? `Must be no more than ${most} characters.` : undefined;
}

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
function initialValue(element: Json): Given {
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
