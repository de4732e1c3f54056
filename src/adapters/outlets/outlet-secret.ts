import type { Outlet } from '../../model/config.ts';
import { openSecret, type Secret } from '../secret.ts';

/**
 * The secret of an outlet: in OUTLET_<NAME> (`pager` in OUTLET_PAGER), or on AWS in the SSM parameter that begins with OUTLET_PARAMS and
 * ends with its name. It is read when it is first needed.
 */
export function outletSecret(env: NodeJS.ProcessEnv, { name }: Pick<Outlet, 'name'>): Secret {
  const variable = `OUTLET_${name.replaceAll('-', '_').toUpperCase()}`;
  const isGiven = env[variable] || !env['OUTLET_PARAMS'];
  return openSecret(
    isGiven ? env : { ...env, [`${variable}_PARAM`]: `${env['OUTLET_PARAMS']}${name}` },
    variable,
  );
}
