import type { Cells, RecordKind } from './listing-record.ts';
import type { Drafted } from './table-reader.ts';

const RIGHTS = ['configure', 'write', 'read'] as const;
/** A pattern that no name meets takes the right away: empty, or as the tools write it out (access-control guide). */
const NOTHING = /^(?:""|''|\^\$)?$/;

function draft(cells: Cells): Drafted | undefined {
  const [user, vhost] = [cells.get('user'), cells.get('vhost')];
  const lacks = RIGHTS.filter((right) => NOTHING.test(cells.get(right) ?? ''));
  const statement = lacks.length > 0 ? 'permission-missing' : 'permission-given';
  return { statement, ...(user && { user }), ...(vhost && { vhost }), lacks: lacks.join(', ') };
}

/** Permissions of users: `rabbitmqctl list_permissions` and `list_user_permissions`, /api/permissions, definitions. */
export const permissionRecord: RecordKind = {
  kind: 'cluster',
  fits: (columns) => RIGHTS.every((right) => columns.has(right)),
  draft,
};
