import type { Situation } from './situation.ts';
import { HEALTHY } from './situations/healthy.ts';
import { PATHS } from './situations/paths.ts';
import { RABBITMQ } from './situations/rabbitmq.ts';
import { SERVERS } from './situations/servers.ts';
import { SOCKETS } from './situations/sockets.ts';

/** Every situation of the laboratory. */
export const SITUATIONS: readonly Situation[] = [...PATHS, ...SOCKETS, ...RABBITMQ, ...SERVERS, ...HEALTHY];
