/** How far an export is; the total is unknown where counting it would take longer than it is worth. */
export interface Reached {
  readonly rows: number;
  readonly total: number | undefined;
}

const head = 12;

/**
 * Reads a file that comes in frames: 8 bytes how many rows are in, 4 bytes how long the piece is, then the piece. A file
 * that was cut off is rejected: its last piece would be missing.
 */
export async function readFrames(response: Response, onReached: (reached: Reached) => void): Promise<Blob> {
  const total = response.headers.has('Loyalty-Rows') ? Number(response.headers.get('Loyalty-Rows')) : undefined;
  const reader = response.body!.getReader();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let kept = new Uint8Array(0);
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    kept = joined(kept, value);
    let frame: { rows: number; end: number } | undefined;
    while ((frame = frameOf(kept))) {
      pieces.push(kept.slice(head, frame.end));
      kept = kept.slice(frame.end);
      onReached({ rows: frame.rows, total });
    }
  }
  if (kept.length > 0 || pieces.length === 0) throw new Error('The file was cut off.');
  return new Blob(pieces, { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' });
}

function frameOf(bytes: Uint8Array): { rows: number; end: number } | undefined {
  if (bytes.length < head) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const end = head + view.getInt32(8, true);
  return bytes.length < end ? undefined : { rows: Number(view.getBigInt64(0, true)), end };
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
