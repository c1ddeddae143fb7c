// graphql-http's audits against the gateway, one line each.
import { auditServer } from 'graphql-http';
import { endpoint } from './gateway.mjs';

for (const { id, name, status, reason } of await auditServer({ url: endpoint })) {
  console.log(`${status === 'ok' ? 'ok' : 'FAILED'} ${id} ${name}${reason ? `: ${reason}` : ''}`);
}
