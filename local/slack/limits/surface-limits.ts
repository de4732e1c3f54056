import type * as z from 'zod';
import { LIMITS } from '../../../src/render/slack/limits.ts';
import type { block } from './block-limits.ts';

type AnyBlock = z.infer<typeof block>;

/** What no block shows by itself: names that are taken twice, and blocks that the surface does not take or not so often. */
export function checkSurface(blocks: readonly AnyBlock[], surface: 'message' | 'modal' | 'home'): string[] {
  return [...checkNames(blocks), ...checkKinds(blocks, surface)];
}

function checkNames(blocks: readonly AnyBlock[]): string[] {
  const ids = blocks.flatMap(({ block_id: id }) => (id === undefined ? [] : [id]));
  const twice = duplicates(ids).map((id) => `blocks: block_id ${id} is there twice`);
  const actions = blocks.flatMap((one, i) =>
    one.type === 'actions'
      ? duplicates(one.elements.map(({ action_id: id }) => id)).map(
          (id) => `blocks.${i}: action_id ${id} is there twice`,
        )
      : [],
  );
  return [...twice, ...actions];
}

function checkKinds(blocks: readonly AnyBlock[], surface: 'message' | 'modal' | 'home'): string[] {
  const faults: string[] = [];
  const tables = blocks.filter(({ type }) => type === 'table').length;
  if (tables > LIMITS.message.tables) faults.push('blocks: only one table in a message');
  if (surface !== 'message' && tables > 0) faults.push('blocks: a table stands in messages only');
  if (surface !== 'message' && blocks.some(({ type }) => type === 'markdown'))
    faults.push('blocks: a markdown block stands in messages only');
  if (surface !== 'modal' && blocks.some((one) => one.type === 'input' && one.element.type === 'file_input'))
    faults.push('blocks: a file_input stands in modals only');
  const markdown = blocks.reduce((sum, one) => sum + (one.type === 'markdown' ? one.text.length : 0), 0);
  if (markdown > LIMITS.message.markdown) faults.push(`blocks: ${markdown} characters of markdown in all`);
  return faults;
}

function duplicates(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, i) => names.indexOf(name) !== i))];
}
