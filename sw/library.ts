/// <reference lib="webworker" />
import { askNetwork } from './ask-network.ts';
import { era } from './era.ts';
import { keepLibrary, keepSection, parseIndex } from './keep-library.ts';
import { answerNetworkFirst, storedAnswer, withStatus } from './network-first.ts';

/** Network first, so that a changed library shows. */
export function answerLibraryIndex(event: FetchEvent): Promise<Response> {
  const isGood = async (response: Response) => parseIndex(response, await response.text()) !== undefined;
  return answerNetworkFirst(event, { isGood, keep: keepLibrary });
}

/** Section files never change under their name: cache first. */
export async function answerSection(event: FetchEvent): Promise<Response> {
  const { url } = event.request;
  const signal = era();
  const stored = await storedAnswer(url);
  if (stored) return withStatus(stored, 'hit');
  const response = await askNetwork(event.request);
  event.waitUntil(keepSection(new URL(url), response.clone(), signal).catch(() => {}));
  return withStatus(response, 'fwd=miss');
}
