import { resolve } from 'node:path';
import { buildApp } from '../src/indexer/build-app.ts';
import { SyntheticSite } from './support/synthetic-site.ts';

// Serves the app with a library of so many photos that nobody took, to try it on: `npx tsx tests/synthetic-library.ts 100000`.
const total = Number(process.argv[2] ?? 100_000);
if (!Number.isInteger(total) || total < 1) throw new Error('How many photos? A whole number, such as 100000.');
await buildApp(resolve(import.meta.dirname, '..'));
const site = new SyntheticSite(total);
await site.start(4174);
console.log(`A library of ${total.toLocaleString()} photos is ready: ${site.url}`);
