// The execution corpus: every case's data must be equal, in the same key order.
// usage: node corpus.mjs URL corpus.jsonl. Prints "passed/total" last.
import { readFileSync } from 'node:fs';

const [url, file] = process.argv.slice(2);
let passed = 0;
let total = 0;

for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
  const { schema, cases } = JSON.parse(line);
  for (const { id, query, variables, data } of cases) {
    const response = await fetch(url, {
      method: 'POST', headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ schema, query, variables }),
    });
    const text = await response.text();
    const answer = text ? JSON.parse(text) : {};
    total++;
    if (JSON.stringify(answer.data) === JSON.stringify(data) && !answer.errors) {
      passed++;
    } else if (total - passed <= 10) {
      console.log(`${id}: ${(answer.errors?.[0]?.message ?? text).slice(0, 300)}`);
    }
  }
}
console.log(`${passed}/${total}`);
process.exit(passed === total ? 0 : 1);
