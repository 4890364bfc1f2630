import type { BarcodeDetector as Ponyfill } from 'barcode-detector/ponyfill';
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url';

/** Reads codes from pictures. */
export interface Reader {
  detect(source: ImageBitmapSource): Promise<{ rawValue: string }[]>;
}

type Format = NonNullable<NonNullable<ConstructorParameters<typeof Ponyfill>[0]>['formats']>[number];

const wanted: Format[] = ['qr_code', 'data_matrix', 'code_128', 'code_39', 'ean_13', 'ean_8', 'pdf417', 'aztec'];

interface Native {
  new (options: { formats: string[] }): Reader;
  getSupportedFormats(): Promise<string[]>;
}

let opened: Promise<Reader> | undefined;

/** The phone's own reader where it has one for these codes, else one that is loaded from this site, once. */
export function openReader(): Promise<Reader> {
  opened ??= choose().catch((problem: unknown) => {
    opened = undefined;
    throw problem;
  });
  return opened;
}

async function choose(): Promise<Reader> {
  const native = (globalThis as { BarcodeDetector?: Native }).BarcodeDetector;
  const supported = native ? await native.getSupportedFormats() : [];
  if (native && wanted.slice(0, 5).every((format) => supported.includes(format))) {
    return new native({ formats: wanted.filter((format) => supported.includes(format)) });
  }

  const { BarcodeDetector, prepareZXingModule } = await import('barcode-detector/ponyfill');
  await prepareZXingModule({
    overrides: { locateFile: (path: string, prefix: string) => (path.endsWith('.wasm') ? wasm : prefix + path) },
    fireImmediately: true,
  });
  return new BarcodeDetector({ formats: wanted });
}
