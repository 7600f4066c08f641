import { resolve } from 'node:path';
const { buildApp } = await import('/work/main/src/indexer/build-app.ts');
const { Lighthouse, PAGES, describe } = await import('/work/main/tests/support/lighthouse.ts');
const { app } = await buildApp('/work/main');
const lh = await Lighthouse.start(app);
for (const name of (process.argv[3] ?? 'a photo,the storage page').split(',')) for (let i = 0; i < Number(process.argv[2] ?? 2); i++) {
  const r = await lh.look((PAGES as any)[name]);
  const lcp: any = r.audits['largest-contentful-paint'];
  console.log(name, describe(r as any), 'LCPms', Math.round(lcp.numericValue), 'FCPms', Math.round((r.audits['first-contentful-paint'] as any).numericValue));
  const el: any = r.audits['lcp-breakdown-insight'] ?? r.audits['largest-contentful-paint-element'];
  if (i === 0) console.log(JSON.stringify(el?.details?.items?.map((x: any) => x.items ?? x))?.slice(0, 900));
  if (i === 0) { const net: any = r.audits['network-requests']; for (const q of net.details.items) console.log(Math.round(q.networkRequestTime), Math.round(q.networkEndTime), q.transferSize, q.priority, q.url.slice(-60)); }
}
await lh.end();
