// Packs the built files once, so that the gateway need not pack them for every reader.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const folder = new URL('./dist/assets/', import.meta.url).pathname;
const worthIt = 1_024;
// The highest quality takes ten times as long and saves a few per cent.
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

for (const name of readdirSync(folder)) {
  const file = join(folder, name);
  if (!/\.(js|css|svg|wasm)$/.test(name) || statSync(file).size < worthIt) continue;
  const content = readFileSync(file);
  writeFileSync(`${file}.br`, brotliCompressSync(content, brotli));
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
}
