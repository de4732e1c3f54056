import type { Terminal } from '../terminal.ts';
import { createAbilities } from './create-abilities.ts';

/** `halfopen mcp`: serves an assistant over standard input and output until the input ends. */
export async function mcpCommand({ env, stderr }: Terminal): Promise<void> {
  // A bundle of its own (scripts/build.mjs): nobody else loads the protocol's SDK.
  const { serve } = await import('./serve.ts');
  await serve(createAbilities(env, stderr));
}
