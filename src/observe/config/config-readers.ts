import type { BlockReader } from '../block-reader.ts';
import { answeredSettings } from './answered-settings.ts';
import { erlangTerms } from './erlang-terms.ts';
import { loadBalancerAttributes } from './load-balancer-attributes.ts';
import { sourceText } from './source-text.ts';
import { sysctl } from './sysctl.ts';

/** Readers of configuration and code, in the order in which they are asked: the most general comes last. */
export const CONFIG_READERS: readonly BlockReader[] = [
  answeredSettings,
  erlangTerms,
  sysctl,
  loadBalancerAttributes,
  sourceText,
];
