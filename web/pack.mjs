// Packs the built files once, so that the gateway need not pack them for every reader, and holds the member page to
// what a phone on a weak network should have to load before it shows anything.
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const dist = new URL('./dist/', import.meta.url).pathname;
const worthIt = 1_024;
const mostOfFirstLoad = 150_000;
// The highest quality takes ten times as long and saves a few per cent.
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
const packed = new Map();

for (const name of readdirSync(join(dist, 'assets'))) {
  const file = join(dist, 'assets', name);
  if (!/\.(js|css|svg|wasm)$/.test(name) || statSync(file).size < worthIt) continue;
  const content = readFileSync(file);
  const gzip = gzipSync(content, { level: 9 });
  writeFileSync(`${file}.br`, brotliCompressSync(content, brotli));
  writeFileSync(`${file}.gz`, gzip);
  packed.set(`assets/${name}`, gzip.length);
}

const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));
rmSync(join(dist, '.vite'), { recursive: true });
const first = firstLoad('m/index.html');
console.log(`The member page's first load is ${first} bytes packed with gzip; at most ${mostOfFirstLoad} are allowed.`);
if (first > mostOfFirstLoad) process.exit(1);

/** What a page loads before it runs: its own files and those that they import, but not what it fetches later. */
function firstLoad(page) {
  const seen = new Set();
  const files = new Set([page]);
  const take = (key) => {
    if (seen.has(key)) return;
    seen.add(key);
    const { file, css = [], imports = [] } = manifest[key];
    [file, ...css].forEach((each) => files.add(each));
    imports.forEach(take);
  };
  take(page);
  return [...files].reduce((sum, file) => sum + (packed.get(file) ?? statSync(join(dist, file)).size), 0);
}
