// One system and one browser for all scenes, in the order in which a brand would begin: codes, claims, the mall, the rest.
import { after, before } from 'node:test';
import { close, open, skip } from './stage.mjs';

before(async () => { if (!skip) await open(); });
after(close);

await import('./scenes/claiming.mjs');
await import('./scenes/importing.mjs');
await import('./scenes/losing-the-network.mjs');
await import('./scenes/redeeming.mjs');
await import('./scenes/managing.mjs');
await import('./scenes/setting-terms.mjs');
await import('./scenes/signing-in.mjs');
await import('./scenes/reading.mjs');
await import('./scenes/waiting.mjs');
