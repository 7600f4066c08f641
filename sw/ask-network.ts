/**
 * Asks the network; not for a page that pretends to be offline, which hears that nothing is stored (RFC 9111, 5.2.1.7).
 * Browsers would do that themselves, but for WebKit, which asks the network all the same.
 */
export async function askNetwork(request: Request, init?: RequestInit): Promise<Response> {
  if (request.cache === 'only-if-cached') return new Response('This is not stored.', { status: 504 });
  return fetch(request, init);
}
