import type { IncidentChange } from '../../model/incident-change.ts';

/**
 * A change as a CloudEvent 1.0 in structured mode (https://github.com/cloudevents/spec). `id` names the change, so that who gets it
 * twice can tell. Written out here: the library for it brings a validator of JSON Schema, which would be most of the function.
 */
export function cloudEvent(change: IncidentChange): Record<string, unknown> {
  return {
    specversion: '1.0',
    id: change.id,
    source: '/halfopen',
    type: `halfopen.incident.${change.status}`,
    subject: change.incident,
    time: new Date(change.atMs).toISOString(),
    datacontenttype: 'application/json',
    data: change,
  };
}
