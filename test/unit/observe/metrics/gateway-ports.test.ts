import { expect, it } from 'vitest';
import { fieldsOf, readBlocks } from '../tables/read-blocks.ts';

const SHOWN = ['resource', 'side', 'name', 'value'] as const;

it('reads the answer of Azure Monitor as it is, and what a query made of it', () => {
  const native =
    '{\n "value": [\n  {"name": {"value": "UsedSnatPorts", "localizedValue": "Used SNAT Ports"}, "timeseries": [{"data": [{"average": 500.0, "timeStamp": "2026-03-01T10:00:00Z"}, {"average": 512.0, "timeStamp": "2026-03-01T10:05:00Z"}]}]},\n  {"name": {"value": "AllocatedSnatPorts"}, "timeseries": [{"data": [{"average": 512.0, "timeStamp": "2026-03-01T10:05:00Z"}]}]}\n ]\n}';
  const reshaped =
    '[\n {"name": "UsedSnatPorts", "values": [498, 512]},\n {"name": "AllocatedSnatPorts", "values": [512, 512]}\n]';

  for (const text of [native, reshaped])
    expect(fieldsOf(readBlocks(text), ...SHOWN)).toEqual(['ports used - 512', 'ports limit - 512']);
});

it('reads the table of the Azure CLI, whose names have blanks', () => {
  const text =
    'Timestamp            Name                  Average\n-------------------  --------------------  -------\n2026-03-01 10:00:00  Used SNAT Ports       64.0\n2026-03-01 10:00:00  Allocated SNAT Ports  64.0';

  expect(fieldsOf(readBlocks(text), ...SHOWN)).toEqual(['ports used - 64', 'ports limit - 64']);
});

it('counts failed connections below a command that asks for them, and no good ones', () => {
  const asked = (state: string) =>
    `$ az monitor metrics list --resource $LB --metric SnatConnectionCount --filter "ConnectionState eq '${state}'" -o tsv\n40\n900`;

  expect(fieldsOf(readBlocks(asked('Failed')), 'name', 'value')).toEqual([
    'SnatConnectionCount 40',
    'SnatConnectionCount 900',
  ]);
  expect(readBlocks(asked('Attempted')).observations).toEqual([]);
});

it('reads the ports that Cloud NAT allocated and uses', () => {
  const text =
    '[{"metric": {"type": "compute.googleapis.com/nat/port_usage"}, "points": [{"interval": {"endTime": "2026-03-01T10:00:00Z"}, "value": {"int64Value": "64"}}]},\n {"metric": {"type": "compute.googleapis.com/nat/allocated_ports"}, "points": [{"interval": {"endTime": "2026-03-01T10:00:00Z"}, "value": {"int64Value": "64"}}]}]';

  expect(fieldsOf(readBlocks(text), ...SHOWN)).toEqual(['ports used - 64', 'ports limit - 64']);
});
