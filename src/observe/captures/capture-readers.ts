import type { BlockReader } from '../block-reader.ts';
import { packetCapture } from './packet-capture.ts';
import { vpcFlowLog } from './vpc-flow-log.ts';

/** Readers of captured traffic, in the order in which they are asked. */
export const CAPTURE_READERS: readonly BlockReader[] = [packetCapture, vpcFlowLog];
