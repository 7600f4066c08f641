const TIERS = ['thumbnails', 'pinned', 'device', 'network'];
/**
 * Headers by which an answer of the service worker names its tier, and the time it took in ms.
 * `Server-Timing` is visible to the page even for `<img>`, through `PerformanceResourceTiming.serverTiming`;
 * `Cache-Status` is RFC 9211.
 */
export function tierHeaders(tier, ms) {
  const status = tier === 'network' ? 'fwd=miss' : 'hit';
  return {
    'Server-Timing': `tier;desc="${tier}";dur=${ms.toFixed(1)}`,
    'Cache-Status': `afterimage-${tier}; ${status}`,
  };
}
/** The tier that an answer names; `undefined` when the service worker had no part in it. */
export function tierOf(headers) {
  const tier = /(?:^|[\s,])tier;desc="([a-z]+)"/.exec(headers.get('Server-Timing') ?? '')?.[1];
  return isAnsweringTier(tier) ? tier : undefined;
}
function isAnsweringTier(tier) {
  return tier !== undefined && TIERS.includes(tier);
}
