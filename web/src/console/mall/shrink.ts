// Twice as many pixels as the widest place shows: sharp on a phone, and quick to load there.
const longestSide = 960;
const mostBytes = 500_000;

/**
 * A picture as the mall shows it: no larger than it is shown, without what the camera wrote about its place and owner.
 * Rejects what this browser cannot read as a picture.
 */
export async function shrink(file: Blob): Promise<File> {
  const source = await createImageBitmap(file);
  for (let side = longestSide; ; side = Math.round(side * 0.7)) {
    const blob = await draw(source, Math.min(1, side / Math.max(source.width, source.height)));
    if (blob.size <= mostBytes || side < 100) return new File([blob], `picture.${blob.type.split('/')[1]}`, { type: blob.type });
  }
}

async function draw(source: ImageBitmap, scale: number): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(source.width * scale));
  canvas.height = Math.max(1, Math.round(source.height * scale));
  const context = canvas.getContext('2d')!;
  context.imageSmoothingQuality = 'high';
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  const webp = await encode(canvas, 'image/webp');
  if (webp.type === 'image/webp') return webp;

  // A browser that writes no WebP gives a PNG, ten times as heavy. A JPEG shows nothing through, so it gets a ground.
  context.globalCompositeOperation = 'destination-over';
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  return encode(canvas, 'image/jpeg');
}

function encode(canvas: HTMLCanvasElement, type: string): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error(`No ${type} was made.`))), type, 0.86);
  });
}
