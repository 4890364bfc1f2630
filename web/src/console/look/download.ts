import { headers } from '../../gateway/client';
import { session } from '../gateway';

/** Saves a file that only the signed-in may have; a plain link could not show who asks. */
export async function download(address: string, name: string): Promise<void> {
  const response = await fetch(address, { headers: headers(session) });
  if (response.status === 401) session.expire();
  if (!response.ok) throw new Error(`${address} answered ${response.status}.`);
  save(await response.blob(), name);
}

/** Hands content to the browser's own downloads. */
export function save(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // By then the browser has taken the file over.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
