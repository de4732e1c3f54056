import { blockElements } from './block-elements.ts';
import { elementValue, type Given, initialValue } from './element-value.ts';

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
