import { useRef, useState } from 'react';
import { useWorkspace } from './workspace-context.ts';

const TOLD = {
  operation_timeout: 'Halfopen did not answer within 3 seconds.',
  dispatch_failed: 'Halfopen answered with an error.',
  element_not_found: 'This has changed meanwhile.',
};
const NO_ERRORS = {};
/** Keeps what a person leaves in the elements of a surface, and tells the app what is done with them. */
export function useSurfaceParts(surface, errors = NO_ERRORS) {
  const { call, notify } = useWorkspace();
  const [values, setValues] = useState({});
  const latest = useRef(values);
  const change = (blockId, actionId, value) => {
    latest.current = { ...latest.current, [blockId]: { ...latest.current[blockId], [actionId]: value } };
    setValues(latest.current);
  };
  return {
    values,
    errors,
    change,
    async act(blockId, actionId, value) {
      change(blockId, actionId, value);
      const answer = await call('act', { surface, blockId, actionId, value, values: latest.current });
      if (!answer.ok) notify(TOLD[answer.error ?? ''] ?? `That did not work: ${answer.error}`);
    },
  };
}
