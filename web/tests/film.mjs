// A film of a QR code for the browser's fake camera: uncompressed frames, which need no encoder.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';

const width = 640;
const height = 480;
const binary = createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm');

export async function film(text, file) {
  await prepareZXingModule({ overrides: { wasmBinary: readFileSync(binary) }, fireImmediately: true });
  const { symbol, error } = await writeBarcode(text, { format: 'QRCode', addQuietZones: true });
  if (!symbol) throw new Error(error);
  const scale = Math.floor((height * 0.6) / symbol.height);
  const left = Math.floor((width - symbol.width * scale) / 2);
  const top = Math.floor((height - symbol.height * scale) / 2);
  const light = Buffer.alloc(width * height, 235);
  for (let y = 0; y < symbol.height * scale; y++) {
    for (let x = 0; x < symbol.width * scale; x++) {
      const dark = symbol.data[Math.floor(y / scale) * symbol.width + Math.floor(x / scale)] < 128;
      if (dark) light[(top + y) * width + left + x] = 16;
    }
  }
  const colour = Buffer.alloc((width * height) / 2, 128);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), light, colour]);
  writeFileSync(file, Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`), frame, frame]));
}
