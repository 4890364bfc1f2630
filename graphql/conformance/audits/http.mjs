// The GraphQL-over-HTTP audits. usage: node http.mjs URL. Prints "passed/total" last; exit 1 when any fails.
import { serverAudits } from 'graphql-http';

const url = process.argv[2];
let passed = 0;
const audits = serverAudits({ url });
for (const audit of audits) {
  const result = await audit.fn().catch((problem) => ({ status: 'error', reason: String(problem) }));
  if (result.status === 'ok') {
    passed++;
  } else {
    console.log(`${result.status} ${audit.id} ${audit.name}: ${result.reason}`);
    await result.response?.body?.cancel();
  }
}
console.log(`${passed}/${audits.length}`);
process.exit(passed === audits.length && audits.length >= 60 ? 0 : 1);
