type Block = Readonly<Record<string, unknown>>;

/** An element a person can use, and the block it stands in. */
export interface BlockElement {
  blockId: string;
  block: Block;
  element: Block & { type: string; action_id: string };
}

/** The interactive elements of blocks, in order: of actions, inputs, and beside sections. */
export function blockElements(blocks: readonly Block[]): BlockElement[] {
  return withBlockIds(blocks).flatMap((block) =>
    elementsOf(block).flatMap((element) =>
      typeof element['action_id'] === 'string'
        ? [{ blockId: block.block_id, block, element: element as BlockElement['element'] }]
        : [],
    ),
  );
}

function elementsOf(block: Block): Block[] {
  if (block['type'] === 'actions') return block['elements'] as Block[];
  const one = block['type'] === 'input' ? block['element'] : block['accessory'];
  return one === undefined ? [] : [one as Block];
}

/** Blocks with an id each: Slack makes one where the app gave none. Here it follows from the place, so that it stays the same. */
export function withBlockIds(blocks: readonly Block[]): (Block & { block_id: string })[] {
  return blocks.map((block, i) => {
    const given = block['block_id'];
    return { ...block, block_id: typeof given === 'string' && given !== '' ? given : `b${i}` };
  });
}
