import type { DeployFile } from '../../config/deploy-schema.ts';
import type { Finding } from '../check.ts';

/** A deployment that is about to be made: what of, where, and whether its stack is there already. */
export interface Plan {
  deploy: DeployFile;
  stage: string;
  /** The caller's environment: region and credentials. */
  env: NodeJS.ProcessEnv;
  isFirst: boolean;
}

/** Says what would fail, or what is well, of one part of a deployment. Changes nothing. */
export type PlanCheck = (plan: Plan) => Promise<Finding[]>;
