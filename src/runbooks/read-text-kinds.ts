import * as z from 'zod';
import type { TextKinds } from '../model/text-kinds.ts';
import { checkYaml, type YamlFault } from './checked-yaml.ts';

const words = z
  .array(
    z.string().refine((text) => text === text.toLowerCase(), 'has a capital. Write words in lower case.'),
  )
  .min(1)
  .optional();

const schema = z.strictObject({
  bias: z.number(),
  learnt: z.number(),
  marks: z.record(
    z.string(),
    z.strictObject({ often: z.number().optional(), any: z.number().optional(), words, titled: words }),
  ),
});

/** Reads what distinguishes the kinds of texts. */
export function readTextKinds({ path, source }: { path: string; source: string }): {
  kinds: TextKinds;
  faults: YamlFault[];
} {
  const { value, faults } = checkYaml(path, source, schema, 'the kinds of texts');
  return { kinds: value ?? { bias: 0, learnt: 0, marks: {} }, faults };
}
