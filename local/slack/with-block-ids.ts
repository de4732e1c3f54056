type Block = Readonly<Record<string, unknown>>;

/** Blocks with an id each: Slack makes one where the app gave none. Here it follows from the place, so that it stays the same. */
export function withBlockIds(blocks: readonly Block[]): (Block & { block_id: string })[] {
  return blocks.map((block, i) => {
    const given = block['block_id'];
    return { ...block, block_id: typeof given === 'string' && given !== '' ? given : `b${i}` };
  });
}
