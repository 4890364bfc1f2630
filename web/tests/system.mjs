// The system as an operator starts it, with the demo's data, on a port and a folder of its own.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

export async function startSystem() {
  const data = mkdtempSync(join(tmpdir(), 'loyalty-pages-'));
  chmodSync(data, 0o755); // PostgreSQL's own user has to pass through.
  const port = await freePort();
  const graphql = process.env.LOYALTY_GRAPHQL ?? 'builtin';
  // The demo's data belongs into an empty database of this test's own.
  const { LOYALTY_POSTGRES: _, ...environment } = process.env;
  const run = spawn('bash', ['./run', '--port', port, '--data', data, '--graphql', graphql, '--demo'], { cwd: root, env: environment });
  let printed = '';
  const ready = new Promise((resolve, reject) => {
    for (const stream of [run.stdout, run.stderr]) {
      stream.on('data', (chunk) => {
        printed += chunk;
        if (/^Ready: /m.test(printed)) resolve();
      });
    }
    run.on('exit', (code) => reject(new Error(`./run ended with ${code}:\n${printed}`)));
  });
  await ready;
  const address = `http://127.0.0.1:${port}`;
  return {
    address,
    codes: /^Codes to try: (.*)$/m.exec(printed)[1].trim().split(/\s+/),
    ask: (query, variables, token) => ask(address, query, variables, token),
    stop: () => new Promise((resolve) => {
      run.removeAllListeners('exit');
      run.on('exit', () => {
        rmSync(data, { recursive: true, force: true });
        resolve();
      });
      run.kill('SIGTERM');
    }),
  };
}

async function ask(address, query, variables, token) {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(String(port)));
    });
  });
}
