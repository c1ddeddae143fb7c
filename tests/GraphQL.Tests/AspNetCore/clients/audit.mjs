// Runs graphql-http's audits against the address given and prints one line each.
import { auditServer } from 'graphql-http';

for (const { id, name, status, reason } of await auditServer({ url: process.argv[2] })) {
  console.log(`${status === 'ok' ? 'ok' : 'FAILED'} ${id} ${name}${reason ? `: ${reason}` : ''}`);
}
