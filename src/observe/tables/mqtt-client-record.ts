import { joinEndpoint } from './endpoint.ts';
import type { RecordKind } from './listing-record.ts';

/**
 * Clients as an MQTT broker lists them: EMQX's /api/v5/clients (`ip_address`, `port`), `vmq-admin session show` of VerneMQ (`peer_host`,
 * `peer_port`). Those that are not connected have a session only.
 */
export const mqttClientRecord: RecordKind = {
  kind: 'broker-connection',
  fits: (columns) =>
    (columns.has('clientid') && columns.has('ip_address') && columns.has('port')) ||
    (columns.has('client_id') && columns.has('peer_host') && columns.has('peer_port')),
  draft(cells) {
    const address = cells.get('ip_address') ?? cells.get('peer_host');
    const port = cells.get('port') ?? cells.get('peer_port');
    const isGone = (cells.get('connected') ?? cells.get('is_online')) === 'false';
    if (address === undefined || port === undefined || isGone) return undefined;
    return {
      product: 'mqtt',
      client: joinEndpoint(address, port),
      clientName: cells.get('clientid') ?? cells.get('client_id'),
      user: cells.get('username') ?? cells.get('user'),
    };
  },
};
