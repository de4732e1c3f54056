import { existsSync, readFileSync } from 'node:fs';
import { HalfopenError } from '../../errors.ts';
import type { Config } from '../../model/config.ts';
import { parseConfig } from './parse-config.ts';

/** Reads and checks a configuration in YAML; a file that is not named and not there means the defaults. */
export function readConfig(file: string | undefined): Config {
  const path = file || 'halfopen.yml';
  if (!file && !existsSync(path)) return parseConfig(path, '');
  try {
    return parseConfig(path, readFileSync(path, 'utf8'));
  } catch (cause) {
    if (cause instanceof HalfopenError) throw cause;
    throw new HalfopenError({
      code: 'config-missing',
      message: `the configuration ${path} can't be read: ${(cause as Error).message}`,
      hint: 'Set HALFOPEN_CONFIG to a file that is there, or leave it out to work with the defaults.',
      cause,
    });
  }
}
